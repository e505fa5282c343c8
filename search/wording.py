"""Amounts, percentages and days of documents as the reader's language writes them."""

from datetime import date, datetime
from decimal import Decimal

from django.utils.formats import date_format, number_format


def rupiah(amount: int | None) -> str:
    """``Rp 81.082.633``; nothing for None."""
    if amount is None:
        return ""
    return f"Rp\u00a0{number_format(amount, 0, force_grouping=True)}"


def percent(value: float | Decimal | None, places: int = 2) -> str:
    """``57,62 %``; nothing for None."""
    if value is None:
        return ""
    return f"{number_format(value, places)}\u00a0%"


def day(value: date | str | None) -> str:
    """``12 Mei 2026``, from a date or its ISO form; nothing for None."""
    if not value:
        return ""
    if isinstance(value, str):
        value = datetime.fromisoformat(value).date()
    return date_format(value, "j F Y")
