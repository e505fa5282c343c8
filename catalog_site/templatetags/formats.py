"""Numbers, money, dates and addresses as the reader's language writes them, and icons.

The tags and filters here are loaded in every template.
"""

from datetime import date, datetime
from decimal import Decimal

from django import template
from django.core.paginator import Page, Paginator
from django.template.context import Context
from django.templatetags.static import static
from django.utils.formats import date_format, number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from suppliers.addresses import absolute, localised

register = template.Library()
register.filter(localised)
register.filter(absolute)


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
def kilograms(grams: int) -> str:
    """``24,5 kg``, from grams."""
    places = len(f"{grams % 1000:03d}".rstrip("0"))
    return f"{number_format(Decimal(grams) / 1000, places)}\u00a0kg"


@register.filter
def day(value: date | str | None) -> str:
    """``12 Mei 2026``, from a date or its ISO form; nothing for None."""
    return _written(value, "j F Y")


@register.filter
def short_day(value: date | str | None) -> str:
    """``12 Agu 2026``, where there is little room; nothing for None."""
    return _written(value, "j M Y")


def _written(value: date | str | None, pattern: str) -> str:
    if not value:
        return ""
    if isinstance(value, str):
        value = datetime.fromisoformat(value).date()
    return date_format(value, pattern)


@register.filter
def label(named: dict, name: str = "label") -> str:
    """The label of a document's ``{"label_id", "label_en"}`` in the language in use."""
    language = "en" if get_language() == "en" else "id"
    return named.get(f"{name}_{language}") or named.get(f"{name}_id", "")


@register.filter
def in_language(named: dict, name: str) -> str:
    """A document's ``name`` in the language in use: ``name_en`` where given."""
    english = named.get(f"{name}_en") if get_language() == "en" else ""
    return english or named.get(name, "")


@register.filter
def translated(page: object, name: str) -> str:
    """A page's ``name`` in the language in use: ``name_en`` where given."""
    english = getattr(page, f"{name}_en") if get_language() == "en" else ""
    return english or getattr(page, name)


@register.filter
def telephone(number: str) -> str:
    """A telephone number as an address takes it: digits and a leading plus."""
    return "".join(mark for mark in number if mark in "+0123456789")


@register.simple_tag
def icon(name: str) -> SafeString:
    """A drawing of ``icons.svg`` beside a text that says the same."""
    sprite = static("catalog_site/icons.svg")
    return format_html(
        '<svg class="icon" aria-hidden="true"><use href="{}#{}"></use></svg>',
        sprite,
        name,
    )


@register.filter
def page_numbers(page: Page) -> list[int | None]:
    """The pages to link to around ``page``; None stands for those left out."""
    elided = page.paginator.get_elided_page_range(page.number, on_each_side=1)
    return [None if number == Paginator.ELLIPSIS else number for number in elided]


@register.simple_tag(takes_context=True)
def page_address(context: Context, number: int) -> str:
    """The present address with another page number; the first page has none."""
    parameters = context["request"].GET.copy()
    parameters.pop("page", None)
    if number > 1:
        parameters["page"] = number
    return f"?{parameters.urlencode()}"
