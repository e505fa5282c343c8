"""What machines and operators are told of how the catalogue is."""

from datetime import timedelta

import pytest
from django.db import InterfaceError, OperationalError, connection
from django.utils import timezone

from catalog_site import health
from catalog_site.health import Part
from readmodel import indexer
from readmodel.models import PendingChange, SinkState
from readmodel.sinks import sinks
from search.engines.base import EngineHealth
from tests.factories.products import complete_product

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture(params=[OperationalError, InterfaceError])
def database_away(request, monkeypatch):
    def refuse(*args):
        raise request.param("connection refused")

    monkeypatch.setattr(connection, "cursor", refuse)


def wrong(longest_lag=HOUR) -> list[str]:
    """What the operator is told that is not well."""
    return [part.sentence for part in health.parts(longest_lag) if not part.ok]


@pytest.mark.parametrize("host", ["katalog.example", "127.0.0.1:8000", "10.0.0.7"])
def test_a_machine_beside_the_process_needs_no_name_and_no_https(
    client, settings, host
):
    settings.SECURE_SSL_REDIRECT = True

    answer = client.get("/health/", headers={"host": host})

    assert (answer.status_code, answer.json()) == (200, {"database": "ok"})
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.cookies == {}


def test_it_is_not_well_without_its_database(client, database_away):
    answer = client.get("/health/")

    assert (answer.status_code, answer.json()) == (503, {"database": "unavailable"})


def test_other_addresses_go_on(client):
    assert client.get("/health/more/").status_code == 404
    assert client.get("/robots.txt").status_code == 200


def test_all_is_well_after_the_index_was_built(index):
    complete_product()
    indexer.drain()

    found = list(health.parts(HOUR))

    assert [part.ok for part in found] == [True] * (3 + len(sinks()))
    assert found[0] == Part(True, "Basis data: dapat dibuka.")
    assert found[1].sentence.endswith("; 1 dokumen.")
    assert found[2] == Part(True, "Perubahan yang belum dibangun: tidak ada.")


def test_without_database_nothing_else_is_looked_at(database_away):
    found = list(health.parts(HOUR))

    assert found == [Part(False, "Basis data: tidak dapat dibuka.")]


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        (EngineHealth(False, 0, "no index yet"), "no index yet; 0 dokumen"),
        (EngineHealth(True, 1200, "old", outdated=True), "old; 1.200 dokumen"),
    ],
)
def test_an_engine_that_cannot_answer_or_take_changes_is_told(
    index, monkeypatch, state, sentence
):
    monkeypatch.setattr(type(index), "health", lambda self: state)

    assert wrong() == [f"Mesin pencarian: {sentence}."]


def test_a_change_that_waits_too_long_is_told(index):
    complete_product()
    indexer.drain()
    moment = timezone.now() - timedelta(minutes=10)
    PendingChange.objects.create(product_id=1)
    PendingChange.objects.update(enqueued_at=moment)

    told = wrong(timedelta(minutes=9))

    assert wrong(timedelta(minutes=11)) == []
    [sentence] = told
    written = timezone.localtime(moment)
    assert sentence.startswith("Perubahan yang belum dibangun: 1, yang tertua sejak ")
    assert sentence.endswith(f"{written:%H.%M}.")


def test_a_sink_that_stays_behind_is_told_by_its_name(index):
    complete_product()
    indexer.drain()
    SinkState.objects.update(applied_revision=0)

    told = wrong(-HOUR)

    assert [sentence.split(":")[0] for sentence in told] == [
        f"Perubahan yang belum ada di “{each.name}”" for each in sinks()
    ]


def test_a_sink_that_cannot_be_written_is_told_with_the_reason(index):
    SinkState.objects.update(failure="no node answers")

    assert wrong() == [
        f"“{each.name}” tidak dapat ditulis: no node answers" for each in sinks()
    ]
