"""Where an index lies on disk, and which of several is read."""

import errno
import os
import resource
from contextlib import contextmanager

import pytest

from search.engines.base import EngineUnavailable, NoIndex
from search.engines.naming import field_names
from search.engines.tantivy import store as stores
from search.engines.tantivy.engine import TantivyEngine
from search.engines.tantivy.fields import build_schema
from search.engines.tantivy.store import BELIEVED_FOR, SUSPECT, Store
from tests.clock import Clock
from tests.search.engine_documents import SCHEMA, document, group
from tests.search.tantivy.damaging import flip, is_suspect, segment_files


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "index")


@pytest.fixture
def published(store):
    """A store with one empty generation, and its name."""
    name = store.create(build_schema(SCHEMA))
    store.publish(name)
    return store, name


def test_nothing_is_live_before_something_is_published(store):
    name = store.create(build_schema(SCHEMA))

    with pytest.raises(NoIndex, match="no index in .*: run the indexer"):
        store.live()

    store.publish(name)
    assert store.live() == name


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (b"", "does not name an index"),
        (b"../elsewhere", "does not name an index"),
        (b"20260101-000000-00000000", "does not name an index"),
        (b"\xff\xfe", "does not name an index"),
    ],
)
def test_a_pointer_to_no_generation_is_told(published, written, told):
    store, _name = published
    (store.directory / "CURRENT").write_bytes(written)

    with pytest.raises(NoIndex, match=told):
        store.live()


@contextmanager
def few_files(number):
    """No more than ``number`` files can be opened at a time."""
    free = os.dup(0)
    os.close(free)
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (free + number, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)


# The pointer is read first, then one file of tantivy's while another is open.
@pytest.mark.parametrize(("number", "file"), [(0, "CURRENT"), (1, "meta.json")])
def test_what_cannot_be_read_now_is_no_missing_index(published, number, file):
    store, _name = published

    with few_files(number), pytest.raises(EngineUnavailable) as told:
        store.snapshot()

    assert type(told.value) is EngineUnavailable
    assert "Too many open files" in str(told.value)
    assert file in str(told.value)
    assert store.snapshot().searcher.num_docs == 0


def test_a_snapshot_is_kept_until_something_is_written(published):
    store, name = published
    first = store.snapshot()
    assert store.snapshot() is first
    assert first.generation == name
    assert field_names(SCHEMA) <= first.fields

    second = store.create(build_schema(SCHEMA))
    store.publish(second)

    assert store.snapshot().generation == second


def test_a_commit_is_seen_in_the_same_generation(published):
    store, name = published
    before = store.snapshot()

    writer = store.writer(name, 15_000_000)
    writer.commit()
    writer.wait_merging_threads()

    assert store.snapshot() is not before


def test_all_but_the_live_generation_are_swept(published):
    store, name = published
    left = store.create(build_schema(SCHEMA))
    draft = store.directory / "CURRENT.1234"
    draft.write_text(left)

    store.sweep()

    assert store.path(name).is_dir()
    assert not store.path(left).exists()
    assert not draft.exists()
    assert store.live() == name


def test_nothing_is_swept_where_nothing_is_live(store):
    left = store.create(build_schema(SCHEMA))

    store.sweep()

    assert store.path(left).is_dir()


def test_what_is_no_index_is_told(published):
    store, name = published
    meta = store.path(name) / "meta.json"

    meta.write_text("{}")
    with pytest.raises(NoIndex, match=r"^meta\.json has no schema$"):
        store.fields(name)
    meta.write_text("{")
    with pytest.raises(NoIndex, match="^the index in .* cannot be read: "):
        store.fields(name)
    meta.unlink()
    with pytest.raises(NoIndex, match="cannot be read"):
        store.snapshot()


def test_a_writer_waits_for_another_and_then_gives_up(published, monkeypatch):
    store, name = published
    pauses = []
    monkeypatch.setattr(stores.time, "sleep", pauses.append)
    monkeypatch.setattr(stores.time, "monotonic", lambda: 4.0 * len(pauses))
    first = store.writer(name, 15_000_000)

    with pytest.raises(EngineUnavailable, match="LockBusy"):
        store.writer(name, 15_000_000)

    assert pauses == [0.05] * 3
    first.rollback()


# Damage

# The class is made when Rust panics first.
PanicException = type("PanicException", (BaseException,), {})
PanicException.__module__ = "pyo3_runtime"


@pytest.fixture
def filled(tmp_path):
    """An engine with a document, its store, and a file of it."""
    engine = TantivyEngine(SCHEMA, tmp_path / "index")
    engine.rebuild([group(1, document("a"))])
    return Store(engine._store.directory), segment_files(engine._store.directory)[0]


def test_all_files_are_read_once_by_who_opens_an_index(filled, monkeypatch):
    store, _file = filled
    checked = []
    monkeypatch.setattr(stores, "damaged_file", lambda path: checked.append(path.name))

    store.snapshot()
    store.snapshot()
    store.close()
    store.snapshot()

    assert checked == [store.live()]


def test_damage_is_told_until_something_changes_and_looked_for_once(
    filled, monkeypatch
):
    store, file = filled
    flip(file, 3)
    looked = []
    find = stores.damaged_file
    monkeypatch.setattr(
        stores, "damaged_file", lambda path: looked.append(path) or find(path)
    )

    for _ in range(3):
        with pytest.raises(NoIndex, match=f"{file.name} of the index in .* is damaged"):
            store.snapshot()

    assert len(looked) == 1


def test_a_mark_has_who_reads_already_look(filled):
    store, file = filled
    store.snapshot()
    flip(file, 3)
    assert store.snapshot().searcher.num_docs == 1

    with pytest.raises(NoIndex):
        Store(store.directory).snapshot()

    with pytest.raises(NoIndex):
        store.snapshot()


def test_a_mark_that_proves_wrong_is_removed(filled):
    store, _file = filled
    first = store.snapshot()
    mark = store.path(store.live()) / SUSPECT
    mark.touch()

    second = store.snapshot()
    third = store.snapshot()

    assert not mark.exists()
    assert second is not first
    assert store.snapshot() is third


@pytest.mark.parametrize(
    ("error", "seconds", "marked"),
    [
        (ValueError("Data corrupted"), BELIEVED_FOR, True),
        (ValueError("Data corrupted"), BELIEVED_FOR - 1, False),
        (PanicException("range end index 9 out of range"), BELIEVED_FOR, True),
        (ValueError("LockBusy"), BELIEVED_FOR, False),
        (PermissionError("no right"), BELIEVED_FOR, False),
    ],
)
def test_what_may_be_damage_leaves_a_mark(filled, monkeypatch, error, seconds, marked):
    store, _file = filled
    clock = Clock()
    monkeypatch.setattr(stores.time, "monotonic", clock)
    store.snapshot()
    clock.moment = seconds

    with pytest.raises(EngineUnavailable), store.reading(store.live()):
        raise error

    assert is_suspect(store.directory) is marked


def test_a_process_that_is_ended_leaves_no_mark(filled):
    store, _file = filled

    with pytest.raises(KeyboardInterrupt), store.reading(store.live()):
        raise KeyboardInterrupt
    with pytest.raises(KeyboardInterrupt), store.opening(store.live()):
        raise KeyboardInterrupt

    assert not is_suspect(store.directory)


def test_a_check_finds_what_happened_since_the_index_was_opened(filled):
    store, file = filled
    store.snapshot()
    store.check()
    flip(file, 3)

    with pytest.raises(NoIndex, match=file.name):
        store.check()
    with pytest.raises(NoIndex, match=file.name):
        store.snapshot()


def test_where_there_is_no_room_no_generation_is_begun(store, monkeypatch):
    def refuse(*args, **options):
        raise ValueError(
            "An IO error occurred: 'No space left on device (os error 28)'"
        )

    monkeypatch.setattr(stores, "Index", refuse)

    with pytest.raises(EngineUnavailable, match="No space left on device"):
        store.create(build_schema(SCHEMA))

    assert list((store.directory / "generations").iterdir()) == []


def test_where_there_is_no_room_the_former_generation_stays(published, monkeypatch):
    store, name = published
    following = store.create(build_schema(SCHEMA))

    def refuse(*args, **options):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(stores.os, "fsync", refuse)
    with pytest.raises(EngineUnavailable, match="No space left on device"):
        store.publish(following)

    assert store.live() == name
