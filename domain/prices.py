"""Prices in whole rupiah, before and with value added tax (PPN)."""

from fractions import Fraction
from math import floor
from typing import Literal, get_args

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
