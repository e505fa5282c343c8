"""Keeping what was found of products, so that they can be chosen by it."""

from collections.abc import Iterable, Mapping

from django.db.models import Q, QuerySet

from core.batches import batches
from domain.findings import Finding, Grade
from lkpp.models import ReadinessSummary
from lkpp.readiness.assessment import Readiness, State
from lkpp.readiness.rules import RULES

BATCH = 500


def save_summaries(assessed: Mapping[int, Readiness]) -> int:
    """Keep what was found of these products, by the keys of their pages.

    Only what differs from before is written; returns how many that are. Repeatable.
    """
    before = _stored(assessed)
    changed = [
        summary
        for summary in map(_summary, assessed.items())
        if _content(summary) != before.get(summary.pk)
    ]
    ReadinessSummary.objects.bulk_create(
        changed,
        update_conflicts=True,
        unique_fields=["product"],
        update_fields=["state", "blockers", "warnings"],
        batch_size=BATCH,
    )
    return len(changed)


def delete_summaries(product_ids: Iterable[int]) -> None:
    """Drop what was found of products that are no longer public."""
    ReadinessSummary.objects.filter(pk__in=list(product_ids)).delete()


def _stored(assessed: Mapping[int, Readiness]) -> dict[int, tuple[str, ...]]:
    found = {}
    for product_ids in batches(assessed):
        rows = ReadinessSummary.objects.filter(pk__in=product_ids)
        found |= {row.pk: _content(row) for row in rows}
    return found


def _content(summary: ReadinessSummary) -> tuple[str, ...]:
    return (summary.state, summary.blockers, summary.warnings)


def _summary(assessed: tuple[int, Readiness]) -> ReadinessSummary:
    product_id, found = assessed
    return ReadinessSummary(
        product_id=product_id,
        state=found.state,
        blockers=_codes(each for each in found.everything if each.is_blocker),
        warnings=_codes(each for each in found.everything if not each.is_blocker),
    )


def _codes(findings: Iterable[Finding]) -> str:
    found = {each.code for each in findings}
    codes = ",".join(code for code in RULES if code in found)
    return f",{codes}," if codes else ""


# Choosing products


def in_state(products: QuerySet, state: State) -> QuerySet:
    return products.filter(readiness_summary__state=state)


def with_code(products: QuerySet, code: str) -> QuerySet:
    """Those of which the rule is broken, by the product or one of its variants."""
    column = _column(RULES[code].grade)
    return products.filter(**{f"readiness_summary__{column}__contains": f",{code},"})


def with_grade(products: QuerySet, grade: Grade) -> QuerySet:
    """Those with any finding of the grade."""
    column = _column(grade)
    return products.filter(~Q(**{f"readiness_summary__{column}": ""})).exclude(
        readiness_summary=None
    )


def _column(grade: Grade) -> str:
    return "blockers" if grade == Grade.EXPORT_BLOCKER else "warnings"
