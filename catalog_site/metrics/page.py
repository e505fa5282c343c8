"""``/metrics``: everything that is counted and known, in Prometheus' text format."""

import logging
import time
from collections.abc import Iterator

from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse
from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4, generate_latest
from prometheus_client.metrics_core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    Metric,
)
from prometheus_client.registry import Collector

from catalog_site.figures import Figures, Sweep, figures, seconds_since
from catalog_site.metrics.access import may_read
from catalog_site.metrics.counting import counted
from catalog_site.readiness import Readiness, readiness
from core.bounded import Bounded
from readmodel.models import IndexTask

PATIENCE = 4.0
"""Seconds for what the database knows; Prometheus waits for ten."""

KEPT = 1.0
REFUSAL = "Metrics are read from this host, or with METRICS_TOKEN: docs/health.md\n"

logger = logging.getLogger(__name__)


def _asked() -> Figures | None:
    try:
        return figures()
    except (DatabaseError, InterfaceError, OSError) as error:
        logger.warning("Figures are not known: %s", error)
        return None


known = Bounded(_asked, KEPT)


def metrics(request: HttpRequest) -> HttpResponse:
    if not may_read(request):
        return HttpResponse(REFUSAL, status=403, content_type="text/plain")
    text = generate_latest(counted()) + generate_latest(_Known())
    return HttpResponse(text, content_type=CONTENT_TYPE_PLAIN_0_0_4)


class _Known(Collector):
    """What is asked when somebody wants to know; the parts that answer, where the
    database does not."""

    def collect(self) -> Iterator[Metric]:
        end = time.monotonic() + PATIENCE
        known.answer(0)
        yield from _of_parts(readiness())
        found = known.answer(end - time.monotonic())
        if found is not None:
            yield from _of_changes(found)
            yield from _of_indexes(found)
            yield from _of_indexer(found)
            yield from _of_streams(found)
            yield from _of_disks(found)
            if found.sweep is not None:
                yield from _of_sweep(found.sweep)


def _of_parts(found: Readiness) -> Iterator[Metric]:
    up = GaugeMetricFamily(
        "catalogue_part_up",
        "Whether a part answers, as /readyz has it.",
        labels=["part"],
    )
    for name, ok in found.parts.items():
        up.add_metric([name], float(ok))
    yield up


def _of_changes(found: Figures) -> Iterator[Metric]:
    pending = GaugeMetricFamily(
        "catalogue_pending_changes",
        "Changes that the ledger, or an index, does not have yet.",
        labels=["stage"],
    )
    oldest = GaugeMetricFamily(
        "catalogue_oldest_pending_change_seconds",
        "How long the first of them has been waiting.",
        labels=["stage"],
    )
    stages = {"ledger": found.not_built}
    stages |= {name: status.waiting for name, status in found.sinks.items()}
    for name, waiting in stages.items():
        pending.add_metric([name], waiting.changes)
        oldest.add_metric([name], seconds_since(waiting.since))
    yield from (pending, oldest)


def _of_indexes(found: Figures) -> Iterator[Metric]:
    lag = GaugeMetricFamily(
        "catalogue_index_lag_revisions",
        "Revisions of the ledger that an index was not given yet.",
        labels=["index"],
    )
    failing = GaugeMetricFamily(
        "catalogue_index_write_failing_seconds",
        "Since when an index cannot be written; 0 where it can.",
        labels=["index"],
    )
    refused = GaugeMetricFamily(
        "catalogue_refused_products",
        "Products that an index does not take as they are.",
        labels=["index"],
    )
    for name, status in found.sinks.items():
        lag.add_metric([name], status.lag)
        failing.add_metric([name], seconds_since(status.failing_since))
        refused.add_metric([name], status.refused.count)
    yield from (lag, failing, refused)


def _of_indexer(found: Figures) -> Iterator[Metric]:
    if found.seen_at is not None:
        yield GaugeMetricFamily(
            "catalogue_indexer_last_seen_timestamp_seconds",
            "When the indexer gave its last sign of life.",
            value=found.seen_at.timestamp(),
        )
    yield CounterMetricFamily(
        "catalogue_indexer_database_outages",
        "How often the indexer lost the database and went on.",
        value=found.outages,
    )
    tasks = GaugeMetricFamily(
        "catalogue_index_task_open",
        "Whether a task of this kind is being done, or waits for the indexer.",
        labels=["kind"],
    )
    for kind in IndexTask.Kind:
        is_open = found.task is not None and found.task.kind == kind
        tasks.add_metric([kind.value], float(is_open))
    yield tasks


def _of_streams(found: Figures) -> Iterator[Metric]:
    yield GaugeMetricFamily(
        "catalogue_streams_running",
        "Long answers of the export that are on their way, of all processes.",
        value=found.streams,
    )


def _of_disks(found: Figures) -> Iterator[Metric]:
    free = GaugeMetricFamily(
        "catalogue_free_bytes", "Room where the catalogue writes.", labels=["place"]
    )
    for name, left in found.free.items():
        free.add_metric([name], left)
    yield free


def _of_sweep(sweep: Sweep) -> Iterator[Metric]:
    drift = GaugeMetricFamily(
        "catalogue_index_drift_products",
        "Products that an index had otherwise than the ledger at the last sweep.",
        labels=["index"],
    )
    for name, count in sweep.index_drift.items():
        drift.add_metric([name], count)
    yield drift
    yield GaugeMetricFamily(
        "catalogue_ledger_drift_products",
        "Products that the ledger had otherwise than the catalogue at the last sweep.",
        value=sweep.ledger_drift,
    )
    yield GaugeMetricFamily(
        "catalogue_last_sweep_timestamp_seconds",
        "When the last sweep ended.",
        value=sweep.ended_at.timestamp(),
    )
    yield GaugeMetricFamily(
        "catalogue_last_sweep_well",
        "Whether the last sweep found everything as it should be.",
        value=float(sweep.is_well),
    )
