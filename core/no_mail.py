"""Mail where there is no server to send it: none of it is sent, and none is shown.

A mail holds what is for its reader alone, such as the link for a new password, and
would be written into the log by the backend that Django offers.
"""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class NoMailServer(BaseEmailBackend):
    """Sends nothing, and says so by its count."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        return 0
