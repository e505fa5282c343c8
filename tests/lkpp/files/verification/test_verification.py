"""An export as a whole."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.findings import text
from lkpp.files import signing
from lkpp.files.verification import verify
from lkpp.files.verification.expectations import Expectations
from tests.lkpp.export_samples import (
    NOW,
    SampleProfile,
    exported,
    order,
    rows,
    tombstone,
)
from tests.lkpp.files.verification.tampering import PART, faults, resign


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

    report = verify(target, signing.key_set(), now=NOW)

    assert report.errors == []
    assert (report.records, report.withdrawn, report.parts) == (5, 1, 3)
    assert (report.profile, report.format, report.kid) == (name, format, key.kid)
    assert report.schema_checked is (format in ("ndjson", "json"))


def test_an_export_without_records_is_whole(tmp_path):
    target = tmp_path / "ekspor"
    exported(target, [], order(since=3), to=3)

    report = verify(target, signing.key_set(), now=NOW)

    assert (report.ok, report.records, report.parts) == (True, 0, 0)


def test_progress_is_told_in_bytes(directory):
    told = []

    verify(directory, signing.key_set(), now=NOW, step=lambda *each: told.append(each))

    sizes = [(directory / f"part-0000{n}.ndjson.gz").stat().st_size for n in (1, 2)]
    schema = (directory / "schema.json").stat().st_size
    total = sum(sizes) + schema
    assert told == [(schema + sizes[0], total), (total, total)]


@pytest.mark.parametrize("name", ["manifest.json", "manifest.json.jws"])
def test_a_missing_manifest_or_signature_is_found(directory, name):
    (directory / name).unlink()

    assert faults(directory) == [(name, "Berkas ini tidak ada.")]


def test_without_a_good_signature_nothing_else_is_looked_at(directory):
    other = (directory / "manifest.json").read_bytes() + b" "
    (directory / "manifest.json").write_bytes(other)
    (directory / PART).unlink()
    told = []

    report = verify(
        directory, signing.key_set(), now=NOW, step=lambda *each: told.append(each)
    )

    assert [each.place for each in report.errors] == ["manifest.json.jws"]
    assert (told, report.records, report.profile) == ([], 0, "")


def test_what_is_not_as_expected_is_not_unpacked(directory):
    told = []

    report = verify(
        directory,
        signing.key_set(),
        now=NOW,
        expectations=Expectations(newer_than=6),
        step=lambda *each: told.append(each),
    )

    assert [text(each) for each in report.errors] == [
        "Sampai revisi 6, tidak sesudah 6."
    ]
    assert told == []


def test_a_directory_that_is_not_there_is_said(tmp_path):
    assert faults(tmp_path / "lain") == [
        (str(tmp_path / "lain"), "Direktori ini tidak ada.")
    ]


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

        report = verify(directory, signing.key_set(), now=NOW)
    finally:
        path.write_bytes(content)

    assert not report.ok
