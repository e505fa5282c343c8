"""What machines and operators are told of how the catalogue is."""

from datetime import timedelta
from pathlib import Path
from unittest import mock

import pytest
from django.db import InterfaceError, OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from django.utils.formats import date_format

from catalog_site import health
from catalog_site.health import Part
from core.room import Place
from readmodel import feeding, indexer
from readmodel.heartbeat import Heartbeat
from readmodel.models import (
    IndexerState,
    PendingChange,
    RefusedProduct,
    SinkState,
)
from readmodel.sinks import sinks
from search.engines.base import DocumentGroup, EngineHealth, IndexState
from tests.factories.products import complete_product
from tests.search.second_engine import SECOND, register_second

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture(params=[OperationalError, InterfaceError])
def database_away(request, monkeypatch):
    def refuse(*args):
        raise request.param("connection refused")

    monkeypatch.setattr(connection, "cursor", refuse)


@pytest.fixture(autouse=True)
def indexer_seen(db):
    """An indexer at work, as far as one can see."""
    Heartbeat().beat()


def wrong(longest_lag=HOUR) -> list[str]:
    """What the operator is told that is not well."""
    return [part.sentence for part in health.parts(longest_lag) if not part.ok]


def test_all_is_well_after_the_index_was_built(index, settings):
    complete_product()
    indexer.drain()

    found = list(health.parts(HOUR))

    engine = f"Mesin “{settings.SEARCH_ENGINE}” (menjawab): 1 dokumen; "
    assert [part.ok for part in found] == [True] * (5 + len(sinks()))
    assert found[0] == Part(True, "Penyimpanan: cukup ruang.")
    assert found[1] == Part(True, "Basis data: dapat dibuka.")
    assert found[2].sentence == f"{engine}{index.health().detail}."
    assert found[3].sentence.startswith("Pengindeks: bekerja, terlihat ")
    assert found[4].sentence == "Perubahan yang belum dibangun: tidak ada."


def test_without_database_nothing_else_is_looked_at(database_away):
    room, database = health.parts(HOUR)

    assert room.ok
    assert (database.ok, database.sentence) == (
        False,
        "Basis data: tidak dapat dibuka.",
    )
    assert "DATABASE_URL" in database.advice


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        (EngineHealth(False, 0, "refused\n"), "tidak menjawab; refused\ufffd"),
        (
            EngineHealth(False, 0, "none", IndexState(missing=True)),
            "belum ada indeks; none",
        ),
        (
            EngineHealth(True, 1200, "old", IndexState("1", outdated=True)),
            "1.200 dokumen dalam bentuk lama; old",
        ),
    ],
)
def test_an_engine_that_cannot_answer_or_take_changes_is_told(
    index, monkeypatch, settings, state, sentence
):
    monkeypatch.setattr(type(index), "health", lambda self: state)

    assert wrong() == [f"Mesin “{settings.SEARCH_ENGINE}” (menjawab): {sentence}."]


def test_an_index_that_is_not_the_one_built_is_told(index, settings):
    SinkState.objects.update(generation="of another cluster")

    [told] = wrong()

    beginning = f"Mesin “{settings.SEARCH_ENGINE}” (menjawab): 0 dokumen dalam indeks"
    assert told == f"{beginning} lain; {index.health().detail}."


def test_an_engine_that_is_to_be_built_beside_is_told(
    index, monkeypatch, settings, tmp_path
):
    complete_product()
    indexer.drain()
    register_second(monkeypatch, tmp_path / "second")
    settings.SEARCH_ENGINES_BESIDE = [SECOND]

    before, waiting = wrong(timedelta())
    feeding.feed_all()

    assert before.startswith("Mesin “second” (di samping): belum ada indeks; ")
    assert waiting.startswith("Perubahan yang belum ada di “second”: 1, ")
    assert wrong(timedelta()) == []


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


def test_what_a_sink_is_known_to_have_wrongly_is_a_fault(index):
    product = complete_product()
    indexer.drain()
    index.apply([DocumentGroup(product.pk)])
    before = wrong(timedelta())
    [sink] = sinks()

    feeding.note_repairs(sink, [product.pk])
    [told] = wrong(timedelta())
    indexer.drain()

    assert before == []
    assert told.startswith(f"Perubahan yang belum ada di “{sink.name}”: 1, yang tertua")
    assert wrong(timedelta()) == []


def test_a_failure_is_a_fault_once_it_lasts(index):
    moment = timezone.now() - timedelta(minutes=10)
    SinkState.objects.update(failure="no node\nanswers", failing_since=moment)

    found = list(health.parts(timedelta(minutes=11)))

    since = date_format(timezone.localtime(moment), "j F Y H.i")
    sentence = f"“{{}}” gagal ditulis sejak {since}: no node\ufffdanswers"
    told = [sentence.format(each.name) for each in sinks()]
    assert [part.sentence for part in found[-1:]] == told
    assert all(part.ok for part in found)
    assert wrong(timedelta(minutes=9)) == told


def test_a_sink_that_was_built_for_another_schema_lacks_everything(index):
    complete_product()
    indexer.drain()
    SinkState.objects.update(schema_version="other")

    assert [sentence[:26] for sentence in wrong(timedelta())] == [
        "Perubahan yang belum ada di"[:26] for _each in sinks()
    ]


def test_products_that_are_refused_are_told_with_the_field(index, settings):
    name = settings.SEARCH_ENGINE
    RefusedProduct.objects.bulk_create(
        RefusedProduct(sink=name, product_id=each, reason=f"product:{each}: no price")
        for each in range(1, 13)
    )

    told = wrong()

    assert told[0] == f"“{name}” menolak produk 1: product:1: no price"
    assert len(told) == 11
    assert told[-1] == f"“{name}” menolak 2 produk lagi."


def test_what_is_refused_is_told_and_no_fault_where_it_may_be(index, settings):
    name = settings.SEARCH_ENGINE
    RefusedProduct.objects.create(sink=name, product_id=1, reason="no price")

    found = list(health.parts(timedelta(), may_refuse=True))

    assert found[-1] == Part(True, f"“{name}” menolak produk 1: no price")
    assert [part for part in found if not part.ok] == []


def test_what_is_not_well_comes_with_what_to_do(index):
    SinkState.objects.update(generation="of another cluster", applied_revision=-1)
    PendingChange.objects.create(product_id=1)

    found = [part for part in health.parts(timedelta()) if not part.ok]

    assert found
    assert [part for part in found if not part.advice] == []


def test_an_indexer_that_was_never_seen_is_a_fault(index):
    IndexerState.objects.all().delete()

    assert wrong() == ["Pengindeks: belum pernah terlihat."]


@pytest.mark.parametrize(
    ("age", "ok"),
    [(timedelta(minutes=1), True), (timedelta(minutes=3), False), (-HOUR, False)],
)
def test_an_indexer_that_is_not_seen_any_more_is_a_fault(index, age, ok):
    moment = timezone.now() - age
    IndexerState.objects.update(seen_at=moment)

    told = wrong()

    since = date_format(timezone.localtime(moment), "j F Y H.i")
    assert told == ([] if ok else [f"Pengindeks: tidak terlihat sejak {since}."])


def test_a_disk_that_is_nearly_full_is_told_by_its_place(index, settings, monkeypatch):
    settings.DISK_LEAST_FREE_MEGABYTES = 100
    monkeypatch.setattr(Place, "free_bytes", lambda place: 12 * 1024**2)

    told = wrong()

    assert "Penyimpanan “media” hampir penuh: tinggal 12 MB." in told
    settings.DISK_LEAST_FREE_MEGABYTES = 12
    assert wrong() == []


def test_a_disk_that_fails_is_told_by_its_place(index, settings, monkeypatch):
    failing = mock.Mock(side_effect=OSError(5, "I/O error"))
    monkeypatch.setattr(Place, "free_bytes", failing)

    found = [part for part in health.parts(HOUR) if not part.ok]

    assert found[0].sentence == (
        "Penyimpanan “media” tidak dapat diperiksa: [Errno 5] I/O error"
    )
    assert str(Path(settings.MEDIA_ROOT)) in found[0].advice


def test_a_database_of_another_version_is_a_fault(index):
    MigrationRecorder(connection).record_unapplied(
        "readmodel", "0007_indexer_state_and_tasks"
    )

    found = list(health.parts(HOUR))

    assert found[-1].sentence == "Basis data: belum dimigrasi untuk versi ini."
    assert "migrate" in found[-1].advice
