"""``/metrics``: what can be read there."""

from datetime import timedelta

import pytest
import time_machine
from django.db import OperationalError, connection
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families

from core.room import Place
from readmodel import indexer, tasks
from readmodel.checking import Checked
from readmodel.comparison import Findings
from readmodel.heartbeat import Heartbeat
from readmodel.models import (
    IndexTask,
    PendingChange,
    RefusedProduct,
    SinkState,
)
from readmodel.sweep import SweepResult
from tests.factories.products import complete_product

pytestmark = pytest.mark.django_db

LOCAL = {"REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "localhost:8000"}
MOMENT = "2026-11-30T12:00:00+07:00"


@pytest.fixture(autouse=True)
def at_once(asked_at_once, index):
    """Everything is known at once."""


@pytest.fixture
def samples(client):
    """``samples()``: what is told, by name and label."""

    def read() -> dict[str, float]:
        answer = client.get("/metrics", **LOCAL)
        assert answer.status_code == 200
        assert answer["Content-Type"].startswith("text/plain; version=")
        return {
            " ".join((sample.name, *dict(sorted(sample.labels.items())).values())): (
                sample.value
            )
            for family in text_string_to_metric_families(answer.content.decode())
            for sample in family.samples
        }

    return read


def test_each_name_is_told_once_and_says_its_unit(client):
    text = client.get("/metrics", **LOCAL).content.decode()

    names = [line.split()[2] for line in text.splitlines() if line.startswith("# TYPE")]
    assert len(names) == len(set(names))
    assert [name for name in names if not name.startswith("catalogue_")] == []


def test_parts_are_told_as_readyz_has_them(samples):
    found = samples()

    assert {
        name: found[f"catalogue_part_up {name}"] for name in ("database", "disk")
    } == {
        "database": 1.0,
        "disk": 1.0,
    }


def test_what_waits_and_how_long(samples, settings):
    complete_product()
    indexer.drain()
    sink = settings.SEARCH_ENGINE
    with time_machine.travel(MOMENT, tick=False):
        PendingChange.objects.create(product_id=1)
        PendingChange.objects.create(product_id=2)
        moment = timezone.now() - timedelta(seconds=90)
        PendingChange.objects.filter(product_id=1).update(enqueued_at=moment)
        SinkState.objects.update(
            applied_revision=0, failing_since=moment, failure="no node answers"
        )
        RefusedProduct.objects.create(sink=sink, product_id=3, reason="no price")

        found = samples()

    assert found["catalogue_pending_changes ledger"] == 2
    assert found["catalogue_oldest_pending_change_seconds ledger"] == 90
    assert found[f"catalogue_pending_changes {sink}"] == 1
    assert found[f"catalogue_index_lag_revisions {sink}"] == 1
    assert found[f"catalogue_index_write_failing_seconds {sink}"] == 90
    assert found[f"catalogue_refused_products {sink}"] == 1


def test_where_nothing_waits_ages_are_zero(samples, settings):
    found = samples()

    assert found["catalogue_oldest_pending_change_seconds ledger"] == 0
    name = settings.SEARCH_ENGINE
    assert found[f"catalogue_index_write_failing_seconds {name}"] == 0


def test_what_waits_since_a_day_to_come_waits_for_no_negative_time(samples):
    PendingChange.objects.create(product_id=1)
    PendingChange.objects.update(enqueued_at=timezone.now() + timedelta(days=9))

    assert samples()["catalogue_oldest_pending_change_seconds ledger"] == 0


def test_what_was_never_seen_is_not_told(samples):
    names = {name.split()[0] for name in samples()}

    assert "catalogue_indexer_last_seen_timestamp_seconds" not in names
    assert "catalogue_last_sweep_timestamp_seconds" not in names
    assert "catalogue_index_drift_products" not in names


def test_the_indexer_and_the_last_sweep_are_told(samples, settings):
    with time_machine.travel(MOMENT, tick=False):
        Heartbeat().beat(outages=2)
        checked = Checked(SweepResult(crossed=1, unknown=2, gone=3), outdated=4)
        checked.findings[settings.SEARCH_ENGINE] = Findings(missing=[7, 8])
        tasks.record_sweep(timezone.now(), checked)
        IndexTask.objects.create(kind=IndexTask.Kind.REBUILD)
        now = timezone.now().timestamp()

    found = samples()

    assert found["catalogue_indexer_last_seen_timestamp_seconds"] == now
    assert found["catalogue_indexer_database_outages_total"] == 2
    assert found["catalogue_ledger_drift_products"] == 9
    assert found[f"catalogue_index_drift_products {settings.SEARCH_ENGINE}"] == 2
    assert found["catalogue_last_sweep_timestamp_seconds"] == now
    assert found["catalogue_last_sweep_well"] == 0
    assert found["catalogue_index_task_open rebuild"] == 1
    assert found["catalogue_index_task_open sweep"] == 0


def test_room_and_streams_are_told(samples, monkeypatch):
    monkeypatch.setattr(Place, "free_bytes", lambda place: 4096)
    monkeypatch.setattr("core.streams.running", lambda: 3)

    found = samples()

    assert found["catalogue_free_bytes media"] == 4096
    assert found["catalogue_streams_running"] == 3


def test_requests_are_told_with_their_durations(client, samples):
    client.get("/robots.txt")

    found = samples()

    assert found["catalogue_requests_total GET robots.txt 200"] >= 1
    assert found["catalogue_request_duration_seconds_count robots.txt"] >= 1
    assert found["catalogue_request_duration_seconds_bucket +Inf robots.txt"] >= 1


def test_without_database_what_answers_and_what_was_counted_is_told(
    client, samples, monkeypatch
):
    client.get("/robots.txt")

    def refuse(*args, **options):
        raise OperationalError("connection refused")

    monkeypatch.setattr(connection, "cursor", refuse)
    found = samples()

    assert found["catalogue_part_up database"] == 0
    assert found["catalogue_part_up disk"] == 1
    assert found["catalogue_requests_total GET robots.txt 200"] >= 1
    assert "catalogue_pending_changes ledger" not in found
