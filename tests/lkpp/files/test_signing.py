"""Keys that sign exports."""

import stat

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)

from lkpp.files import signing
from lkpp.files.signing import SigningKeyError


def test_thumbprint_is_that_of_the_standards_example():
    # RFC 8037, appendices A.2 and A.3
    public = Ed25519PublicKey.from_public_bytes(
        bytes.fromhex(
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
        )
    )

    name = signing.thumbprint(public)

    assert name == "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"


def test_the_name_of_a_new_key_does_not_look_like_an_option(settings, monkeypatch):
    real, names = signing.thumbprint, iter(["-eA1", "-", "kPrK"])
    monkeypatch.setattr(signing, "thumbprint", lambda public: next(names, real(public)))

    key = signing.new_key()

    assert next(names, None) is None
    assert not key.kid.startswith("-")


def test_a_new_key_is_private_and_published(settings):
    key = signing.new_key()

    assert stat.S_IMODE(key.private_path.stat().st_mode) == 0o600
    assert sorted(path.name for path in settings.LKPP_SIGNING_KEYS.iterdir()) == sorted(
        [key.path.name, key.private_path.name]
    )
    assert signing.key_set() == {
        "keys": [
            {
                "kty": "OKP",
                "crv": "Ed25519",
                "x": key.jwk()["x"],
                "kid": key.kid,
                "use": "sig",
                "alg": "EdDSA",
                "iat": int(key.made_at.timestamp()),
            }
        ]
    }


def test_a_signature_is_verified_by_any_library():
    key = signing.new_key()

    signature = signing.sign_detached(b"isi")

    decoded = jwt.PyJWS().decode_complete(
        signature, jwt.PyJWK(key.jwk()), ["EdDSA"], detached_payload=b"isi"
    )
    assert decoded["header"] == {
        "alg": "EdDSA",
        "b64": False,
        "crit": ["b64"],
        "kid": key.kid,
        "typ": "JOSE",
    }
    with pytest.raises(jwt.InvalidSignatureError):
        jwt.PyJWS().decode_complete(
            signature, jwt.PyJWK(key.jwk()), ["EdDSA"], detached_payload=b"Isi"
        )


def test_a_new_key_retires_the_former_and_destroys_its_private_half():
    former = signing.new_key()

    newer = signing.new_key()

    keys = signing.signing_keys()
    assert [key.kid for key in keys] == [newer.kid, former.kid]
    assert [key.retired_at is None for key in keys] == [True, False]
    assert not former.private_path.exists()
    assert signing.key_set()["keys"][1]["exp"] == int(keys[1].retired_at.timestamp())
    header = jwt.get_unverified_header(signing.sign_detached(b"isi"))
    assert header["kid"] == newer.kid


def test_a_retired_key_can_be_removed_and_the_signing_one_cannot():
    former, newer = signing.new_key(), signing.new_key()

    signing.remove_key(former.kid)

    with pytest.raises(SigningKeyError, match="masih menandatangani"):
        signing.remove_key(newer.kid)
    with pytest.raises(SigningKeyError, match="Tidak ada kunci"):
        signing.remove_key(former.kid)
    assert [key.kid for key in signing.signing_keys()] == [newer.kid]


def test_retiring_can_be_interrupted_and_repeated():
    former = signing.new_key()
    text = former.path.read_bytes()
    signing.new_key()

    former.path.write_bytes(text)

    assert [key.retired_at is None for key in signing.signing_keys()] == [True, False]


def test_without_a_key_it_is_said_how_to_make_one():
    with pytest.raises(SigningKeyError, match="manage.py lkpp_keys new"):
        signing.sign_detached(b"isi")


def test_the_demo_makes_its_key_when_it_first_signs(settings):
    settings.DEMO = True

    signature = signing.sign_detached(b"isi")

    (key,) = signing.signing_keys()
    assert jwt.get_unverified_header(signature)["kid"] == key.kid


def test_a_private_key_that_others_can_read_does_not_sign():
    key = signing.new_key()
    key.private_path.chmod(0o640)

    with pytest.raises(SigningKeyError, match="chmod 600"):
        signing.sign_detached(b"isi")


def test_a_private_key_of_another_pair_does_not_sign():
    key = signing.new_key()
    other = Ed25519PrivateKey.generate()
    key.private_path.write_bytes(_pem(other))

    with pytest.raises(SigningKeyError, match="tidak sepasang"):
        signing.require_signing_key()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"bukan kunci",
        b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
        pytest.param(None, id="rsa"),
    ],
)
def test_a_file_that_is_no_key_is_named(content):
    key = signing.new_key()
    rsa = generate_private_key(65537, 2048)
    key.private_path.write_bytes(_pem(rsa) if content is None else content)

    with pytest.raises(SigningKeyError, match=f"{key.private_path.name} bukan kunci"):
        signing.sign_detached(b"isi")


@pytest.mark.parametrize("name", ["lama.pub.pem", "20269999T000000000000Z.pub.pem"])
def test_a_file_of_another_name_is_named(settings, name):
    key = signing.new_key()
    key.path.with_name(name).write_bytes(key.path.read_bytes())

    with pytest.raises(SigningKeyError, match=name):
        signing.key_set()


def test_a_directory_that_cannot_be_made_is_named(settings):
    settings.LKPP_SIGNING_KEYS = "/proc/kunci"

    with pytest.raises(SigningKeyError, match="tidak dapat ditulisi"):
        signing.new_key()


def _pem(key) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
