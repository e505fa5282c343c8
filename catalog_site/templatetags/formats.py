"""Numbers, money, dates and addresses as the reader's language writes them."""

from datetime import date, datetime
from decimal import Decimal

from django import template
from django.utils.formats import date_format, number_format
from django.utils.translation import get_language

register = template.Library()


@register.filter
def rupiah(amount: int | None) -> str:
    """``Rp 81.082.633``; nothing for None."""
    if amount is None:
        return ""
    return f"Rp\u00a0{number_format(amount, 0, force_grouping=True)}"


@register.filter
def percent(value: float | Decimal | None, places: int = 2) -> str:
    """``57,62 %``; nothing for None."""
    if value is None:
        return ""
    return f"{number_format(value, places)}\u00a0%"


@register.filter
def day(value: date | str | None) -> str:
    """``12 Mei 2026``, from a date or its ISO form; nothing for None."""
    if not value:
        return ""
    if isinstance(value, str):
        value = datetime.fromisoformat(value).date()
    return date_format(value, "j F Y")


@register.filter
def localised(url: str) -> str:
    """The address in the reader's language: ``/en`` before an Indonesian path."""
    return f"/en{url}" if get_language() == "en" else url


@register.filter
def label(named: dict, name: str = "label") -> str:
    """The label of a document's ``{"label_id", "label_en"}`` in the language in use."""
    language = "en" if get_language() == "en" else "id"
    return named.get(f"{name}_{language}") or named.get(f"{name}_id", "")
