"""The bulk path: writing many products with their variants and certificates.

For spreadsheets and the demo. Some hundred times faster than saving page by page
(``benchmarks/demo_loading.py``), and as strict.
"""

import gc
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from core.batches import batches
from core.findings import findings_of, text
from core.typed_values import read_texts
from domain.findings import Finding, error
from products.models import ProductPage, ProductVariant
from products.signals import products_written
from suppliers.bulk_pages import NewPage, children_set_on, write_pages

CHUNK_SIZE = 1000
SET_BY_THE_TREE = frozenset(
    {"path", "depth", "numchild", "slug", "url_path", "draft_title", "translation_key"}
)
"""Fields that are filled when the page is placed, hence not looked at before."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why one product was not accepted.

    ``position`` counts from zero over all products given. The place of a finding is
    the field's name; a child's field is named like "variants.0.sku".
    """

    position: int
    title: str
    findings: tuple[Finding, ...]


class RefusedProducts(Exception):
    """Products of a chunk that were not accepted; nothing of the chunk was written.

    ``refusals`` names every one of them, not only the first.
    """

    def __init__(self, refusals: Sequence[Refusal]) -> None:
        self.refusals = tuple(refusals)
        super().__init__("\n".join(self._lines()))

    def _lines(self) -> Iterator[str]:
        for each in self.refusals:
            said = "; ".join(f"{f.place}: {text(f)}" for f in each.findings)
            yield f"{each.position} {each.title}: {said}"


def write_products(
    products: Iterable[NewPage],
    *,
    user=None,
    chunk_size: int = CHUNK_SIZE,
    validate: bool = True,
) -> Iterator[int]:
    """Write new products, live, under their suppliers; yields how many are written.

    Each :class:`NewPage` has the supplier's page for its parent and an unsaved
    ProductPage with its variants, certificates and pictures set on it, as for
    ``add_child``. Every chunk is one transaction and is followed by one number, so
    that a caller can show progress; the whole is one transaction where the caller
    opens one. ``products`` may be a generator: no more than a chunk is held.

    Numbers, amounts and dates may be texts, as a spreadsheet has them: they are read as
    the editor's form reads them. ``validate=False`` leaves out this and everything else
    but the uniqueness of SKUs, for input that is right by construction.

    Raises RefusedProducts, and ValidationError for a slug that is taken.
    """
    written = 0
    for chunk in batches(products, chunk_size):
        with _cycle_collection_paused():
            write_chunk(chunk, user=user, validate=validate, first_position=written)
        written += len(chunk)
        yield written


def write_chunk(
    chunk: Sequence[NewPage], *, user=None, validate: bool = True, first_position=0
) -> list[int]:
    """Write products in one transaction; returns their primary keys.

    ``first_position`` is where the chunk starts in what the caller reads from. Raises
    as :func:`write_products` does.
    """
    with transaction.atomic():
        refusals = find_refusals(
            chunk, validate=validate, first_position=first_position
        )
        if refusals:
            raise RefusedProducts(refusals)
        write_pages(chunk, user=user)
        product_ids = [new.page.pk for new in chunk]
        products_written.send(sender=ProductPage, product_ids=product_ids)
    return product_ids


@contextmanager
def _cycle_collection_paused() -> Iterator[None]:
    """Have Python not look for cycles in the meantime.

    A chunk is some ten thousand objects that all stay until it is written: looking
    through them again and again takes a third of the time.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def find_refusals(
    chunk: Sequence[NewPage], validate: bool = True, first_position: int = 0
) -> list[Refusal]:
    """What stands against writing these products, without writing them."""
    taken = _taken_skus(chunk)
    refusals = []
    for position, new in enumerate(chunk, first_position):
        found = tuple(_findings(new.page, taken, validate=validate))
        if found:
            refusals.append(Refusal(position, new.page.title, found))
    return refusals


def _findings(
    page: ProductPage, taken: set[str], *, validate: bool
) -> Iterator[Finding]:
    repeated = dict(_repeated_skus(page, taken))
    if validate:
        for finding in _invalid(page):
            if finding.place not in repeated:
                yield finding
    yield from repeated.values()


def _invalid(page: ProductPage) -> Iterator[Finding]:
    """What the editor's form would refuse."""
    yield from _refused(page, page.clean_statements)
    for accessor, children in children_set_on(page):
        for index, child in enumerate(children):
            for finding in _refused(child, child.clean):
                yield finding.at(f"{accessor}.{index}.{finding.place}")


def _refused(instance: models.Model, clean: Callable[[], None]) -> Iterator[Finding]:
    """What the fields and ``clean`` refuse, without a query for each relation."""
    unread = read_texts(instance)
    errors: dict[str, list] = {name: [each] for name, each in unread.items()}
    required, skipped = _relations(type(instance))
    skipped = (
        skipped
        | unread.keys()
        | {
            name
            for name, allowed in _choices(type(instance)).items()
            if getattr(instance, name) in allowed
        }
    )
    for name, attname in required:
        if getattr(instance, attname) is None:
            errors[name] = [ValidationError(_("Wajib diisi."), code="required")]
    for check in (lambda: instance.clean_fields(exclude=skipped), clean):
        try:
            check()
        except ValidationError as refusal:
            refusal.update_error_dict(errors)
    yield from findings_of(ValidationError(errors))


@cache
def _relations(model: type[models.Model]) -> tuple[list[tuple[str, str]], frozenset]:
    """The relations that must be set, and the fields that are not cleaned.

    Cleaning a relation asks the database whether the other row exists; the database
    itself refuses a wrong one. What belongs to the page tree is set when placing, and
    so is a child's page.
    """
    relations = [field for field in model._meta.concrete_fields if field.is_relation]
    required = [
        (field.name, field.attname)
        for field in relations
        if not field.null
        and field.related_model not in (ProductPage, *ProductPage.__mro__)
        and field.name not in {"content_type", "locale"}
    ]
    return required, SET_BY_THE_TREE | {field.name for field in relations}


@cache
def _choices(model: type[models.Model]) -> dict[str, frozenset]:
    """What each field with choices allows.

    Cleaning such a field walks through its choices, which are made anew every time;
    of a value known to be allowed there is nothing else to find.
    """
    return {
        field.name: frozenset(value for value, _label in field.flatchoices)
        for field in model._meta.concrete_fields
        if field.flatchoices
    }


def _taken_skus(chunk: Iterable[NewPage]) -> set[str]:
    """SKUs of the chunk that occur twice in it or belong to a product already."""
    counts = Counter(v.sku for new in chunk for v in _variants(new.page))
    existing = ProductVariant.objects.filter(sku__in=counts).values_list(
        "sku", flat=True
    )
    return {sku for sku, count in counts.items() if count > 1} | set(existing)


def _repeated_skus(page: ProductPage, taken: set[str]) -> Iterator[tuple[str, Finding]]:
    message = ProductVariant._meta.get_field("sku").error_messages["unique"]
    for index, variant in enumerate(_variants(page)):
        if variant.sku in taken:
            place = f"variants.{index}.sku"
            yield place, error("unique", str(message)).at(place)


def _variants(page: ProductPage) -> list[ProductVariant]:
    return dict(children_set_on(page)).get("variants", [])
