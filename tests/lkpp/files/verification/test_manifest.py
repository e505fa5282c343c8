"""The manifest of an export."""

import pytest

from lkpp.files import signing
from tests.lkpp.files.verification.tampering import faults, resign


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


def test_an_edited_manifest_is_found(directory):
    path = directory / "manifest.json"
    path.write_bytes(path.read_bytes().replace(b'"sample"', b'"v5"'))

    assert faults(directory) == [
        (
            "manifest.json.jws",
            "Tanda tangan tidak cocok: manifes diubah, atau ditandatangani lain.",
        )
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
    (directory / "manifest.json.jws").write_text(signing.sign_detached(text))

    assert {where for where, _what in faults(directory)} == {"manifest.json"}


def test_a_manifest_that_nobody_signed_is_not_parsed(directory, monkeypatch):
    def parse(*args):
        raise AssertionError("parsed")

    monkeypatch.setattr("lkpp.files.verification.parsed_manifest", parse)
    (directory / "manifest.json").write_bytes(b"{}")

    assert [where for where, _what in faults(directory)] == ["manifest.json.jws"]


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
