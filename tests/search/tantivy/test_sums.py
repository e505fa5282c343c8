"""Whether files of an index are as tantivy wrote them."""

import shutil

import pytest

from search.engines.tantivy.engine import TantivyEngine
from search.engines.tantivy.store import Store
from search.engines.tantivy.sums import damaged_file
from tests.search.engine_documents import SCHEMA, document, group, groups_of
from tests.search.tantivy.damaging import flipped


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """A generation of two segments, in one of which a document was replaced."""
    directory = tmp_path_factory.mktemp("index")
    engine = TantivyEngine(SCHEMA, directory)
    engine.rebuild(groups_of(*(document(key, "alat lampu") for key in "abcd")))
    engine.apply([group(1, document("a", "alat baru"))])
    store = Store(directory)
    return store.path(store.live())


@pytest.fixture
def generation(written, tmp_path):
    return shutil.copytree(written, tmp_path / "generation")


def files(generation):
    return [path for path in generation.iterdir() if len(path.stem) >= 32]


def test_what_was_written_is_whole(generation):
    suffixes = {path.suffix for path in files(generation)}

    assert suffixes >= {".store", ".term", ".idx", ".pos", ".fast", ".del"}
    assert damaged_file(generation) is None


def test_one_byte_anywhere_in_a_file_is_noticed(generation):
    for path in files(generation):
        footer = path.read_bytes().rindex(b'{"version"')
        crc = path.read_bytes().rindex(b'"crc":') + 6
        for position in {0, footer // 2, footer - 1, crc}:
            with flipped(path, position, 0x01):
                assert damaged_file(generation) == path.name, position
        # The footer's length, then the magic number.
        for from_end in (5, 8, 1, 4):
            with flipped(path, path.stat().st_size - from_end):
                assert damaged_file(generation) == path.name, from_end
    assert damaged_file(generation) is None


@pytest.mark.parametrize("left", [0, 7, 8, 60])
def test_a_file_that_was_cut_short_is_noticed(generation, left):
    path = min(each for each in files(generation) if each.suffix == ".store")
    path.write_bytes(path.read_bytes()[:left])

    assert damaged_file(generation) == path.name


def test_deletions_that_are_gone_are_noticed(generation):
    [path] = generation.glob("*.del")
    path.unlink()

    assert damaged_file(generation) == path.name


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff", b"[]", b"{}", b'{"segments": [{}]}', b'{"segments": [7]}']
    + [b'{"segments": [{"segment_id": "/etc", "deletes": null}]}'],
)
def test_a_list_of_files_that_makes_no_sense_is_damaged(generation, content):
    (generation / "meta.json").write_bytes(content)

    assert damaged_file(generation) == "meta.json"


def test_what_no_commit_names_is_not_looked_at(generation):
    (generation / f"{'0' * 32}.store").write_bytes(b"being written")

    assert damaged_file(generation) is None


def test_what_a_writer_merged_away_meanwhile_is_not_damaged(
    generation, written, monkeypatch
):
    meta = generation / "meta.json"
    before = meta.read_bytes()
    [path] = generation.glob("*.del")
    read = type(meta).read_bytes
    reads = []

    def read_as_it_was(self):
        reads.append(self)
        return before if len(reads) == 1 else read(self)

    path.unlink()
    meta.write_bytes(before.replace(b'"deletes": {', b'"deletes": null, "was": {'))
    monkeypatch.setattr(type(meta), "read_bytes", read_as_it_was)

    assert damaged_file(generation) is None
    assert len(reads) == 3
