"""What is exported, and in what parts."""

import json
import tracemalloc
from hashlib import sha256

import pytest

from lkpp.files.export import export
from tests.lkpp.export_samples import (
    NOW,
    exported,
    order,
    row,
    rows,
    source,
    tombstone,
)
from tests.lkpp.files.reading import names, unpacked

pytestmark = pytest.mark.usefixtures("key")


def test_a_snapshot_is_everything_that_is_active(tmp_path):
    given = [row("A", 3), tombstone("B", 4), row("C", 4), tombstone("D", 6)]

    summary = exported(tmp_path, given, order(), to=7)

    lines = unpacked(tmp_path / "part-00001.ndjson.gz").splitlines()
    assert [json.loads(line)["sku"] for line in lines] == ["A", "C"]
    assert (summary.records, summary.withdrawn) == (2, 0)
    assert (summary.contents.after, summary.contents.to) == (0, 7)


def test_a_snapshot_has_tombstones_when_they_are_wanted(tmp_path):
    given = [row("A", 3), tombstone("B", 4)]

    summary = exported(tmp_path, given, order(tombstones=True))

    lines = unpacked(tmp_path / "part-00001.ndjson.gz").splitlines()
    assert [json.loads(line)["active"] for line in lines] == [True, False]
    assert (summary.records, summary.withdrawn) == (2, 1)


def test_changes_have_tombstones_always(tmp_path):
    summary = exported(tmp_path, [tombstone("B", 8)], order(since=7), to=8)

    assert (summary.records, summary.withdrawn) == (1, 1)
    assert summary.contents.is_snapshot is False
    assert (summary.contents.after, summary.contents.to) == (7, 8)


def test_nothing_to_tell_is_a_manifest_without_parts(tmp_path):
    summary = exported(tmp_path, [], order(since=7), to=7)

    assert names(tmp_path) == ["manifest.json", "manifest.json.jws", "schema.json"]
    assert (summary.records, summary.contents.to) == (0, 7)


def test_parts_have_at_most_so_many_records(tmp_path):
    summary = exported(tmp_path, rows(5), order(part_records=2))

    assert [
        (part.name, part.records, part.first_revision, part.last_revision)
        for part in summary.contents.parts
    ] == [
        ("part-00001.ndjson.gz", 2, 1, 2),
        ("part-00002.ndjson.gz", 2, 3, 4),
        ("part-00003.ndjson.gz", 1, 5, 5),
    ]


def test_parts_have_at_most_so_many_bytes_and_one_record_at_least(tmp_path):
    length = len(unpacked_length(tmp_path))

    exact = exported(tmp_path / "b", rows(5), order(part_bytes=2 * length))
    short = exported(tmp_path / "c", rows(2), order(part_bytes=1))

    assert [part.records for part in exact.contents.parts] == [2, 2, 1]
    assert [part.content_bytes for part in exact.contents.parts] == [
        2 * length,
        2 * length,
        length,
    ]
    assert [part.records for part in short.contents.parts] == [1, 1]


def unpacked_length(tmp_path) -> bytes:
    exported(tmp_path / "a", rows(1), order())
    return unpacked(tmp_path / "a" / "part-00001.ndjson.gz")


def test_the_same_records_give_the_same_bytes(tmp_path):
    digests = []
    for name in ("a", "b"):
        exported(tmp_path / name, rows(3), order())
        part = tmp_path / name / "part-00001.ndjson.gz"
        digests.append(sha256(part.read_bytes()).hexdigest())

    assert digests[0] == digests[1]


def test_progress_is_told_every_500_records_and_with_each_part(tmp_path):
    told = []
    given = source(rows(1_100))

    export(given, tmp_path, order(part_records=600), now=NOW, step=told.append)

    assert [(each.records, each.part and each.part.name) for each in told] == [
        (500, None),
        (600, "part-00001.ndjson.gz"),
        (1_000, None),
        (1_100, "part-00002.ndjson.gz"),
    ]


def test_memory_does_not_grow_with_the_catalogue(tmp_path):
    exported(tmp_path / "warm", rows(10), order())
    peaks = []
    for count in (2_000, 20_000):
        tracemalloc.start()
        exported(
            tmp_path / str(count), rows(count), order(part_records=1_000), to=count
        )
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()

    assert peaks[1] - peaks[0] < 200_000
