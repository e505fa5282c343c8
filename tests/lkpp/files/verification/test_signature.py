"""The signature of an export."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from lkpp.files import signing
from tests.lkpp.export_samples import (
    NOW,
)
from tests.lkpp.files.verification.tampering import faults


def test_a_retired_key_still_verifies_what_it_signed(directory):
    signing.new_key()

    assert faults(directory) == []


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
