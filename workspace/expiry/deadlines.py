"""What public pages declare that runs out, and of which of it nobody was reminded yet.

Every certificate with a last day counts, the BMP of a TKDN certificate with a last
day of its own, and prices that are offered until a day.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Exists, JSONField, Model, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from certificates.cases import attach_cases_of
from certificates.declared import certificate_relations
from certificates.kinds import TAKES_EFFECT_AWAY, CertificateKind
from certificates.models import Certificate, VerificationCase
from core.batches import batches
from core.progress import Progress, no_progress
from domain.eligibility import is_domestic
from domain.validity import Validity
from products.models import ProductPage, ProductVariant, TkdnCertificate
from suppliers.models import SupplierPage
from workspace.models import ExpiryReminder

THRESHOLDS = (180, 90, 30, 7, 0)
"""Days before a last day at which its supplier is reminded."""

PRICE_THRESHOLDS = (30, 7, 0)
"""The same for prices, which a supplier renews by itself."""

LATEST = 14
"""Days after the last day until which a reminder still makes sense."""

BMP = "bmp"
PRICE = "price"
OWN_LABELS = {BMP: gettext_lazy("Nilai BMP"), PRICE: gettext_lazy("Harga")}
"""What runs out besides certificates."""

Key = tuple[int, str, str, date, int]
"""Page, kind, number, last day and threshold: what is reminded of once."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day of something that a page states, and how near it is.

    ``threshold`` is the one of :data:`THRESHOLDS` that it has come to, ``days_left``
    negative once the day is past. ``supplier_path`` is the supplier's in the tree.
    """

    page_id: int
    page_title: str
    supplier_path: str
    kind: str
    number: str
    last_day: date
    threshold: int
    days_left: int

    @property
    def key(self) -> Key:
        return (self.page_id, self.kind, self.number, self.last_day, self.threshold)

    @property
    def label(self) -> str:
        """What it is: "Izin edar", "Harga"."""
        return str(OWN_LABELS.get(self.kind) or CertificateKind(self.kind).label)

    @property
    def urgency(self) -> str:
        """The heading under which deadlines of this threshold are listed."""
        if not self.threshold:
            return _("Berakhir hari ini atau sudah berakhir")
        return _("Berakhir dalam %(days)d hari") % {"days": self.threshold}

    @property
    def remaining(self) -> str:
        """How near it is, in words."""
        if self.days_left > 1:
            return _("%(days)d hari lagi") % {"days": self.days_left}
        if self.days_left < -1:
            return _("berakhir %(days)d hari lalu") % {"days": -self.days_left}
        return {1: _("besok"), 0: _("hari ini"), -1: _("berakhir kemarin")}[
            self.days_left
        ]


@dataclass(frozen=True, slots=True)
class _Source:
    """Rows that run out: which field says when, and what tells them apart.

    ``kind`` is empty where each row has its own. ``validity`` names the property with
    its first and last day.
    """

    model: type[Model]
    page_field: str
    expires: str
    number: str
    kind: str = ""
    validity: str = "validity"
    thresholds: Sequence[int] = THRESHOLDS
    only: Q = field(default_factory=Q)

    def page_of(self, row: Model) -> int:
        return getattr(row, f"{self.page_field}_id")

    def validity_of(self, row: Model) -> Validity:
        return getattr(row, self.validity)


@dataclass(frozen=True, slots=True)
class _PageFacts:
    """A page, and where its supplier is in the tree."""

    title: str
    supplier_path: str


def due_deadlines(on: date, progress: Progress = no_progress) -> list[Deadline]:
    """The deadlines of live pages that are to be reminded of on the day ``on``.

    With so many days left, the smallest threshold that is not less is due, unless it
    was sent; so a day without a run is made up for, and no earlier threshold follows
    a later one. Left out is what is not valid anyway by a verifier's decision, and
    what a newer certificate on the same page outlasts.
    """
    found: dict[Key, Deadline] = {}
    sources = _sources()
    for done, source in enumerate(sources, 1):
        found |= {each.key: each for each in _due_of(source, on)}
        progress(done, len(sources))
    return list(found.values())


# Where last days are declared


def _sources() -> list[_Source]:
    certificates = [
        _certificate_source(page_model._meta.get_field(accessor).related_model)
        for page_model in (ProductPage, SupplierPage)
        for accessor in certificate_relations(page_model)
    ]
    bmp = _Source(
        TkdnCertificate,
        page_field="product",
        expires="bmp_expires_on",
        number="number",
        kind=BMP,
        validity="bmp_validity",
        only=Q(bmp__isnull=False),
    )
    prices = _Source(
        ProductVariant,
        page_field="product",
        expires="price_valid_until",
        number="sku",
        kind=PRICE,
        validity="price_validity",
        thresholds=PRICE_THRESHOLDS,
        only=Q(price__isnull=False),
    )
    return [*certificates, bmp, prices]


def _certificate_source(model: type[Certificate]) -> _Source:
    has_kinds = any(each.name == "kind" for each in model._meta.fields)
    return _Source(
        model,
        page_field=model.page_field,
        expires=model.expires_field,
        number=model.number_field,
        kind="" if has_kinds else model.certificate_kind,
    )


# Which of them are due


def _due_of(source: _Source, on: date) -> Iterator[Deadline]:
    due = _without_reminder(source, on)
    pages = {page_id for page_id, _threshold in due.values()}
    for page_ids in batches(sorted(pages)):
        facts = _page_facts(source, page_ids)
        rows = _rows_of(source, page_ids, facts)
        peers = _peers(rows, source)
        for row in rows:
            if row.pk in due and _needs_reminder(row, peers, source):
                page = facts[source.page_of(row)]
                _page_id, threshold = due[row.pk]
                yield _deadline(row, page, threshold, source, on)


def _without_reminder(source: _Source, on: date) -> dict[int, tuple[int, int]]:
    """Page and threshold of the rows that came to one of which nobody was reminded."""
    page = source.page_field
    found = {}
    for threshold, first, last in _windows(source.thresholds, on):
        sent = ExpiryReminder.objects.filter(
            page_id=OuterRef(f"{page}_id"),
            kind=source.kind or OuterRef("kind"),
            number=OuterRef(source.number),
            last_day=OuterRef(source.expires),
            threshold=threshold,
        )
        window = {f"{page}__live": True, f"{source.expires}__range": (first, last)}
        rows = source.model.objects.filter(source.only, ~Exists(sent), **window)
        for pk, page_id in rows.order_by().values_list("pk", f"{page}_id").iterator():
            found[pk] = (page_id, threshold)
    return found


def _windows(thresholds: Sequence[int], on: date) -> Iterator[tuple[int, date, date]]:
    """Each threshold with the first and the last of the last days that come to it."""
    following = [*thresholds[1:], -LATEST - 1]
    for threshold, after in zip(thresholds, following, strict=True):
        yield threshold, on + timedelta(after + 1), on + timedelta(threshold)


def _page_facts(source: _Source, page_ids: list[int]) -> dict[int, _PageFacts]:
    below = Page.steplen if source.page_field == "product" else 0
    pages = Page.objects.filter(pk__in=page_ids)
    return {
        pk: _PageFacts(" ".join(title.split()), path[: len(path) - below])
        for pk, title, path in pages.values_list("pk", "title", "path")
    }


def _rows_of(
    source: _Source, page_ids: list[int], facts: Mapping[int, _PageFacts]
) -> list[Model]:
    """All rows of these pages: those as well that may take the place of a due one."""
    rows = source.model.objects.filter(
        source.only, **{f"{source.page_field}__in": page_ids}
    )
    if not issubclass(source.model, Certificate):
        return list(rows)
    return _with_cases(list(rows.defer(*_lists(source))), source, facts)


def _lists(source: _Source) -> list[str]:
    """Fields that are long and say nothing of days."""
    fields = source.model._meta.fields
    return [each.name for each in fields if isinstance(each, JSONField)]


def _with_cases(
    rows: list[Certificate], source: _Source, facts: Mapping[int, _PageFacts]
) -> list[Certificate]:
    """The rows, each with its case where that makes it invalid.

    Only what has the number of such a case is read whole and compared with it:
    fingerprints of everything would take longer than all the rest.
    """
    numbers = _overruled_numbers({page.supplier_path for page in facts.values()})
    suspects = []
    for row in rows:
        row.case = None
        path = facts[source.page_of(row)].supplier_path
        if (path, row.certificate_kind, row.declared_number) in numbers:
            suspects.append(row.pk)
    if not suspects:
        return rows
    whole = source.model.objects.select_related(*_relations(source)).in_bulk(suspects)
    attach_cases_of(
        (facts[source.page_of(row)].supplier_path, row) for row in whole.values()
    )
    return [whole.get(row.pk, row) for row in rows]


def _overruled_numbers(supplier_paths: set[str]) -> set[tuple[str, str, str]]:
    """Supplier, kind and number of what a verifier found not to be valid."""
    cases = VerificationCase.objects.filter(
        state__in=TAKES_EFFECT_AWAY, supplier__path__in=supplier_paths
    )
    return set(cases.values_list("supplier__path", "kind", "number"))


def _relations(source: _Source) -> list[str]:
    """What fingerprints depend on besides the row itself."""
    fields = source.model._meta.fields
    return [
        each.name
        for each in fields
        if each.is_relation and each.name != source.page_field
    ]


def _deadline(
    row: Model, page: _PageFacts, threshold: int, source: _Source, on: date
) -> Deadline:
    last_day = getattr(row, source.expires)
    return Deadline(
        page_id=source.page_of(row),
        page_title=page.title,
        supplier_path=page.supplier_path,
        kind=source.kind or row.kind,
        number=getattr(row, source.number),
        last_day=last_day,
        threshold=threshold,
        days_left=(last_day - on).days,
    )


# What needs no reminder

Peers = Mapping[tuple, list[Validity]]
"""How long rows are valid, by page and by what they are of."""


def _peers(rows: list[Model], source: _Source) -> Peers:
    peers = defaultdict(list)
    for row in rows:
        peers[source.page_of(row), *_subject(row)].append(source.validity_of(row))
    return peers


def _needs_reminder(row: Model, peers: Peers, source: _Source) -> bool:
    """Not what is not valid anyway, nor what something newer outlasts."""
    validity = source.validity_of(row)
    if validity.overruled is not None:
        return False
    alike = peers[source.page_of(row), *_subject(row)]
    return not any(other.outlasts(validity) for other in alike)


def _subject(row: Model) -> tuple:
    """Only certificates that agree in this can take each other's place."""
    if not isinstance(row, Certificate):
        return (row.sku,)
    kind = row.certificate_kind
    if kind == CertificateKind.LICENCE:
        # Without the domestic one the product is none, whatever the other says.
        return kind, is_domestic(row.number)
    if kind == CertificateKind.ACCREDITATION:
        return kind, row.number.partition("-")[0]
    if kind == CertificateKind.OTHER:
        return kind, row.declared_number
    return kind, getattr(row, "standard", ""), getattr(row, "plant_id", None)
