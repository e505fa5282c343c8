"""What happens to certificates without a signal of their models."""

from django.dispatch import Signal

case_decided = Signal()
"""A verifier decided a case. Sent inside the transaction, with ``case``."""
