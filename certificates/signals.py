"""What happens to certificates that no model signal tells of."""

from django.dispatch import Signal

case_decided = Signal()
"""A verifier decided a case. Sent inside the transaction, with ``case``."""
