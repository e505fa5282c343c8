"""The files of an export: are they there, and whole?"""

import os
from hashlib import sha256

from lkpp.files.verification import files
from tests.lkpp.files.verification.tampering import PART, faults


def test_a_flipped_byte_is_found(directory):
    path = directory / PART
    content = bytearray(path.read_bytes())
    stated = sha256(content).hexdigest()
    content[len(content) // 2] ^= 1
    path.write_bytes(content)

    assert faults(directory) == [
        (
            PART,
            f"SHA-256 berbeda: {sha256(content).hexdigest()}, menurut manifes "
            f"{stated}.",
        )
    ]


def test_a_missing_part_is_found(directory):
    (directory / PART).unlink()

    assert faults(directory) == [(PART, "Berkas ini tidak ada.")]


def test_an_extra_file_is_found(directory):
    (directory / "part-00003.ndjson.gz").write_bytes(b"")

    assert faults(directory) == [
        ("part-00003.ndjson.gz", "Berkas ini tidak disebut dalam manifes.")
    ]


def test_a_renamed_part_is_recognised(directory):
    (directory / PART).rename(directory / "part-00009.ndjson.gz")

    assert faults(directory) == [
        (PART, "Berkas ini tidak ada; isinya ada dengan nama lain."),
        ("part-00009.ndjson.gz", f"Berkas ini bernama {PART} dalam manifes."),
    ]


def test_exchanged_parts_are_found(directory):
    one, two = directory / PART, directory / "part-00002.ndjson.gz"
    first, second = one.read_bytes(), two.read_bytes()
    one.write_bytes(second)
    two.write_bytes(first)

    assert {where.split(",")[0] for where, _what in faults(directory)} == {
        PART,
        "part-00002.ndjson.gz",
    }


def test_a_truncated_part_is_found(directory):
    path = directory / PART
    content = path.read_bytes()
    path.write_bytes(content[:-12])

    assert faults(directory) == [
        (
            PART,
            f"Panjangnya {len(content) - 12} byte, menurut manifes {len(content)}.",
        )
    ]


def test_a_file_longer_than_it_should_be_is_not_read(directory, monkeypatch):
    digested = []
    digest = files._digest
    monkeypatch.setattr(
        files, "_digest", lambda path: digested.append(path.name) or digest(path)
    )
    with (directory / PART).open("ab") as file:
        file.write(b"lagi")

    assert [where for where, _what in faults(directory)] == [PART]
    assert sorted(digested) == ["part-00002.ndjson.gz", "schema.json"]


def test_a_link_is_not_followed(directory, tmp_path):
    elsewhere = tmp_path / "lain.gz"
    (directory / PART).rename(elsewhere)
    (directory / PART).symlink_to(elsewhere)

    assert faults(directory) == [
        (PART, "Ini bukan berkas biasa (tautan atau direktori).")
    ]


def test_a_linked_manifest_is_not_followed(directory, tmp_path):
    elsewhere = tmp_path / "lain.json"
    (directory / "manifest.json").rename(elsewhere)
    (directory / "manifest.json").symlink_to(elsewhere)

    assert faults(directory) == [
        ("manifest.json", "Ini bukan berkas biasa (tautan atau direktori).")
    ]


def test_a_pipe_or_directory_in_the_place_of_a_part_is_found(directory):
    (directory / PART).unlink()
    os.mkfifo(directory / PART)
    (directory / "part-00002.ndjson.gz").unlink()
    (directory / "part-00002.ndjson.gz").mkdir()

    assert faults(directory) == [
        (PART, "Ini bukan berkas biasa (tautan atau direktori)."),
        ("part-00002.ndjson.gz", "Ini bukan berkas biasa (tautan atau direktori)."),
    ]
