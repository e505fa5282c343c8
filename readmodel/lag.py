"""How far what readers see is behind the catalogue, for who watches it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min

from readmodel.models import PendingChange, ProductState, SinkState
from readmodel.sinks import sinks


@dataclass(frozen=True, slots=True)
class Lag:
    """``changes`` wait, the first of them since ``since``, which is None where none
    does."""

    changes: int
    since: datetime | None


def outbox_lag() -> Lag:
    """What was published, or otherwise changed, and is in no ledger yet."""
    waiting = PendingChange.objects.aggregate(
        changes=Count("pk"), since=Min("enqueued_at")
    )
    return Lag(**waiting)


def sink_lags() -> dict[str, Lag]:
    """What the ledger has and each sink was not given yet, by the sink's name."""
    applied = dict(SinkState.objects.values_list("name", "applied_revision"))
    return {each.name: _after(applied.get(each.name, 0)) for each in sinks()}


def _after(revision: int) -> Lag:
    rows = ProductState.objects.filter(revision__gt=revision)
    return Lag(**rows.aggregate(changes=Count("pk"), since=Min("changed_at")))
