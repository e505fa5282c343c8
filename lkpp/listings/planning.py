"""What importing LKPP's reports would do, before anything is written.

Rows are matched with the catalogue's variants by SKU, then by KFA code.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b

import orjson

from core.batches import batches
from core.progress import Progress, no_progress
from domain.findings import Finding, error
from domain.messages import gettext_noop as _
from lkpp.listings.lookup import reported_listings
from lkpp.listings.rows import LONGEST_KEY, RefusedRow, ReportedRow, plain_values
from lkpp.models import LkppListing
from products.models import ProductVariant


@dataclass(frozen=True, slots=True)
class PlannedChange:
    """What would be written of one variant: the fields that differ."""

    row: int
    sku: str
    product_id: int
    matched_by_kfa: bool
    before: dict[str, object]
    after: dict[str, object]


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What importing would do. ``refused`` are rows that are left out, in their
    order; ``unchanged`` counts those that report what is known."""

    changes: list[PlannedChange] = field(default_factory=list)
    refused: list[RefusedRow] = field(default_factory=list)
    unchanged: int = 0

    @property
    def digest(self) -> str:
        """Tells whether another plan would write the same."""
        content = [
            [each.sku, plain_values(each.before), plain_values(each.after)]
            for each in self.changes
        ]
        return blake2b(orjson.dumps(content), digest_size=16).hexdigest()


@dataclass(frozen=True, slots=True)
class _Match:
    row: ReportedRow
    sku: str
    product_id: int
    by_kfa: bool


def plan_import(
    rows: Iterable[ReportedRow | RefusedRow], progress: Progress = no_progress
) -> ImportPlan:
    """What importing these rows would do. Writes nothing.

    A row is about the variant with its SKU, or else the only one with its KFA code.
    Left out are rows about no variant or about several, those that contradict each
    other, and those that give a number that another variant has.
    """
    rows = list(rows)
    unread = [row for row in rows if isinstance(row, RefusedRow)]
    reported = [row for row in rows if isinstance(row, ReportedRow)]
    matches, unmatched = _matched(reported, progress)
    single, contradictions = _single(matches)
    known = reported_listings(match.sku for match in single)
    changes = [_change(match, known.get(match.sku)) for match in single]
    kept, taken = _without_taken_numbers([each for each in changes if each.after])
    return ImportPlan(
        changes=kept,
        refused=sorted(
            [*unread, *unmatched, *contradictions, *taken], key=lambda each: each.row
        ),
        unchanged=sum(not each.after for each in changes),
    )


def _matched(
    reported: Sequence[ReportedRow], progress: Progress
) -> tuple[list[_Match], list[RefusedRow]]:
    matches, refused = [], []
    done = 0
    for batch in batches(reported):
        for found in _look_up(batch):
            (refused if isinstance(found, RefusedRow) else matches).append(found)
        done += len(batch)
        progress(done, len(reported))
    return matches, refused


def _look_up(batch: Sequence[ReportedRow]) -> Iterator[_Match | RefusedRow]:
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


def _by_kfa(row: ReportedRow, variants: list[tuple[str, int]]) -> _Match | RefusedRow:
    if len(variants) == 1:
        [(sku, product_id)] = variants
        return _Match(row, sku, product_id, by_kfa=True)
    if variants:
        return _refused(
            row,
            error(
                "kfa_of_several",
                _("Kode KFA %(code)s dipakai %(count)s varian; sebutkan SKU-nya."),
                code=row.kfa_code,
                count=len(variants),
            ),
        )
    if not row.kfa_code:
        return _refused(row, SKU_UNKNOWN)
    return _refused(row, KEYS_UNKNOWN if row.sku else KFA_UNKNOWN)


SKU_UNKNOWN = error("sku_unknown", _("SKU ini tidak ada dalam katalog."))
KFA_UNKNOWN = error("kfa_unknown", _("Kode KFA ini tidak ada dalam katalog."))
KEYS_UNKNOWN = error("keys_unknown", _("SKU dan kode KFA ini tidak ada dalam katalog."))


def _refused(row: ReportedRow, finding: Finding) -> RefusedRow:
    return RefusedRow(row.row, (row.sku or row.kfa_code)[:LONGEST_KEY], finding)


def _single(matches: Iterable[_Match]) -> tuple[list[_Match], list[RefusedRow]]:
    """One match for each variant; rows that say the same twice count once."""
    by_sku: dict[str, list[_Match]] = defaultdict(list)
    for match in matches:
        by_sku[match.sku].append(match)
    single, refused = [], []
    for sku, group in by_sku.items():
        if all(each.row.values == group[0].row.values for each in group):
            single.append(group[0])
            continue
        rows = ", ".join(str(each.row.row) for each in group)
        finding = error(
            "rows_contradict",
            _("Baris %(rows)s saling bertentangan tentang SKU %(sku)s."),
            rows=rows,
            sku=sku,
        )
        refused += [_refused(each.row, finding) for each in group]
    return single, refused


def _change(match: _Match, known: LkppListing | None) -> PlannedChange:
    after = {
        name: value
        for name, value in match.row.values.items()
        if value != getattr(known, name, None)
    }
    before = {name: getattr(known, name, None) for name in after}
    return PlannedChange(
        match.row.row, match.sku, match.product_id, match.by_kfa, before, after
    )


def _without_taken_numbers(
    changes: Sequence[PlannedChange],
) -> tuple[list[PlannedChange], list[RefusedRow]]:
    """Without those that give a number of v5 that another variant has or gets.

    A v5 product is one variant; a v6 product may have several.
    """
    stored = _holders(changes)
    refused: list[RefusedRow] = []
    while True:
        kept, taken = _divided(changes, stored)
        refused += taken
        if not taken:
            return kept, refused
        # Who is left out keeps the old number, which may be taken by another row.
        changes = kept


def _holders(changes: Iterable[PlannedChange]) -> Mapping[int, set[str]]:
    """The SKUs that have one of these numbers already."""
    numbers = {number for each in changes if (number := each.after.get("kd_produk"))}
    found: dict[int, set[str]] = defaultdict(set)
    for batch in batches(sorted(numbers)):
        rows = LkppListing.objects.filter(kd_produk__in=batch)
        for number, sku in rows.values_list("kd_produk", "sku"):
            found[number].add(sku)
    return found


def _divided(
    changes: Sequence[PlannedChange], stored: Mapping[int, set[str]]
) -> tuple[list[PlannedChange], list[RefusedRow]]:
    renumbered = {each.sku for each in changes if "kd_produk" in each.after}
    takers: dict[int, set[str]] = defaultdict(set)
    for each in changes:
        if number := each.after.get("kd_produk"):
            takers[number].add(each.sku)
    kept, refused = [], []
    for each in changes:
        number = each.after.get("kd_produk")
        holders = stored.get(number, set()) - renumbered
        others = (takers.get(number, set()) | holders) - {each.sku}
        if others:
            refused.append(_taken(each, number, min(others)))
        else:
            kept.append(each)
    return kept, refused


def _taken(change: PlannedChange, number: int, other: str) -> RefusedRow:
    finding = error(
        "number_taken",
        _("Nomor %(number)s sudah dipakai SKU %(other)s."),
        number=number,
        other=other,
    )
    return RefusedRow(change.row, change.sku, finding.at("kd_produk"))
