"""How far what readers see is behind the catalogue, for who watches it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min

from readmodel.models import PendingChange, ProductState, SinkState
from readmodel.sinks import sinks


@dataclass(frozen=True, slots=True)
class Lag:
    """``changes`` wait, the first of them since ``since``, which is None where none
    does; ``failure`` says why they cannot be given on, and is empty otherwise."""

    changes: int
    since: datetime | None
    failure: str = ""


def outbox_lag() -> Lag:
    """What was published, or otherwise changed, and is in no ledger yet."""
    waiting = PendingChange.objects.aggregate(
        changes=Count("pk"), since=Min("enqueued_at")
    )
    return Lag(**waiting)


def sink_lags() -> dict[str, Lag]:
    """What the ledger has and each sink was not given yet, by the sink's name."""
    states = SinkState.objects.in_bulk([each.name for each in sinks()])
    return {each.name: _of_sink(states.get(each.name)) for each in sinks()}


def _of_sink(state: SinkState | None) -> Lag:
    rows = ProductState.objects.filter(
        revision__gt=state.applied_revision if state else 0
    )
    waiting = rows.aggregate(changes=Count("pk"), since=Min("changed_at"))
    return Lag(**waiting, failure=state.failure if state else "")
