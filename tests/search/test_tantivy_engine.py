"""The embedded engine: the contract of all engines, and what is its own."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from search.engines.base import Count, EngineUnavailable, IndexState, Sort
from search.engines.tantivy import TantivyEngine, ranking
from tests.search.engine_contract import *  # noqa: F403
from tests.search.engine_documents import (
    SCHEMA,
    ask,
    document,
    group,
    groups_of,
    keys,
    walked,
)

ROOT = Path(__file__).parents[2]


@pytest.fixture
def directory(tmp_path):
    return tmp_path / "index"


@pytest.fixture
def new_engine(directory):
    return TantivyEngine(SCHEMA, directory)


@pytest.fixture
def with_schema(directory):
    return lambda schema: TantivyEngine(schema, directory)


def run_elsewhere(directory, code):
    """Run ``code``, which finds ``engine`` and the contract's helpers, in another
    process; its exit status."""
    script = (
        "import os, signal\n"
        "from pathlib import Path\n"
        "from tests.search.engine_documents import *\n"
        "from search.engines.tantivy import TantivyEngine\n"
        f"engine = TantivyEngine(SCHEMA, Path({str(directory)!r}))\n" + code
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", script]
    return subprocess.run(command, cwd=ROOT, env=environment).returncode


def test_nothing_can_be_read_before_anything_is_written(new_engine):
    with pytest.raises(EngineUnavailable, match="no index"):
        ask(new_engine, "alat")
    with pytest.raises(EngineUnavailable, match="no index"):
        new_engine.get(["a"])
    with pytest.raises(EngineUnavailable, match="no index"):
        list(new_engine.iterate("product"))


def test_what_another_process_writes_is_seen_at_the_next_call(engine, directory):
    engine.apply([group(1, document("a"))])
    assert keys(ask(engine)) == ["a"]

    assert run_elsewhere(directory, "engine.apply([group(2, document('b'))])") == 0
    assert keys(ask(engine)) == ["a", "b"]

    assert run_elsewhere(directory, "engine.rebuild([group(3, document('c'))])") == 0
    assert keys(ask(engine)) == ["c"]


@pytest.mark.parametrize("operation", ["apply", "rebuild"])
def test_a_killed_writer_leaves_the_last_commit(engine, directory, operation):
    engine.apply([group(1, document("a"))])
    dying = (
        "def groups():\n"
        "    for number in range(1, 1000):\n"
        "        yield group(number, document(f'x{number}'))\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
        f"engine.{operation}(groups())\n"
    )

    assert run_elsewhere(directory, dying) == -signal.SIGKILL

    assert keys(ask(engine)) == ["a"]
    assert keys(ask(TantivyEngine(SCHEMA, directory))) == ["a"]
    engine.apply([group(2, document("b"))])
    assert keys(ask(engine)) == ["a", "b"]
    engine.rebuild([group(1, document("c"))])
    assert keys(ask(engine)) == ["c"]
    assert len(list((directory / "generations").iterdir())) == 2


@pytest.mark.parametrize(
    "content", [b"", b"nothere\n", b"../../etc", b"\xff\xfe", b"."]
)
def test_a_damaged_pointer_is_reported_and_mended_by_a_rebuild(
    engine, directory, content
):
    engine.apply([group(1, document("a"))])
    (directory / "CURRENT").write_bytes(content)

    with pytest.raises(EngineUnavailable, match="CURRENT"):
        ask(engine)
    with pytest.raises(EngineUnavailable, match="CURRENT"):
        engine.apply([group(2, document("b"))])
    assert engine.health().ok is False

    engine.rebuild([group(1, document("b"))])
    assert keys(ask(engine)) == ["b"]


@pytest.mark.parametrize("suffix", ["meta.json", ".store", ".fast", ".idx", ".term"])
@pytest.mark.parametrize("damage", ["gone", "half"])
def test_a_damaged_index_is_reported(engine, directory, suffix, damage):
    engine.apply([group(1, document("a"))])
    (path,) = (
        it for it in (directory / "generations").glob("*/*") if it.name.endswith(suffix)
    )
    if damage == "gone":
        path.unlink()
    else:
        os.truncate(path, path.stat().st_size // 2)

    with pytest.raises(EngineUnavailable):
        ask(TantivyEngine(SCHEMA, directory), "alat")
    health = TantivyEngine(SCHEMA, directory).health()
    assert (health.ok, health.index) == (False, IndexState(missing=True))


def test_a_failed_rebuild_leaves_no_files(engine, directory):
    engine.apply([group(1, document("a"))])
    (live,) = (directory / "generations").iterdir()

    with pytest.raises(ValueError, match="bad"):
        engine.rebuild([group(1, document("bad", price="x"))])

    assert list((directory / "generations").iterdir()) == [live]


def test_the_former_generation_stays_until_the_next_rebuild(engine, directory):
    generations = directory / "generations"
    engine.apply([group(1, document("a"))])
    (first,) = generations.iterdir()

    engine.rebuild([group(1, document("b"))])
    assert first in generations.iterdir()

    engine.rebuild([group(1, document("c"))])
    assert first not in generations.iterdir()
    assert len(list(generations.iterdir())) == 2


def test_large_sets_of_equals_are_paged_and_walked_exactly(engine, monkeypatch):
    monkeypatch.setattr(ranking, "CHUNK", 5)
    monkeypatch.setattr(ranking, "TIES", 8)
    names = [f"{'long-' * 6}{number:02d}" for number in range(40)]
    made = [document(name, price=number % 3) for number, name in enumerate(names)]
    for start in range(4):
        engine.apply(group(start + 4 * n, it) for n, it in enumerate(made[start::4]))

    paged = [
        key
        for offset in range(0, 40, 3)
        for key in keys(ask(engine, "alat", offset=offset, limit=3))
    ]

    assert sorted(paged) == names
    assert walked(engine.iterate("product")) == names
    assert walked(engine.iterate("product", sort=Sort("price"))) == [
        *names[0::3],
        *names[1::3],
        *names[2::3],
    ]


def test_a_count_is_exact_among_more_values_than_are_asked_at_first(engine):
    terms = [{"maker": [f"m{number:04d}"]} for number in range(1_500)]
    made = [document(f"k{n:04d}", terms=it) for n, it in enumerate(terms)]
    engine.apply(groups_of(*made, document("more", terms={"maker": ["m1499"]})))

    result = ask(engine, counts=(Count("maker", size=3),))

    found = [(it.term.value, it.count) for it in result.counts["maker"]]
    assert found == [("m1499", 2), ("m0000", 1), ("m0001", 1)]
