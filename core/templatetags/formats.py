"""Numbers, money, dates and addresses as the reader's language writes them, and icons.

The tags and filters here are loaded in every template.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import template
from django.core.paginator import Page
from django.template.context import Context
from django.templatetags.static import static
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from core.addresses import absolute, localised
from core.language import choose, in_language, language, untranslated
from core.wording import counted, day, percent, rupiah, short_day, unit_of_sale

register = template.Library()
register.filter(localised)
register.filter(absolute)
register.filter(day)
register.filter(in_language)
register.filter(percent)
register.filter(rupiah)
register.filter(counted)
register.filter(short_day)
register.filter(unit_of_sale)


@register.filter
def picture_alt(product: Mapping[str, Any]) -> str:
    """What is said of a product's first picture to who cannot see it: descriptions are
    Indonesian, so English readers are given the product's English name."""
    return choose(product["pictures"][0]["alt"], product["title_en"])


@register.filter
def described(image: Any, name: str) -> str:
    """The same of one of the pictures on a product's page; ``name`` is the product's in
    the reader's language."""
    return name if language() == "en" else image.description or name


@register.filter
def lang_of(kept: object, name: str) -> SafeString:
    """An attribute that names the language of a text of which there is no English."""
    is_foreign = language() == "en" and untranslated(kept, name)
    return mark_safe(' lang="id"' if is_foreign else "")  # noqa: S308


@register.filter
def kilograms(grams: int) -> str:
    """``24,5 kg``, from grams."""
    places = len(f"{grams % 1000:03d}".rstrip("0"))
    return f"{number_format(Decimal(grams) / 1000, places)}\u00a0kg"


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
    # The paginator writes an ellipsis where pages are left out.
    return [number if isinstance(number, int) else None for number in elided]


@register.simple_tag(takes_context=True)
def page_address(context: Context, number: int) -> str:
    """The present address with another page number; the first page has none."""
    parameters = context["request"].GET.copy()
    parameters.pop("page", None)
    if number > 1:
        parameters["page"] = number
    return f"?{parameters.urlencode()}"
