"""What the front page shows of the catalogue."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest

from catalog_site.models import HomePage
from core.addresses import search_url
from core.language import language
from domain import nomenclature
from search.catalogue import example_search, newest_products
from search.documents.types import ProductCard
from search.results import FacetOption, catalogue_figures, facet_counts
from suppliers.directory import listed_suppliers

DEVICE_TYPES_SHOWN = 8
NEWEST_SHOWN = 8
GALLERY_PICTURES = 4
GALLERY_CANDIDATES = 48
"""Newest products among which pictures of different devices are sought."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A category or device type to begin with. ``key`` is its code."""

    key: str
    label: str
    count: int
    url: str


def home_context(page: HomePage, request: HttpRequest) -> dict[str, object]:
    """The template's variables, all from the index but the number of suppliers, which
    the directory counts as well.

    ``awaited`` are the categories that have no product yet. Without an index all
    categories are shown alike, and no figures.
    """
    counts = facet_counts(["category", "device_type"])
    figures = catalogue_figures()
    newest = newest_products(GALLERY_CANDIDATES)
    categories = _categories(counts["category"])
    stocked = [category for category in categories if category.count]
    return {
        "categories": stocked or categories,
        "awaited": [each for each in categories if not each.count] if stocked else [],
        "device_types": _device_types(counts["device_type"]),
        "figures": figures if figures["products"] else None,
        "example": example_search(),
        "suppliers": listed_suppliers().count(),
        "newest": newest[:NEWEST_SHOWN],
        "gallery": _gallery(newest),
        "hide_header_search": True,
    }


def _gallery(products: Iterable[ProductCard]) -> list[ProductCard]:
    """The newest product with a picture of each of the first few device types."""
    by_type: dict[str, ProductCard] = {}
    for product in products:
        if product["pictures"]:
            by_type.setdefault(product["device_type"]["key"], product)
    return list(by_type.values())[:GALLERY_PICTURES]


def _categories(options: tuple[FacetOption, ...]) -> list[Choice]:
    """All categories in the order of their codes."""
    counts = {option.value: option.count for option in options}
    return [
        Choice(
            code, name.text(language()), counts.get(code, 0), search_url(category=code)
        )
        for code, name in nomenclature.CATEGORIES.items()
    ]


def _device_types(options: tuple[FacetOption, ...]) -> list[Choice]:
    """The device types with most products."""
    most = sorted(options, key=lambda option: -option.count)[:DEVICE_TYPES_SHOWN]
    return [
        Choice(
            option.value,
            str(option.label),
            option.count,
            search_url(device_type=option.value),
        )
        for option in most
    ]
