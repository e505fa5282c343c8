"""Columns of the list of products, the list's own and those of apps above."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from wagtail.admin.ui.tables import Column

from core.registry import Registry
from products.models import ProductPage

Prepare = Callable[[Sequence[ProductPage]], None]


@dataclass(frozen=True, slots=True)
class ListedColumn:
    """``prepare`` fetches what the column shows, for all products of a page at once."""

    column: Column
    prepare: Prepare | None = None


_columns: Registry[type[ProductPage], ListedColumn] = Registry()


def register_column(
    column: Column, *, order: int, prepare: Prepare | None = None
) -> None:
    """Show ``column`` in the list of products; lower orders come first."""
    _columns.add(ProductPage, ListedColumn(column, prepare), order)


def columns() -> list[Column]:
    return [each.column for each in _columns.at(ProductPage)]


def prepare_columns(products: Sequence[ProductPage]) -> None:
    """Fetch what the columns show of these products."""
    for each in _columns.at(ProductPage):
        if each.prepare:
            each.prepare(products)
