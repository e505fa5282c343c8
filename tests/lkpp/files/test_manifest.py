import json
from hashlib import sha256

import jwt
import pytest

from lkpp.files import signing
from tests.lkpp.export_samples import (
    DIGEST,
    FEED,
    exported,
    order,
    row,
    rows,
    tombstone,
)


@pytest.fixture
def key():
    return signing.new_key()


@pytest.fixture
def manifest(key, tmp_path):
    given = [row("A", 3), tombstone("B", 4), row("C", 6)]
    exported(tmp_path, given, order(since=2, part_records=2), to=7)
    return json.loads((tmp_path / "manifest.json").read_bytes())


def test_it_says_what_was_exported_and_as_of_when(manifest):
    manifest.pop("parts")
    manifest.pop("other_files")

    assert manifest == {
        "manifest_version": "1",
        "schema_version": "3",
        "catalogue": "https://katalog.example",
        "key_set": "https://katalog.example/.well-known/jwks.json",
        "created_at": "2026-11-24T07:00:00Z",
        "profile": "sample",
        "format": "ndjson",
        "compression": "gzip",
        "key": "sku",
        "kind": "changes",
        "feed": FEED,
        "revisions": {"after": 2, "to": 7, "cursor": f"7.7.{DIGEST}"},
        "records": {"total": 3, "active": 2, "withdrawn": 1},
    }


def test_it_names_every_file_with_its_digest(manifest, tmp_path):
    listed = [*manifest["parts"], *manifest["other_files"]]

    assert [each["name"] for each in listed] == [
        "part-00001.ndjson.gz",
        "part-00002.ndjson.gz",
        "schema.json",
    ]
    for each in listed:
        content = (tmp_path / each["name"]).read_bytes()
        assert each["bytes"] == len(content)
        assert each["sha256"] == sha256(content).hexdigest()


def test_it_says_which_revisions_a_part_has(manifest):
    told = ("records", "withdrawn", "first_revision", "last_revision")

    assert [[part[name] for name in told] for part in manifest["parts"]] == [
        [2, 1, 3, 4],
        [1, 0, 6, 6],
    ]


def test_its_bytes_are_signed(manifest, key, tmp_path):
    signature = (tmp_path / "manifest.json.jws").read_text()

    decoded = jwt.PyJWS().decode_complete(
        signature,
        jwt.PyJWK(key.jwk()),
        ["EdDSA"],
        detached_payload=(tmp_path / "manifest.json").read_bytes(),
    )
    assert decoded["header"]["kid"] == key.kid


def test_the_summary_counts_the_bytes_of_all_files(key, tmp_path):
    directory = tmp_path / "ekspor"

    summary = exported(directory, rows(3), order())

    assert summary.bytes == sum(path.stat().st_size for path in directory.iterdir())
