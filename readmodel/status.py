"""How far what readers see is behind the catalogue, for who watches it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min

from readmodel.models import PendingChange, PendingRepair, ProductState, SinkState
from readmodel.refusals import Refusals, refusals_of
from readmodel.sinks import Sink, sinks


@dataclass(frozen=True, slots=True)
class Waiting:
    """``changes`` wait, the first of them since ``since``, which is None where none
    does."""

    changes: int
    since: datetime | None

    def __add__(self, other: "Waiting") -> "Waiting":
        moments = [each for each in (self.since, other.since) if each]
        return Waiting(self.changes + other.changes, min(moments, default=None))


@dataclass(frozen=True, slots=True)
class SinkStatus:
    """``waiting`` is what a sink has still to be given. ``failure`` says why it cannot
    be written since ``failing_since``, and is empty otherwise. ``generation`` names
    what it was built as, as far as that is known."""

    waiting: Waiting
    failure: str
    failing_since: datetime | None
    refused: Refusals
    generation: str


def changes_not_built() -> Waiting:
    """What was published, or otherwise changed, and is in no ledger yet."""
    return Waiting(
        **PendingChange.objects.aggregate(changes=Count("pk"), since=Min("enqueued_at"))
    )


def sink_statuses() -> dict[str, SinkStatus]:
    """How each sink is, by its name."""
    states = SinkState.objects.in_bulk([each.name for each in sinks()])
    return {each.name: _status_of(each, states.get(each.name)) for each in sinks()}


def _status_of(sink: Sink, state: SinkState | None) -> SinkStatus:
    return SinkStatus(
        waiting=_not_given(sink, state) + _to_be_repaired(sink),
        failure=state.failure if state else "",
        failing_since=state.failing_since if state else None,
        refused=refusals_of(sink),
        generation=state.generation if state else "",
    )


def _not_given(sink: Sink, state: SinkState | None) -> Waiting:
    """What the ledger has and the sink was not given yet."""
    given = 0
    # What was built for another schema is given everything again.
    if state and state.schema_version == sink.schema_version:
        given = state.applied_revision
    lacking = ProductState.objects.filter(revision__gt=given)
    return Waiting(**lacking.aggregate(changes=Count("pk"), since=Min("changed_at")))


def _to_be_repaired(sink: Sink) -> Waiting:
    """What the sink was given, is known to have wrongly, and shall be given again."""
    repairs = PendingRepair.objects.filter(sink=sink.name)
    return Waiting(**repairs.aggregate(changes=Count("pk"), since=Min("noted_at")))
