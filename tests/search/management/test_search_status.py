"""The command that says how each search engine is."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from readmodel import feeding
from readmodel.models import PendingChange, SinkState
from readmodel.sinks import SinkUnavailable
from search.engines import get_engine
from search.engines.base import EngineHealth, EngineUnavailable
from tests.search.ledger_documents import remember_lamps
from tests.search.second_engine import SECOND, register_second

pytestmark = pytest.mark.django_db


@pytest.fixture
def first(settings, monkeypatch, tmp_path, catalogue) -> str:
    """The name of the engine that answers; a second one is to be built beside it."""
    register_second(monkeypatch, tmp_path / "second")
    PendingChange.objects.all().delete()
    remember_lamps(1, 2, 3)
    feeding.feed_all()
    settings.SEARCH_ENGINES_BESIDE = [SECOND]
    return settings.SEARCH_ENGINE


class Run:
    def __init__(self) -> None:
        output = StringIO()
        self.status, self.error = 0, ""
        try:
            call_command("search_status", stdout=output)
        except CommandError as error:
            self.status, self.error = error.returncode, str(error)
        self.lines = output.getvalue().splitlines()


def healthy(monkeypatch, name: str, **health) -> None:
    given = {"ok": True, "documents": 3, "detail": ""} | health
    monkeypatch.setattr(get_engine(name), "health", lambda: EngineHealth(**given))


def test_engines_in_step_are_told_with_their_roles(first, monkeypatch):
    feeding.feed_all()
    for name in (first, SECOND):
        healthy(monkeypatch, name, detail=f"of {name}")

    run = Run()

    assert (run.status, run.error) == (0, "")
    assert run.lines == [
        "Buku besar: revisi 3; 0 catatan menunggu.",
        f"{first} (menjawab): revisi 3, 3 dokumen.",
        f"  of {first}",
        "second (di samping): revisi 3, 3 dokumen.",
        "  of second",
    ]


def test_an_engine_that_is_still_to_be_built_is_told(first):
    run = Run()

    assert run.status == 1
    assert run.lines[3] == "second (di samping): revisi 0, belum ada indeks."
    assert run.error.startswith("Tidak semua mesin siap.")


def test_an_engine_that_is_behind_is_told(first):
    feeding.feed_all()
    remember_lamps(1, brand="Baru")
    PendingChange.objects.create(product_id=1)

    run = Run()

    assert run.status == 1
    assert run.lines[0] == "Buku besar: revisi 4; 1 catatan menunggu."
    assert run.lines[3].startswith("second (di samping): revisi 3, 3 dokumen")


@pytest.mark.parametrize(
    ("health", "told", "status"),
    [
        ({"ok": False, "documents": 0}, "tidak menjawab", 1),
        ({"outdated": True}, "3 dokumen dalam bentuk lama", 1),
    ],
)
def test_what_an_engine_says_of_itself_is_told(
    first, monkeypatch, health, told, status
):
    feeding.feed_all()
    healthy(monkeypatch, SECOND, **health)

    run = Run()

    assert run.status == status
    assert run.lines[-1] == f"second (di samping): revisi 3, {told}."


def test_since_when_and_why_an_engine_cannot_be_written_is_told(first, monkeypatch):
    feeding.feed_all()
    remember_lamps(1, brand="Baru")

    def refuse(groups):
        raise EngineUnavailable("the disk is full\n")

    monkeypatch.setattr(get_engine(SECOND), "apply", refuse)
    with pytest.raises(SinkUnavailable):
        feeding.feed_all()
    moment = timezone.make_aware(timezone.datetime(2026, 11, 30, 9, 5))
    SinkState.objects.filter(pk=SECOND).update(failing_since=moment)

    run = Run()

    assert run.status == 1
    assert run.lines[-1] == (
        "  gagal ditulis sejak 30 Nov. 2026, 9.05: the disk is full\ufffd"
    )
