from .case import VerificationCase
from .certificate import Certificate
from .entry import EvidenceEntry

__all__ = ["Certificate", "EvidenceEntry", "VerificationCase"]
