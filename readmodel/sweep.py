"""Noting once a day what the index shows wrongly although nothing was saved.

A date passed, or products and the ledger drifted apart: after a backup was restored,
or a change in bulk that no signal told of. What is found goes into the outbox, and the
indexer does the rest. A sweep can be repeated, and left out for a day.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Length, Substr
from wagtail.models import Page

from products.querysets import ProductQuerySet
from readmodel import outbox
from readmodel.models import IndexState, PendingChange
from search.loading import public_products
from suppliers.models import SupplierPage


@dataclass(frozen=True, slots=True)
class SweepResult:
    """How many products were noted: because a date in them passed; public, but not in
    the ledger; in the ledger, but no longer public."""

    crossed: int
    unknown: int
    gone: int


def sweep(on: date, *, dry_run: bool = False) -> SweepResult:
    """Note what crossed a date by the day ``on``, and what the ledger knows wrongly.

    What is noted already is not counted again. With ``dry_run`` nothing is noted.
    """
    note = QuerySet.count if dry_run else outbox.enqueue_all
    return SweepResult(
        crossed=note(_not_noted(IndexState.objects.filter(rebuild_on__lte=on))),
        unknown=note(_not_noted(_unknown())),
        gone=note(_not_noted(_gone())),
    )


def _not_noted(rows: QuerySet) -> QuerySet:
    return rows.exclude(pk__in=PendingChange.objects.values("product_id"))


def _unknown() -> ProductQuerySet:
    known = IndexState.objects.filter(live=True)
    return _shown_products().exclude(pk__in=known.values("pk"))


def _gone() -> QuerySet[IndexState]:
    shown = _shown_products().order_by()
    return IndexState.objects.filter(live=True).exclude(pk__in=shown.values("pk"))


def _shown_products() -> ProductQuerySet:
    """Public products of public suppliers, those that get a document."""
    supplier_path = Substr(OuterRef("path"), 1, Length(OuterRef("path")) - Page.steplen)
    suppliers = SupplierPage.objects.live().filter(path=supplier_path)
    return public_products().filter(Exists(suppliers))
