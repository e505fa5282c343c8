"""How far what readers see is behind the catalogue, for who watches it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min

from readmodel.lease import last_revision
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
    """``waiting`` is what a sink has still to be given, and ``lag`` by how many
    revisions the ledger is ahead of it. ``failure`` says why it cannot
    be written since ``failing_since``, and is empty otherwise. ``generation`` names
    what it was built as, as far as that is known."""

    waiting: Waiting
    lag: int
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
    latest = last_revision()
    return {
        each.name: _status_of(each, states.get(each.name), latest) for each in sinks()
    }


def _status_of(sink: Sink, state: SinkState | None, latest: int) -> SinkStatus:
    given = _given(sink, state)
    return SinkStatus(
        waiting=_not_given(given) + _to_be_repaired(sink),
        lag=max(0, latest - given),
        failure=state.failure if state else "",
        failing_since=state.failing_since if state else None,
        refused=refusals_of(sink),
        generation=state.generation if state else "",
    )


def _given(sink: Sink, state: SinkState | None) -> int:
    """Up to which revision of the ledger it has everything."""
    # What was built for another schema is given everything again.
    if state and state.schema_version == sink.schema_version:
        return state.applied_revision
    return 0


def _not_given(given: int) -> Waiting:
    """What the ledger has behind the revision ``given``."""
    lacking = ProductState.objects.filter(revision__gt=given)
    return Waiting(**lacking.aggregate(changes=Count("pk"), since=Min("changed_at")))


def _to_be_repaired(sink: Sink) -> Waiting:
    """What the sink was given, is known to have wrongly, and shall be given again."""
    repairs = PendingRepair.objects.filter(sink=sink.name)
    return Waiting(**repairs.aggregate(changes=Count("pk"), since=Min("noted_at")))
