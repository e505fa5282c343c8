"""Prices in whole rupiah: with value added tax (PPN), and beside comparable ones."""

from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Literal, get_args

from domain.findings import Finding, warning
from domain.messages import gettext_noop as _

PpnPercent = Literal[0, 12]
PPN_RATES: tuple[int, ...] = get_args(PpnPercent)
"""The rates that there are: goods free of PPN, and all others (UU 7/2021)."""

FULL_BASE = Fraction(1)
REDUCED_BASE = Fraction(11, 12)
"""Share of the price that is taxed for goods that are not luxuries (PMK 131/2024):
12 % of it comes to 11 % of the price."""


def taxable_base(price: int, base: Fraction = REDUCED_BASE) -> int:
    """The part of ``price`` on which PPN is charged (dasar pengenaan pajak), rounded
    half up to a whole rupiah."""
    return floor(price * base + Fraction(1, 2))


def with_ppn(price: int, ppn_percent: int, base: Fraction = REDUCED_BASE) -> int:
    """``price`` with PPN, rounded half up to a whole rupiah.

    Raises ValueError when the price is negative or the rate not within 0 to 100.
    """
    if price < 0 or not 0 <= ppn_percent <= 100:
        raise ValueError(f"no price with tax for {price} at {ppn_percent} %")
    exact = price * (1 + base * Fraction(ppn_percent, 100))
    return floor(exact + Fraction(1, 2))


FEWEST_PRICES = 5
"""So many others make a median that one slip among them does not move."""
FAR = 20
"""Makes and sizes of one kind of device differ by five to ten times; slips by more."""
NEAR = 3
"""A slip explains a price that without it would be no further off than this."""
SLIPS = (100, 1000)
"""Cents taken for rupiah, and thousands forgotten or doubled."""


def price_doubt(price: int, usual: int) -> Finding | None:
    """A warning where ``price`` is far from ``usual``, the median of comparable ones.

    It names the price that was meant where a typical slip explains the distance.
    """
    if price * FAR > usual and price < usual * FAR:
        return None
    told = {"price": Decimal(price), "usual": Decimal(usual)}
    meant = _meant(price, usual)
    if meant is not None:
        return warning(
            "price_slipped",
            _(
                "Harga Rp %(price)s jauh dari harga lazim jenis alat ini, sekitar "
                "Rp %(usual)s. Apakah maksudnya Rp %(meant)s?"
            ),
            **told,
            meant=Decimal(meant),
        )
    return warning(
        "price_far",
        _(
            "Harga Rp %(price)s jauh dari harga lazim jenis alat ini, sekitar "
            "Rp %(usual)s. Periksa jumlah nolnya."
        ),
        **told,
    )


def _meant(price: int, usual: int) -> int | None:
    """The price that one slip made into this one: one at most, for slips are further
    apart than prices that are near the usual one."""
    slipped = (each for slip in SLIPS for each in (price * slip, price // slip))
    return next(
        (each for each in slipped if usual <= each * NEAR and each <= usual * NEAR),
        None,
    )
