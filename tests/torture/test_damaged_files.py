"""Bytes of the embedded engine's index flip: nobody is given a wrong answer for long,
nobody meets a panic, and the index is built anew by itself."""

import faulthandler
import os
import shutil
import signal
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from random import Random

import pytest
from django.core.management import CommandError, call_command

from catalog_site.health import parts
from readmodel import comparison, indexer
from readmodel.feeding import must_be_rebuilt
from readmodel.heartbeat import Heartbeat
from readmodel.sinks import sinks
from search.engines.base import (
    Count,
    EngineUnavailable,
    IndexState,
    NoIndex,
    Range,
    Sort,
)
from search.engines.tantivy.engine import TantivyEngine
from tests.factories.products import complete_product
from tests.search.engine_documents import (
    SCHEMA,
    analyse_query,
    ask,
    document,
    group,
    groups_of,
    keys,
)
from tests.search.tantivy.damaging import flip, flipped, is_suspect, segment_files
from tests.torture import ROUNDS

FLIPS = 20 * ROUNDS
"""Bytes of each file that are turned over, one after the other."""

COUNTS = (Count("maker"), Count("price", ranges=(Range(0, 50), Range(50))))


@pytest.fixture
def directory(tmp_path):
    return tmp_path / "index"


@pytest.fixture
def engine(directory):
    """An index of several segments, with documents that were replaced."""
    engine = TantivyEngine(SCHEMA, directory)
    engine.rebuild(
        groups_of(
            *(
                document(f"k{n}", f"alat lampu {n}", terms={"maker": ["a"]}, price=n)
                for n in range(60)
            )
        )
    )
    engine.apply([group(1, document("k0", "lampu baru"))])
    return engine


QUESTIONS = (
    lambda it: keys(ask(it, "lampu", counts=COUNTS, limit=100)),
    lambda it: keys(ask(it, sort=Sort("price", descending=True), limit=100)),
    lambda it: it.suggest("product", analyse_query("lam"), ("maker",), 5),
    lambda it: it.similar("k3", 5),
    lambda it: it.get([f"k{n}" for n in range(60)]),
    lambda it: list(it.iterate("product", sort=Sort("price"))),
)


def answers(engine) -> list:
    """What each question is answered, or EngineUnavailable, and nothing else raised."""
    given = []
    for question in QUESTIONS:
        try:
            given.append(question(engine))
        except EngineUnavailable:
            given.append(EngineUnavailable)
    return given


def test_who_opens_a_damaged_index_is_told_and_given_nothing(engine, directory):
    chance = Random(29)
    for path in segment_files(directory):
        for position in chance.choices(range(path.stat().st_size), k=FLIPS):
            with flipped(path, position, 1 << chance.randrange(8)):
                opened = TantivyEngine(SCHEMA, directory)
                state = opened.health()
                given = answers(opened)

            # The version of tantivy in a footer is in no sum, and in no answer.
            if state.ok:
                assert position >= path.read_bytes().rindex(b'{"version"')
                assert EngineUnavailable not in given
                continue
            assert state.index == IndexState(missing=True)
            assert given == [EngineUnavailable] * len(QUESTIONS)
            assert is_suspect(directory)


def ended(work: Callable[[], object]) -> int:
    """How a process ended that did this: with 0, with 1 where something was raised, or
    by the signal of this number, which is less than 0 then."""
    child = os.fork()
    if child == 0:
        status = 1
        faulthandler.disable()
        try:
            work()
            status = 0
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def test_who_reads_while_bytes_flip_meets_no_panic(directory, engine):
    chance = Random(30)
    ends = []
    for path in segment_files(directory):
        for position in chance.choices(range(path.stat().st_size), k=FLIPS // 2):

            def read(path=path, position=position):
                opened = TantivyEngine(SCHEMA, directory)
                assert opened.health().ok
                flip(path, position)
                answers(opened)

            before = path.read_bytes()
            ends.append(ended(read))
            if path.read_bytes() != before:
                flip(path, position)

    # Rust ends the process where a length that makes no sense asks for more memory
    # than there is; whoever supervises it starts it again, and the next finds why.
    assert set(ends) <= {0, -signal.SIGABRT}
    assert answers(TantivyEngine(SCHEMA, directory)) == answers(engine)


def test_a_writer_in_a_damaged_index_raises_nothing_else(engine, directory, tmp_path):
    for number in range(len(segment_files(directory))):
        copied = shutil.copytree(directory, tmp_path / str(number))
        path = segment_files(copied)[number]
        flip(path, path.stat().st_size // 2)
        with suppress(EngineUnavailable):
            TantivyEngine(SCHEMA, copied).apply([group(2, document("k1"))])


@pytest.fixture
def embedded(settings, index):
    if settings.SEARCH_ENGINE != "embedded":
        pytest.skip("The files of another engine lie elsewhere.")
    return index


@pytest.mark.django_db
def test_the_index_is_built_anew_by_itself(embedded, settings, indexed):
    product = complete_product()
    indexer.drain()
    [sink] = sinks()
    [path] = (
        it for it in segment_files(settings.SEARCH_INDEX_DIR) if it.suffix == ".store"
    )

    flip(path, 10)
    elsewhere = TantivyEngine(embedded.schema, settings.SEARCH_INDEX_DIR)
    with pytest.raises(NoIndex):
        elsewhere.get(["a"])
    seen = must_be_rebuilt(sink)
    given = indexer.drain()

    assert (seen, given) == (True, 1)
    assert indexed(product)["title"] == product.title
    assert not must_be_rebuilt(sink)
    assert elsewhere.health().ok
    assert comparison.compare([sink]).is_equal


@pytest.mark.django_db
def test_the_sweep_tells_of_damage_and_has_the_index_built_anew(embedded, settings):
    complete_product()
    indexer.drain()
    [path] = (
        it for it in segment_files(settings.SEARCH_INDEX_DIR) if it.suffix == ".pos"
    )

    flip(path, 10)
    with pytest.raises(CommandError, match=rf"{path.name} of the index in .* damaged"):
        call_command("sweep_expiry")
    [sink] = sinks()
    seen = must_be_rebuilt(sink)
    indexer.drain()
    call_command("sweep_expiry")

    assert seen


@pytest.mark.django_db
def test_visitors_are_told_that_search_is_away_and_the_rest_goes_on(
    embedded, settings, client
):
    product = complete_product()
    indexer.drain()
    Heartbeat().beat()
    path = segment_files(settings.SEARCH_INDEX_DIR)[0]

    flip(path, 10)
    TantivyEngine(embedded.schema, settings.SEARCH_INDEX_DIR).health()
    page = client.get("/cari/?q=lampu")
    api = client.get("/api/v1/products?q=lampu")
    detail = client.get(product.url)
    health = [part.sentence for part in parts(timedelta(minutes=5)) if not part.ok]
    indexer.drain()

    assert (page.status_code, api.status_code) == (503, 503)
    assert detail.status_code == 200
    assert len(health) == 1
    assert f"{path.name} of the index in " in health[0]
    assert client.get("/cari/?q=lampu").status_code == 200
    assert not [part for part in parts(timedelta(minutes=5)) if not part.ok]
