"""A writer that is killed at any step is made good by the next one that is not.

For Elasticsearch steps are requests, and the writer dies at each of them in turn,
before or after the server got it. For the embedded engine a process is killed at each
call that changes database or index (``tests/search/killed_feeder.py``).
"""

import os
import subprocess
import sys
from itertools import count

import pytest
from django.db import connection, transaction

from readmodel import comparison, feeding
from readmodel.lease import SinkLease
from readmodel.models import ProductState, SinkState
from readmodel.sinks import HeldDocument
from search import engines
from search.engines import get_engine
from search.engines.base import EngineQuery
from search.indexing.mapping import INDEX_SCHEMA, PRODUCT
from search.indexing.sink import EngineSink
from tests.search.dying_connection import Death, Killed
from tests.search.elasticsearch_server import own_engine
from tests.search.killed_feeder import change, first_state
from tests.search.second_engine import SECOND, register_second

RUN = """
import sys
import django
django.setup()
from tests.search.killed_feeder import main
main(*sys.argv[1:])
"""

WORK = {"feed": feeding.feed, "rebuild": feeding.rebuild}


def known_documents() -> set[HeldDocument]:
    """What the ledger says that readers may see."""
    return {
        HeldDocument(state.product_id, state.revision, state.checksum[:32])
        for state in ProductState.objects.filter(live=True)
    }


def assert_in_step(sink: EngineSink) -> None:
    found = comparison.compare([sink], sleep=lambda seconds: None)
    assert found.is_equal, found
    assert found.ledger > 0
    assert not feeding.is_behind(sink)


@pytest.mark.elasticsearch
@pytest.mark.django_db
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("work", WORK)
def test_a_writer_that_dies_at_any_request_is_made_good(monkeypatch, work, after):
    with own_engine(INDEX_SCHEMA) as engine:
        configuration = engine._connection.configuration
        monkeypatch.setitem(engines._made, "elasticsearch", engine)
        sink = EngineSink("elasticsearch")
        first_state()
        feeding.feed(sink)
        deaths = 0
        for request in count(1):
            known = known_documents()
            change(request)
            known |= known_documents()
            death = Death(request, after)
            with monkeypatch.context() as dying:
                mortal = death.engine(configuration)
                dying.setitem(engines._made, "elasticsearch", mortal)
                try:
                    WORK[work](sink)
                except Killed:
                    deaths += 1
            mortal.close()
            assert set(sink.documents()) <= known
            feeding.feed(sink)

            assert_in_step(sink)
            if deaths < request:
                break

    # At least: look for the index, refresh, former keys, bulk, refresh, stamp.
    assert deaths >= 6


@pytest.fixture(
    params=["embedded", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)]
)
def sink(request, db, monkeypatch, tmp_path):
    """An engine that has all of a small ledger, which has changed since."""
    if request.param == "embedded":
        register_second(monkeypatch, tmp_path / "second")
        yield _begun(EngineSink(SECOND))
        return
    with own_engine(INDEX_SCHEMA) as engine:
        monkeypatch.setitem(engines._made, "elasticsearch", engine)
        yield _begun(EngineSink("elasticsearch"))


def _begun(sink: EngineSink) -> EngineSink:
    first_state()
    feeding.feed(sink)
    change(1)
    return sink


def die(*arguments, **options):
    raise Killed


def shown(sink: EngineSink) -> int:
    query = EngineQuery(kind=PRODUCT, limit=0)
    return get_engine(sink.name).search(query).total


def test_dying_between_the_write_and_the_cursor_gives_the_same_again(sink, monkeypatch):
    before = SinkState.objects.get(pk=sink.name).applied_revision

    with monkeypatch.context() as dying, pytest.raises(Killed):
        dying.setattr(SinkLease, "remember", die)
        feeding.feed(sink)
    between = SinkState.objects.get(pk=sink.name).applied_revision
    written = set(sink.documents()) == known_documents()
    given = feeding.feed(sink)

    assert between == before
    assert (written, given) == (True, 4)
    assert_in_step(sink)


def test_dying_between_the_switch_and_the_state_is_made_good(sink, monkeypatch):
    with monkeypatch.context() as dying, pytest.raises(Killed):
        dying.setattr(SinkLease, "remember_built", die)
        feeding.rebuild(sink)
    given = feeding.feed(sink)

    # What was switched to is not what the cursor speaks of: it is built again.
    assert given == len(known_documents())
    assert_in_step(sink)


def test_dying_after_the_first_build_switched_builds_again(sink, monkeypatch):
    SinkState.objects.all().delete()

    with monkeypatch.context() as dying, pytest.raises(Killed):
        dying.setattr(SinkLease, "remember_built", die)
        feeding.feed(sink)
    state = SinkState.objects.get()
    feeding.feed(sink)

    assert (state.schema_version, state.applied_revision) == ("", 0)
    assert_in_step(sink)


@pytest.mark.parametrize("product", [0, 3])
def test_dying_in_the_middle_of_a_rebuild_leaves_what_was_there(
    sink, monkeypatch, product
):
    before = shown(sink)
    read = feeding._read

    with monkeypatch.context() as dying, pytest.raises(Killed):
        dying.setattr(feeding, "_read", lambda rows: _Dying(read(rows), product))
        feeding.rebuild(sink)
    after = shown(sink)
    feeding.feed(sink)

    assert after == before
    assert_in_step(sink)


class _Dying(list):
    """Products of which the reading dies after some."""

    def __init__(self, products, count: int) -> None:
        super().__init__(products)
        self.dies_after = count

    def __iter__(self):
        for number, product in enumerate(super().__iter__()):
            if number == self.dies_after:
                raise Killed
            yield product


@pytest.mark.django_db
@pytest.mark.skipif(
    connection.vendor != "sqlite", reason="copies the test's database to a file"
)
@pytest.mark.parametrize("work", WORK)
def test_a_process_that_is_killed_at_any_step_is_made_good(tmp_path, work):
    with transaction.atomic():
        first_state()
        # A backup would wait for the end of the test's own transaction.
        begin = connection.connection.serialize()
        transaction.set_rollback(True)
    (tmp_path / "begin.sqlite3").write_bytes(begin)

    run = subprocess.run(
        [sys.executable, "-c", RUN, str(tmp_path), work],
        env=os.environ
        | {
            "DJANGO_SETTINGS_MODULE": "catalog_site.settings.test",
            "DATABASE_URL": f"sqlite:///{tmp_path}/catalogue.sqlite3",
            "SEARCH_INDEX_DIR": f"{tmp_path}/index",
            "SEARCH_ENGINE": "embedded",
        },
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode == 0, run.stderr
    # At least: take and renew the lease, open the writer, delete and add each of four,
    # commit, merge, move the cursor.
    assert int(run.stdout) >= 12
