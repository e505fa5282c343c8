"""What LKPP assigned to variants: matching what it reported, writing it, reading it.

What was reported is first *planned* against the catalogue, so that it can be looked at,
and then written at once or not at all. Reporting the same again changes nothing.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from uuid import UUID

import orjson
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.batches import batches
from core.people import display_name
from lkpp.listings.reader import Fault, ReportedRow, read_number
from lkpp.models import LkppListing, LkppListingChange
from lkpp.models.listing import REPORTED_FIELDS
from products.models import ProductVariant
from readmodel import outbox

LONGEST_SOURCE = 200

Progress = Callable[[int, int], object]
Values = dict[str, object]


@dataclass(frozen=True, slots=True)
class Change:
    """What would be written of one variant: the fields that differ."""

    row: int
    sku: str
    product_id: int
    matched_by_kfa: bool
    before: Values
    after: Values


@dataclass(frozen=True, slots=True)
class Plan:
    """What importing would do. ``faults`` are rows that are left out, in their
    order; ``unchanged`` counts those that report what is known."""

    changes: list[Change] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    unchanged: int = 0

    @property
    def digest(self) -> str:
        """Tells whether another plan would write the same."""
        content = [
            [each.sku, _plain(each.before), _plain(each.after)] for each in self.changes
        ]
        return blake2b(orjson.dumps(content), digest_size=16).hexdigest()


@dataclass(frozen=True, slots=True)
class _Match:
    row: ReportedRow
    sku: str
    product_id: int
    by_kfa: bool


def _no_progress(done: int, total: int) -> None:
    pass


# Reading


def reported_listings(skus: Iterable[str]) -> dict[str, LkppListing]:
    """What LKPP reported of these variants, by SKU; those it reported nothing of are
    left out."""
    found = {}
    for batch in batches(skus):
        found |= {each.sku: each for each in LkppListing.objects.of(batch)}
    return found


def history_of(skus: Iterable[str]) -> Mapping[str, list[LkppListingChange]]:
    """How that changed, by SKU, the latest first."""
    found: dict[str, list[LkppListingChange]] = defaultdict(list)
    for batch in batches(skus):
        for change in LkppListingChange.objects.filter(sku__in=batch).order_by("-pk"):
            found[change.sku].append(change)
    return found


# Planning


def plan(
    rows: Iterable[ReportedRow | Fault], progress: Progress = _no_progress
) -> Plan:
    """What importing these rows would do. Writes nothing.

    A row is about the variant with its SKU, or else the only one with its KFA code.
    Left out are rows about no variant or about several, those that contradict each
    other, and those that give a number that another variant has.
    """
    rows = list(rows)
    faults = [row for row in rows if isinstance(row, Fault)]
    reported = [row for row in rows if isinstance(row, ReportedRow)]
    matches, unmatched = _matched(reported, progress)
    single, contradictions = _single(matches)
    known = reported_listings(match.sku for match in single)
    changes = [_change(match, known.get(match.sku)) for match in single]
    kept, taken = _without_taken_numbers([each for each in changes if each.after])
    return Plan(
        changes=kept,
        faults=sorted(
            [*faults, *unmatched, *contradictions, *taken], key=lambda each: each.row
        ),
        unchanged=sum(not each.after for each in changes),
    )


def _matched(
    reported: Sequence[ReportedRow], progress: Progress
) -> tuple[list[_Match], list[Fault]]:
    matches, faults = [], []
    done = 0
    for batch in batches(reported):
        for found in _look_up(batch):
            (faults if isinstance(found, Fault) else matches).append(found)
        done += len(batch)
        progress(done, len(reported))
    return matches, faults


def _look_up(batch: Sequence[ReportedRow]) -> Iterator[_Match | Fault]:
    by_sku = dict(
        ProductVariant.objects.filter(sku__in={row.sku for row in batch}).values_list(
            "sku", "product_id"
        )
    )
    by_kfa = _variants_by_kfa(
        {row.kfa_code for row in batch if row.sku not in by_sku and row.kfa_code}
    )
    for row in batch:
        if row.sku in by_sku:
            yield _Match(row, row.sku, by_sku[row.sku], by_kfa=False)
        else:
            yield _by_kfa(row, by_kfa.get(row.kfa_code, []))


def _variants_by_kfa(codes: set[str]) -> Mapping[str, list[tuple[str, int]]]:
    found: dict[str, list[tuple[str, int]]] = defaultdict(list)
    if codes:
        variants = ProductVariant.objects.filter(kfa_code__in=codes)
        for sku, code, product_id in variants.values_list(
            "sku", "kfa_code", "product_id"
        ):
            found[code].append((sku, product_id))
    return found


def _by_kfa(row: ReportedRow, variants: list[tuple[str, int]]) -> _Match | Fault:
    if len(variants) == 1:
        [(sku, product_id)] = variants
        return _Match(row, sku, product_id, by_kfa=True)
    if variants:
        reason = _("Kode KFA %(code)s dipakai %(count)d varian; sebutkan SKU-nya.") % {
            "code": row.kfa_code,
            "count": len(variants),
        }
    elif not row.kfa_code:
        reason = _("SKU ini tidak ada dalam katalog.")
    elif not row.sku:
        reason = _("Kode KFA ini tidak ada dalam katalog.")
    else:
        reason = _("SKU dan kode KFA ini tidak ada dalam katalog.")
    return _fault(row, reason)


def _fault(row: ReportedRow, reason: str) -> Fault:
    return Fault(row.row, (row.sku or row.kfa_code)[:60], reason)


def _single(matches: Iterable[_Match]) -> tuple[list[_Match], list[Fault]]:
    """One match for each variant; rows that say the same twice count once."""
    by_sku: dict[str, list[_Match]] = defaultdict(list)
    for match in matches:
        by_sku[match.sku].append(match)
    single, faults = [], []
    for sku, group in by_sku.items():
        if all(each.row.values == group[0].row.values for each in group):
            single.append(group[0])
            continue
        rows = ", ".join(str(each.row.row) for each in group)
        reason = _("Baris %(rows)s saling bertentangan tentang SKU %(sku)s.") % {
            "rows": rows,
            "sku": sku,
        }
        faults += [_fault(each.row, reason) for each in group]
    return single, faults


def _change(match: _Match, known: LkppListing | None) -> Change:
    after = {
        name: value
        for name, value in match.row.values.items()
        if value != getattr(known, name, None)
    }
    before = {name: getattr(known, name, None) for name in after}
    return Change(
        match.row.row, match.sku, match.product_id, match.by_kfa, before, after
    )


def _without_taken_numbers(
    changes: Sequence[Change],
) -> tuple[list[Change], list[Fault]]:
    """Without those that give a number of v5 that another variant has or gets.

    A v5 product is one variant; a v6 product may have several.
    """
    stored = _holders(changes)
    faults: list[Fault] = []
    while True:
        kept, taken = _divided(changes, stored)
        faults += taken
        if not taken:
            return kept, faults
        # Who is left out keeps the old number, which may be taken by another row.
        changes = kept


def _holders(changes: Iterable[Change]) -> Mapping[int, set[str]]:
    """The SKUs that have one of these numbers already."""
    numbers = {number for each in changes if (number := each.after.get("kd_produk"))}
    found: dict[int, set[str]] = defaultdict(set)
    for batch in batches(sorted(numbers)):
        rows = LkppListing.objects.filter(kd_produk__in=batch)
        for number, sku in rows.values_list("kd_produk", "sku"):
            found[number].add(sku)
    return found


def _divided(
    changes: Sequence[Change], stored: Mapping[int, set[str]]
) -> tuple[list[Change], list[Fault]]:
    renumbered = {each.sku for each in changes if "kd_produk" in each.after}
    takers: dict[int, set[str]] = defaultdict(set)
    for each in changes:
        if number := each.after.get("kd_produk"):
            takers[number].add(each.sku)
    kept, faults = [], []
    for each in changes:
        number = each.after.get("kd_produk")
        holders = stored.get(number, set()) - renumbered
        others = (takers.get(number, set()) | holders) - {each.sku}
        if others:
            faults.append(_taken(each, number, min(others)))
        else:
            kept.append(each)
    return kept, faults


def _taken(change: Change, number: int, other: str) -> Fault:
    reason = _("Nomor %(number)d sudah dipakai SKU %(other)s.") % {
        "number": number,
        "other": other,
    }
    return Fault(change.row, change.sku, reason)


# Writing


@transaction.atomic
def record(
    rows: Iterable[ReportedRow | Fault],
    *,
    source: str,
    by=None,
    expected: str | None = None,
    progress: Progress = _no_progress,
) -> Plan:
    """Write what these rows report, with its history; all of it or nothing.

    ``source`` says where it comes from; ``by`` is the user. Raises PlanChanged where
    ``expected``, the digest of the plan that was looked at, is no longer what would
    be written. Notes the products for the
    indexer.
    """
    planned = plan(rows)
    if expected is not None and planned.digest != expected:
        raise PlanChanged
    at, source = timezone.now(), source[:LONGEST_SOURCE]
    name = display_name(by) if by is not None else ""
    done, total = 0, len(planned.changes)
    for batch in batches(planned.changes):
        _write(batch, at=at, by=by, name=name, source=source)
        done += len(batch)
        progress(done, total)
    return planned


class PlanChanged(Exception):
    """Raised where the catalogue changed since a plan was looked at."""


def _write(batch: Sequence[Change], *, at, by, name: str, source: str) -> None:
    known = reported_listings(each.sku for each in batch)
    listings = [
        _listing(each, known.get(each.sku), at=at, by=by, source=source)
        for each in batch
    ]
    LkppListing.objects.bulk_create(
        listings,
        update_conflicts=True,
        unique_fields=["sku"],
        update_fields=[*REPORTED_FIELDS, "reported_at", "recorded_by", "source"],
    )
    LkppListingChange.objects.bulk_create(
        LkppListingChange(
            sku=each.sku,
            at=at,
            by_name=name,
            source=source,
            before=_plain(each.before),
            after=_plain(each.after),
        )
        for each in batch
    )
    outbox.enqueue(sorted({each.product_id for each in batch}))


def _listing(
    change: Change, known: LkppListing | None, *, at, by, source: str
) -> LkppListing:
    values = {name: getattr(known, name, None) for name in REPORTED_FIELDS}
    return LkppListing(
        sku=change.sku,
        **values | change.after,
        reported_at=at,
        recorded_by=by,
        source=source,
    )


def _plain(values: Values) -> Values:
    return {
        name: str(value) if isinstance(value, UUID) else value
        for name, value in values.items()
    }


# Between two requests


def as_text(rows: Iterable[ReportedRow | Fault]) -> str:
    """Rows that :func:`from_text` reads back, for a form to carry."""
    lines = [
        [row.row, row.key, row.reason]
        if isinstance(row, Fault)
        else [row.row, row.sku, row.kfa_code, _plain(row.values)]
        for row in rows
    ]
    return orjson.dumps(lines).decode()


def from_text(text: str) -> list[ReportedRow | Fault]:
    """Raises ValueError for a text of another origin."""
    try:
        return [_row(line) for line in orjson.loads(text)]
    except (TypeError, KeyError, IndexError, AttributeError) as error:
        raise ValueError("not rows that were carried by a form") from error


def _row(line: list) -> ReportedRow | Fault:
    if isinstance(line[2], str) and len(line) == 3:
        return Fault(int(line[0]), str(line[1]), line[2])
    number, sku, kfa_code, values = line
    row = ReportedRow(int(number), str(sku), str(kfa_code))
    return replace(row, **{name: _value(name, each) for name, each in values.items()})


def _value(name: str, value: object) -> object:
    if value is None:
        return None
    if name in {"v6_id", "category_id"}:
        return UUID(str(value))
    if name == "kd_produk":
        return read_number(str(value))
    return bool(value)
