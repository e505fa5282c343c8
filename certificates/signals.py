"""What happens to certificates that no model signal tells of."""

from django.dispatch import Signal

case_decided = Signal()
"""A verifier judged a case. Sent inside the transaction, with ``case``."""
