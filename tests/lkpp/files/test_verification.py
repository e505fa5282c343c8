"""Every way in which an export can be other than what was signed."""

import gzip
import json
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from hashlib import sha256
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.findings import text
from lkpp.files import signing
from lkpp.files.bulk_upload.workbooks import export_bulk_upload
from lkpp.files.verification import verify
from tests.lkpp.export_samples import (
    BASE_URL,
    NOW,
    SampleProfile,
    exported,
    order,
    row,
    rows,
    source,
    tombstone,
)

PART = "part-00001.ndjson.gz"


@pytest.fixture(autouse=True)
def key():
    return signing.new_key()


@pytest.fixture
def directory(tmp_path) -> Path:
    """An export of four records in two parts."""
    target = tmp_path / "ekspor"
    given = [row("A", 1), row("B", 2), row("C", 2), tombstone("D", 5)]
    exported(target, given, order(part_records=2, tombstones=True), to=6)
    return target


def faults(directory: Path, key_set=None) -> list[tuple[str, str]]:
    report = verify(directory, signing.key_set() if key_set is None else key_set)
    return [(each.place, text(each)) for each in report.errors]


def resign(directory: Path, change) -> None:
    """Let a dishonest or faulty exporter sign a manifest after ``change``."""
    path = directory / "manifest.json"
    manifest = json.loads(path.read_bytes())
    change(manifest)
    text = json.dumps(manifest).encode()
    path.write_bytes(text)
    (directory / "manifest.json.jws").write_text(signing.sign_detached(text))


def repack(directory: Path, name: str, content: bytes) -> None:
    """Let the content of a part be other, and everything agree with it but that."""
    packed = gzip.compress(content, mtime=0)
    (directory / name).write_bytes(packed)

    def agree(manifest):
        (part,) = [each for each in manifest["parts"] if each["name"] == name]
        part["bytes"] = len(packed)
        part["sha256"] = sha256(packed).hexdigest()
        part["content_bytes"] = len(content)

    resign(directory, agree)


def lines(directory: Path, name: str = PART) -> list[bytes]:
    return gzip.decompress((directory / name).read_bytes()).splitlines(keepends=True)


# What is whole


@pytest.mark.parametrize("format", ["ndjson", "json", "csv", "xlsx"])
@pytest.mark.parametrize("compressed", [True, False])
@pytest.mark.parametrize("name", ["sample", "v5"])
def test_what_was_exported_is_whole(tmp_path, format, compressed, name, key):
    profile = SampleProfile()
    profile.name = name
    target = tmp_path / "ekspor"
    given = order(
        format,
        profile=profile,
        compressed=compressed and format != "xlsx",
        part_records=2,
        since=0,
    )
    exported(target, [*rows(4), tombstone("X", 5)], given)

    report = verify(target, signing.key_set())

    assert report.errors == []
    assert (report.records, report.withdrawn, report.parts) == (5, 1, 3)
    assert (report.profile, report.format, report.kid) == (name, format, key.kid)
    assert report.schema_checked is (format in ("ndjson", "json"))


def test_an_export_without_records_is_whole(tmp_path):
    target = tmp_path / "ekspor"
    exported(target, [], order(since=3), to=3)

    report = verify(target, signing.key_set())

    assert (report.ok, report.records, report.parts) == (True, 0, 0)


def test_a_retired_key_still_verifies_what_it_signed(directory):
    signing.new_key()

    assert faults(directory) == []


def test_progress_is_told_in_bytes(directory):
    told = []

    verify(directory, signing.key_set(), step=lambda *each: told.append(each))

    sizes = [(directory / f"part-0000{n}.ndjson.gz").stat().st_size for n in (1, 2)]
    schema = (directory / "schema.json").stat().st_size
    total = sum(sizes) + schema
    assert told == [(schema + sizes[0], total), (total, total)]


# The files


def test_a_flipped_byte_is_found(directory):
    path = directory / PART
    content = bytearray(path.read_bytes())
    stated = sha256(content).hexdigest()
    content[len(content) // 2] ^= 1
    path.write_bytes(content)

    found = faults(directory)

    assert found[0] == (
        PART,
        f"SHA-256 berbeda: {sha256(content).hexdigest()}, menurut manifes {stated}.",
    )
    assert {where.split(",")[0] for where, _what in found} == {PART}


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


def test_a_truncated_part_is_found_and_how_far_it_goes(directory):
    path = directory / PART
    content = path.read_bytes()
    path.write_bytes(content[:-12])

    found = faults(directory)

    assert found[0] == (
        PART,
        f"Panjangnya {len(content) - 12} byte, menurut manifes {len(content)}.",
    )
    assert found[1][1].startswith("Kompresinya terpotong atau rusak")


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


@pytest.mark.parametrize(
    "name", ["../rahasia", "/etc/passwd", "a/b", "..", ".x", "", "a\\b", "a\n", 7, None]
)
def test_a_name_that_leads_elsewhere_is_refused_even_if_signed(directory, name):
    def rename(manifest):
        manifest["parts"][0]["name"] = name

    resign(directory, rename)

    ((where, what),) = faults(directory)
    assert where == "manifest.json"
    assert what.startswith("Nama berkas tidak diterima")


# The manifest and its signature


def test_an_edited_manifest_is_found(directory):
    path = directory / "manifest.json"
    path.write_bytes(path.read_bytes().replace(b'"sample"', b'"v5"'))

    assert faults(directory) == [
        (
            "manifest.json.jws",
            "Tanda tangan tidak cocok: manifes diubah, atau ditandatangani lain.",
        )
    ]


@pytest.mark.parametrize("name", ["manifest.json", "manifest.json.jws"])
def test_a_missing_manifest_or_signature_is_found(directory, name):
    (directory / name).unlink()

    assert faults(directory) == [(name, "Berkas ini tidak ada.")]


def test_a_directory_that_is_not_there_is_said(tmp_path):
    assert faults(tmp_path / "lain") == [
        (str(tmp_path / "lain"), "Direktori ini tidak ada.")
    ]


def test_another_key_is_not_accepted(directory, key):
    other = Ed25519PrivateKey.generate().public_key()
    foreign = {**key.jwk(), **signing._required_members(other)}
    foreign["kid"] = signing.thumbprint(other)

    ((where, what),) = faults(directory, {"keys": [foreign]})

    assert where == "manifest.json.jws"
    assert what.startswith(f"Kunci {key.kid} tidak ada dalam kumpulan kunci")


def test_another_key_under_the_same_name_is_not_accepted(directory, key):
    other = Ed25519PrivateKey.generate().public_key()
    disguised = {**key.jwk(), **signing._required_members(other)}

    assert faults(directory, {"keys": [disguised]}) == [
        ("manifest.json.jws", f"Kunci {key.kid} bukan kunci dengan sidik itu.")
    ]


def test_a_removed_key_is_not_accepted(directory, key):
    signing.new_key()
    signing.remove_key(key.kid)

    ((where, what),) = faults(directory)

    assert where == "manifest.json.jws"
    assert what.startswith(f"Kunci {key.kid} tidak ada dalam kumpulan kunci")


def test_a_key_that_was_retired_before_is_not_accepted(directory, key):
    retired = key.jwk() | {"exp": int(NOW.timestamp()) - 60}

    assert faults(directory, {"keys": [retired]}) == [
        (
            "manifest.json.jws",
            f"Kunci {key.kid} sudah dipensiunkan ketika manifes dibuat.",
        )
    ]


@pytest.mark.parametrize(
    "changes",
    [
        {"alg": "none"},
        {"alg": "HS256"},
        {"b64": True},
        {"crit": ["b64", "exp"]},
        {"crit": None},
        {"kid": 7},
    ],
)
def test_a_signature_of_another_kind_is_not_accepted(directory, changes):
    path = directory / "manifest.json.jws"
    head, _none, signature = path.read_text().split(".")
    header = json.loads(urlsafe_b64decode(head + "==")) | changes
    head = urlsafe_b64encode(json.dumps(header).encode()).decode().rstrip("=")
    path.write_text(f"{head}..{signature}")

    assert [where for where, _what in faults(directory)] == ["manifest.json.jws"]


@pytest.mark.parametrize(
    "jws", [b"", b"..", b"a.b.c", b"\xff\xff", b"e30..e30", b"W10..", b"a" * 20_000]
)
def test_a_broken_signature_is_found(directory, jws):
    (directory / "manifest.json.jws").write_bytes(jws)

    assert [where for where, _what in faults(directory)] == ["manifest.json.jws"]


def test_a_signature_has_one_spelling(directory):
    # The last sign of 86 has four bits that decoders drop.
    path = directory / "manifest.json.jws"
    jws = path.read_text()
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    path.write_text(jws[:-1] + alphabet[alphabet.index(jws[-1]) ^ 1])

    assert faults(directory) == [("manifest.json.jws", "Tanda tangan bukan base64url.")]


@pytest.mark.parametrize("key_set", [[], {"keys": 7}, {"keys": [7]}, "x"])
def test_a_key_set_that_is_none_is_no_reason_to_fail(directory, key_set):
    assert [where for where, _what in faults(directory, key_set)] == [
        "manifest.json.jws"
    ]


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"\xff",
        b"[]",
        b"{}",
        b'{"parts": [], "parts": []}',
        b"[" * 100_000,
        b'{"profile": NaN}',
    ],
)
def test_a_manifest_that_is_none_is_found(directory, text):
    (directory / "manifest.json").write_bytes(text)

    assert ("manifest.json" in {where for where, _what in faults(directory)}) is True


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("feed", 7),
        ("manifest_version", "2"),
        ("manifest_version", []),
        ("format", "exe"),
        ("compression", "zip"),
        ("created_at", "kemarin"),
        ("created_at", "2026-11-24T07:00:00"),
        ("revisions", {"after": -1, "to": 3}),
        ("revisions", {"after": True, "to": 3}),
        ("records", [1, 2]),
        ("parts", {}),
        ("kind", None),
    ],
)
def test_a_wrong_member_of_the_manifest_is_named(directory, name, value):
    resign(directory, lambda manifest: manifest.update({name: value}))

    assert faults(directory) == [("manifest.json", f"{name} tidak ada atau salah.")]


def test_a_manifest_of_the_wrong_sums_is_found(directory):
    resign(directory, lambda manifest: manifest["records"].update(total=5))

    ((where, what),) = faults(directory)

    assert where == "manifest.json"
    assert what.startswith("Jumlah seluruhnya")


def test_parts_out_of_order_are_found(directory):
    resign(directory, lambda manifest: manifest["parts"].reverse())

    assert (PART, "Dimulai dengan revisi 1, padahal sebelumnya 5.") in faults(directory)


def test_revisions_beyond_the_manifest_are_found(directory):
    resign(directory, lambda manifest: manifest["revisions"].update(to=4))

    assert faults(directory) == [
        ("part-00002.ndjson.gz", "Revisinya di luar yang disebut manifes.")
    ]


# The records


def test_a_record_that_is_missing_is_found(directory):
    repack(directory, PART, lines(directory)[0])

    assert faults(directory) == [
        (PART, "Berisi 1 catatan, menurut manifes 2."),
    ]


def test_a_record_that_occurs_twice_is_found(directory):
    first, _second = lines(directory)
    repack(directory, PART, first + first)

    assert faults(directory) == [(f"{PART}, catatan 2", "A sudah ada sebelumnya.")]


def test_a_variant_in_two_parts_is_found(directory):
    _first, second = lines(directory)
    third, fourth = lines(directory, "part-00002.ndjson.gz")
    third = third.replace(b'"C"', b'"B"')
    repack(directory, "part-00002.ndjson.gz", third + fourth)

    assert faults(directory) == [
        ("part-00002.ndjson.gz, catatan 1", "B sudah ada sebelumnya.")
    ]


def test_records_out_of_order_are_found(directory):
    repack(directory, PART, b"".join(reversed(lines(directory))))

    assert faults(directory) == [(f"{PART}, catatan 2", "Revisi 1 sesudah revisi 2.")]


def test_a_record_against_the_schema_is_found_with_its_place(directory):
    first, second = lines(directory)
    repack(directory, PART, first + second.replace(b"33000000", b'"33.000.000"'))

    assert faults(directory) == [
        (
            f"{PART}, catatan 2",
            "$.price tidak menurut skema: '33.000.000' is not of type 'integer'",
        )
    ]


def test_records_are_not_held_against_the_schema_when_that_is_not_wanted(directory):
    first, second = lines(directory)
    repack(directory, PART, first + second.replace(b"33000000", b'"33.000.000"'))

    report = verify(directory, signing.key_set(), with_schema=False)

    assert (report.ok, report.schema_checked) == (True, False)


@pytest.mark.parametrize(
    ("line", "what"),
    [
        (b"bukan json\n", "Bukan JSON"),
        (b"[]\n", "Ini bukan objek."),
        (b'{"revision": 2, "active": true}\n', "Tanpa sku."),
        (b'{"sku": "B", "revision": 2, "active": NaN}\n', "Bukan JSON"),
        (b"[" * 100_000 + b"\n", "Bukan JSON"),
        (b'{"sku": "B", "revision": 2, "active": true}', "Baris terakhir"),
        (b'{"sku": "B", "revision": 9, "active": true}\n', "Revisi 9 di luar bagian"),
        (b"\xff\n", "Bukan JSON"),
    ],
)
def test_a_line_that_is_no_record_is_found(directory, line, what):
    repack(directory, PART, lines(directory)[0] + line)

    where, said = faults(directory)[0]

    assert where.startswith(PART)
    assert said.startswith(what)


def test_what_unpacks_to_more_than_was_said_is_not_unpacked(directory):
    bomb = gzip.compress(b"0" * 50_000_000)
    (directory / PART).write_bytes(bomb)

    def agree(manifest):
        manifest["parts"][0]["bytes"] = len(bomb)
        manifest["parts"][0]["sha256"] = sha256(bomb).hexdigest()

    resign(directory, agree)

    ((where, what),) = faults(directory)
    assert where == PART
    assert what.startswith("Isinya lebih panjang dari")


def test_of_many_faults_the_first_are_told(tmp_path):
    target = tmp_path / "ekspor"
    exported(target, rows(50), order())
    repack(target, PART, lines(target)[0] + b"[]\n" * 49)

    found = faults(target)

    assert len(found) == 21
    assert found[-1][1] == "Masih ada kesalahan lain di berkas ini."


def test_a_page_of_v5_with_wrong_numbers_is_found(tmp_path):
    profile = SampleProfile()
    profile.name = "v5"
    target = tmp_path / "ekspor"
    exported(target, rows(2), order("json", profile=profile))
    name = "part-00001.json.gz"
    content = gzip.decompress((target / name).read_bytes())
    repack(target, name, content.replace(b'"total":2', b'"total":3'))

    assert faults(target) == [(name, "total adalah 3, seharusnya 2.")]


def test_a_table_with_a_row_of_another_width_is_found(tmp_path):
    target = tmp_path / "ekspor"
    exported(target, rows(1), order("csv", compressed=True))
    name = "part-00001.csv.gz"
    content = gzip.decompress((target / name).read_bytes())
    repack(target, name, content[:-2] + b";lagi\r\n")

    assert faults(target) == [(name, "Catatan 1 berisi 7 sel, bukan 6.")]


def test_a_schema_that_is_none_is_found(directory):
    text = b'{"type": 7}'
    (directory / "schema.json").write_bytes(text)

    def agree(manifest):
        manifest["other_files"][0]["bytes"] = len(text)
        manifest["other_files"][0]["sha256"] = sha256(text).hexdigest()

    resign(directory, agree)

    ((where, what),) = faults(directory)
    assert where == "schema.json"
    assert what.startswith("Bukan skema JSON")


def test_a_missing_schema_checker_is_said(directory, monkeypatch):
    monkeypatch.setattr("lkpp.files.verification.content.Draft202012Validator", None)

    report = verify(directory, signing.key_set())

    assert (report.ok, report.schema_checked) == (True, False)
    assert [text(each) for each in report.warnings] == [
        "Bentuk catatan tidak diperiksa: pustaka jsonschema tidak terpasang."
    ]


# The bulk upload


def bulk(target: Path) -> Path:
    target.mkdir()
    export_bulk_upload(
        source(rows(3)),
        target,
        BASE_URL,
        since=None,
        rows_a_file=2,
        now=NOW,
        step=lambda reached: None,
    )
    return target


def test_a_bulk_upload_is_whole(tmp_path):
    report = verify(bulk(tmp_path / "ekspor"), signing.key_set())

    assert report.errors == []
    assert (report.records, report.parts) == (3, 2)


def test_a_workbook_of_another_category_is_found(tmp_path):
    target = bulk(tmp_path / "ekspor")

    def change(manifest):
        manifest["parts"][0]["category_id"] = "0b1f"

    resign(target, change)

    ((where, what),) = faults(target)
    assert where.endswith("-001.xlsx")
    assert what == "Baris 2 tidak menyebut Category ID dari manifes."


# Whatever else


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_no_changed_byte_goes_unnoticed_or_ends_in_an_error(directory, data):
    names = sorted(path.name for path in directory.iterdir())
    path = directory / data.draw(st.sampled_from(names))
    content = path.read_bytes()
    position = data.draw(st.integers(0, len(content) - 1))
    changed = bytearray(content)
    changed[position] ^= data.draw(st.integers(1, 255))
    try:
        path.write_bytes(changed)

        report = verify(directory, signing.key_set())
    finally:
        path.write_bytes(content)

    assert not report.ok
