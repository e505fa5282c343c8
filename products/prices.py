"""What buyers pay for a variant."""

from fractions import Fraction

from django.conf import settings

from domain.prices import FULL_BASE, REDUCED_BASE


def ppn_base() -> Fraction:
    """Share of the price on which PPN is charged, as the catalogue is set to."""
    return REDUCED_BASE if settings.PPN_REDUCED_BASE else FULL_BASE
