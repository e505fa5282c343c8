"""What machines ask all the time: answered whatever else is wrong."""

import pytest
from django.db import InterfaceError, OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder

from catalog_site import readiness
from core.room import Place
from search.engines.base import EngineHealth

pytestmark = pytest.mark.django_db

PROBES = ("/healthz", "/readyz")
PARTS = {"database": "ok", "migrations": "ok", "search": "ok", "disk": "ok"}


@pytest.fixture(params=[OperationalError, InterfaceError])
def database_away(request, monkeypatch):
    def refuse(*args, **options):
        raise request.param("connection refused to 10.9.8.7")

    monkeypatch.setattr(connection, "cursor", refuse)


@pytest.fixture
def search_away(index, monkeypatch):
    away = EngineHealth(False, 0, "https://search1:9200 refused")
    monkeypatch.setattr(type(index), "health", lambda engine: away)


def told(answer) -> tuple[int, str, dict[str, str]]:
    """The status, what the site is called, and the parts that fail."""
    found = answer.json()
    failing = {name for name, how in found["parts"].items() if how != "ok"}
    return answer.status_code, found["status"], failing


@pytest.mark.parametrize("path", PROBES)
@pytest.mark.parametrize("host", ["katalog.example", "127.0.0.1:8000", "10.0.0.7"])
def test_a_machine_beside_the_process_needs_no_name_and_no_https(
    client, index, settings, asked_at_once, path, host
):
    settings.SECURE_SSL_REDIRECT = True

    answer = client.get(path, headers={"host": host, "accept-language": "en"})

    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.cookies == {}
    assert "Location" not in answer.headers


def test_a_process_that_answers_asks_nobody(
    client, database_away, django_assert_num_queries
):
    with django_assert_num_queries(0):
        answer = client.get("/healthz")

    assert (answer.status_code, answer.content) == (200, b"ok\n")


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_head_is_answered_and_nothing_can_be_sent(client, index, asked_at_once, path):
    assert client.head(path).status_code == 200
    refused = client.post(path)
    assert (refused.status_code, refused.headers["Allow"]) == (405, "GET, HEAD")


def test_other_addresses_go_on(client):
    assert client.get("/healthz/more/").status_code == 404
    assert client.get("/robots.txt").status_code == 200


def test_it_is_ready_when_every_part_is_well(client, index, asked_at_once):
    answer = client.get("/readyz")

    assert answer.status_code == 200
    assert answer.json() == {"status": "ready", "parts": PARTS}


def test_it_is_not_ready_without_its_database(
    client, index, asked_at_once, database_away
):
    found = told(client.get("/readyz"))

    assert found == (503, "not ready", {"database", "migrations"})


def test_it_is_not_ready_before_its_migrations(client, index, asked_at_once):
    MigrationRecorder(connection).record_unapplied("readmodel", "0001_initial")
    later_ones = told(client.get("/readyz"))
    [(app, name)] = [
        leaf for leaf in readiness._last_migrations() if leaf[0] == "readmodel"
    ]
    MigrationRecorder(connection).record_unapplied(app, name)

    found = told(client.get("/readyz"))

    # An older one is applied wherever the last of its app is.
    assert later_ones == (200, "ready", set())
    assert found == (503, "not ready", {"migrations"})


def test_without_search_it_is_degraded_and_gets_requests(
    client, asked_at_once, search_away
):
    answer = client.get("/readyz")

    assert told(answer) == (200, "degraded", {"search"})
    assert client.get("/healthz").status_code == 200


def test_a_disk_that_is_nearly_full_is_told_and_gets_requests(
    client, index, asked_at_once, settings, monkeypatch
):
    settings.DISK_LEAST_FREE_MEGABYTES = 100
    monkeypatch.setattr(Place, "free_bytes", lambda place: 99 * 1024**2)

    assert told(client.get("/readyz")) == (200, "degraded", {"disk"})


def test_everybody_may_ask_and_learns_names_of_parts_alone(
    client, asked_at_once, search_away, database_away, settings
):
    text = client.get("/readyz").content.decode()

    for secret in ("10.9.8.7", "search1", "refused", str(settings.SEARCH_INDEX_DIR)):
        assert secret not in text
    assert set(client.get("/readyz").json()) == {"status", "parts"}
