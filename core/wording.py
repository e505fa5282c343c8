"""Amounts, percentages and days as the reader's language writes them."""

from datetime import date, datetime
from decimal import Decimal

from django.utils.formats import date_format, number_format
from django.utils.timezone import is_naive, localdate

from core.language import language
from domain.units_of_sale import unit_name


def whole(amount: int) -> str:
    """``1.250``"""
    return number_format(amount, 0, force_grouping=True)


def unit_of_sale(unit: str, count: int = 1) -> str:
    """``Kotak``, in English ``box`` or ``boxes``, beside so many of it."""
    return unit_name(unit, language(), count)


def counted(amount: int, unit: str) -> str:
    """``1.250 Kotak``, in English ``1,250 boxes``; no unit where it is empty."""
    return f"{whole(amount)} {unit_of_sale(unit, amount)}".strip()


def rupiah(amount: int | None) -> str:
    """``Rp 81.082.633``; nothing for None."""
    if amount is None:
        return ""
    return f"Rp\u00a0{whole(amount)}"


def percent(value: float | Decimal | None, places: int = 2) -> str:
    """``57,62 %``, in English ``57.62%``; nothing for None."""
    if value is None:
        return ""
    space = "" if language() == "en" else "\u00a0"
    return f"{number_format(value, places)}{space}%"


def day(value: date | str | None) -> str:
    """``12 Mei 2026``, from a date or its ISO form; nothing for None."""
    return _written(value, "j F Y")


def short_day(value: date | str | None) -> str:
    """``12 Agu 2026``, where there is little room; nothing for None."""
    return _written(value, "j M Y")


def _day_of(moment: datetime) -> date:
    """On the catalogue's clocks, whatever zone it was written in."""
    return moment.date() if is_naive(moment) else localdate(moment)


def _written(value: date | str | None, pattern: str) -> str:
    if not value:
        return ""
    if isinstance(value, str):
        value = _day_of(datetime.fromisoformat(value))
    return date_format(value, pattern)
