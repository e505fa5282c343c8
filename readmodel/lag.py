"""How far what readers see is behind the catalogue, for who watches it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, Min

from readmodel.models import PendingChange, ProductState, RefusedProduct, SinkState
from readmodel.sinks import Sink, sinks


@dataclass(frozen=True, slots=True)
class Lag:
    """``changes`` wait, the first of them since ``since``, which is None where none
    does. ``failure`` says why they cannot be given on since ``failing_since``, and is
    empty otherwise. ``refused`` says by product what is not taken, and why.
    ``generation`` names what a sink was built as, as far as that is known."""

    changes: int
    since: datetime | None
    failure: str = ""
    failing_since: datetime | None = None
    refused: Mapping[int, str] = field(default_factory=dict)
    generation: str = ""


def outbox_lag() -> Lag:
    """What was published, or otherwise changed, and is in no ledger yet."""
    waiting = PendingChange.objects.aggregate(
        changes=Count("pk"), since=Min("enqueued_at")
    )
    return Lag(**waiting)


def sink_lags() -> dict[str, Lag]:
    """What the ledger has and each sink was not given yet, by the sink's name."""
    states = SinkState.objects.in_bulk([each.name for each in sinks()])
    return {each.name: _of_sink(each, states.get(each.name)) for each in sinks()}


def _of_sink(sink: Sink, state: SinkState | None) -> Lag:
    given = 0
    # What was built for another schema is given everything again.
    if state and state.schema_version == sink.schema_version:
        given = state.applied_revision
    waiting = ProductState.objects.filter(revision__gt=given).aggregate(
        changes=Count("pk"), since=Min("changed_at")
    )
    refused = RefusedProduct.objects.filter(sink=sink.name).order_by("product_id")
    return Lag(
        **waiting,
        failure=state.failure if state else "",
        failing_since=state.failing_since if state else None,
        refused=dict(refused.values_list("product_id", "reason")),
        generation=state.generation if state else "",
    )
