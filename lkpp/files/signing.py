"""The keys that sign exports, and what is published of them.

A key is two PEM files in the directory LKPP_SIGNING_KEYS, named by the moment it was
made, of which one stays when it is retired:

    20261124T141436000000Z.pem                              private, mode 0600
    20261124T141436000000Z.pub.pem                          public
    20261124T141436000000Z--20270301T020000000000Z.pub.pem  public, since retired

Only an export reads the private one; a web server needs none of them.

The newest key signs. A key that a newer one replaces loses its private half at once;
its public half stays published, so that what it signed can still be
verified, until somebody removes it.

Signatures are JSON Web Signatures (RFC 7515) with Ed25519 (RFC 8037) over the file as
it is, kept beside it (RFC 7797, ``b64`` false). Keys are named by their thumbprints
(RFC 7638).
"""

import os
import re
import stat
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import jwt
import orjson
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)
from django.conf import settings
from django.utils.translation import gettext as _

ALGORITHM = "EdDSA"
"""The name of Ed25519 signatures in RFC 8037, which every library knows."""

_STAMP = "%Y%m%dT%H%M%S%fZ"
_PUBLIC_NAME = re.compile(
    r"(?P<made>\d{8}T\d{12}Z)(--(?P<retired>\d{8}T\d{12}Z))?\.pub\.pem"
)


class SigningKeyError(Exception):
    """A key that is missing, unreadable or exposed; the message says which."""


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A published key with the file of its public half."""

    path: Path
    made_at: datetime
    retired_at: datetime | None
    public: Ed25519PublicKey

    @property
    def kid(self) -> str:
        return thumbprint(self.public)

    @property
    def private_path(self) -> Path:
        """Where the private half lies until the key is retired."""
        return self.path.with_name(self.path.name.removesuffix(".pub.pem") + ".pem")

    def jwk(self) -> dict[str, Any]:
        """The key as RFC 8037 writes it. ``iat`` and ``exp`` are the seconds at which
        it was made and retired, as OpenID Federation has them."""
        published = {
            **_required_members(self.public),
            "kid": self.kid,
            "use": "sig",
            "alg": ALGORITHM,
            "iat": int(self.made_at.timestamp()),
        }
        if self.retired_at is not None:
            published["exp"] = int(self.retired_at.timestamp())
        return published


def signing_keys() -> list[SigningKey]:
    """Every key of the directory, the newest first.

    Raises SigningKeyError naming a file that is no key.
    """
    by_kid: dict[str, SigningKey] = {}
    for path in _public_files():
        key = _read(path)
        # A key lies there twice for the moment in which it is being retired.
        if key.kid not in by_kid or key.retired_at is not None:
            by_kid[key.kid] = key
    return sorted(by_kid.values(), key=lambda key: key.made_at, reverse=True)


def key_set() -> dict[str, Any]:
    """What is published at ``/.well-known/jwks.json``. Raises SigningKeyError."""
    return {"keys": [key.jwk() for key in signing_keys()]}


def new_key() -> SigningKey:
    """Make the key that signs from now on and retire all others.

    Raises SigningKeyError when the directory cannot be written.
    """
    private = _private_key()
    stamp = _stamp()
    path = _directory() / f"{stamp}.pub.pem"
    try:
        _directory().mkdir(mode=0o755, parents=True, exist_ok=True)
        _write(_directory() / f"{stamp}.pem", _private_pem(private), mode=0o600)
        _write(path, _public_pem(private.public_key()), mode=0o644)
    except OSError as error:
        raise _unwritable(error) from error
    made = _read(path)
    for key in signing_keys():
        if key.retired_at is None and key.made_at < made.made_at:
            _retire(key)
    return made


def _private_key() -> Ed25519PrivateKey:
    """One whose name can be typed after a command, where a leading hyphen would make
    an option of it."""
    private = Ed25519PrivateKey.generate()
    while thumbprint(private.public_key()).startswith("-"):
        private = Ed25519PrivateKey.generate()
    return private


def remove_key(kid: str) -> SigningKey:
    """Withdraw a retired key: what it signed can no longer be verified.

    Raises SigningKeyError when there is none, or when it is the one that signs.
    """
    for key in signing_keys():
        if key.kid != kid:
            continue
        if key.retired_at is None:
            raise SigningKeyError(
                _("Kunci %(kid)s masih menandatangani. Buat penggantinya dahulu: new.")
                % {"kid": kid}
            )
        _unlink(key.path)
        return key
    raise SigningKeyError(_("Tidak ada kunci %(kid)s.") % {"kid": kid})


def sign_detached(payload: bytes) -> str:
    """A signature of ``payload`` by the newest key, in the compact form without the
    payload: ``header..signature``.

    The demo makes its key here when it has none. Raises SigningKeyError.
    """
    key = _signing_key()
    return jwt.PyJWS().encode(
        payload,
        _private_half(key),
        algorithm=ALGORITHM,
        headers={"kid": key.kid, "typ": "JOSE"},
        is_payload_detached=True,
    )


def thumbprint(public: Ed25519PublicKey) -> str:
    """The name of a key after RFC 7638: the digest of its required members."""
    return _base64url(sha256(orjson.dumps(_required_members(public))).digest())


def require_signing_key() -> None:
    """Raise SigningKeyError if nothing could be signed: better before an export
    than after it."""
    _private_half(_signing_key())


def _signing_key() -> SigningKey:
    for key in signing_keys():
        if key.retired_at is None:
            return key
    if settings.DEMO:
        return new_key()
    raise SigningKeyError(
        _(
            "Belum ada kunci penanda tangan di %(directory)s. "
            "Buat dengan: manage.py lkpp_keys new"
        )
        % {"directory": _directory()}
    )


def _required_members(public: Ed25519PublicKey) -> dict[str, str]:
    """In the order of their names, as the digest has them."""
    raw = public.public_bytes(Encoding.Raw, PublicFormat.Raw)
    return {"crv": "Ed25519", "kty": "OKP", "x": _base64url(raw)}


def _base64url(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


# The directory


def _directory() -> Path:
    return Path(settings.LKPP_SIGNING_KEYS)


def _public_files() -> list[Path]:
    try:
        return sorted(
            path
            for path in _directory().glob("*.pub.pem")
            if not path.name.startswith(".")
        )
    except OSError as error:
        raise SigningKeyError(
            _("Direktori kunci tidak dapat dibaca: %(error)s") % {"error": error}
        ) from error


def _read(path: Path) -> SigningKey:
    named = _PUBLIC_NAME.fullmatch(path.name)
    if named is None:
        raise _unknown_name(path)
    retired = named["retired"]
    return SigningKey(
        path,
        made_at=_moment(path, named["made"]),
        retired_at=_moment(path, retired) if retired else None,
        public=_load_public(path),
    )


def _moment(path: Path, stamp: str) -> datetime:
    try:
        return datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)
    except ValueError as error:
        raise _unknown_name(path) from error


def _unknown_name(path: Path) -> SigningKeyError:
    return SigningKeyError(
        _("Nama berkas kunci tidak dikenal: %(path)s") % {"path": path}
    )


def _private_half(key: SigningKey) -> Ed25519PrivateKey:
    private = _load_private(key.private_path)
    if thumbprint(private.public_key()) != key.kid:
        raise SigningKeyError(
            _("%(private)s tidak sepasang dengan %(public)s.")
            % {"private": key.private_path, "public": key.path}
        )
    return private


def _load_private(path: Path) -> Ed25519PrivateKey:
    text = _bytes_of(path)
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise SigningKeyError(
            _("Kunci %(path)s dapat dibaca orang lain. Perbaiki: chmod 600.")
            % {"path": path}
        )
    try:
        key = load_pem_private_key(text, password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise _no_key(path) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise _no_key(path)
    return key


def _load_public(path: Path) -> Ed25519PublicKey:
    try:
        key = load_pem_public_key(_bytes_of(path))
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise _no_key(path) from error
    if not isinstance(key, Ed25519PublicKey):
        raise _no_key(path)
    return key


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise SigningKeyError(
            _("Kunci tidak dapat dibaca: %(error)s") % {"error": error}
        ) from error


def _no_key(path: Path) -> SigningKeyError:
    return SigningKeyError(_("%(path)s bukan kunci Ed25519.") % {"path": path})


def _unwritable(error: OSError) -> SigningKeyError:
    return SigningKeyError(
        _("Direktori kunci tidak dapat ditulisi: %(error)s") % {"error": error}
    )


def _retire(key: SigningKey) -> None:
    """In this order: a key that cannot sign any more is never unpublished."""
    made = key.path.name.removesuffix(".pub.pem")
    try:
        _write(
            key.path.with_name(f"{made}--{_stamp()}.pub.pem"),
            _public_pem(key.public),
            mode=0o644,
        )
    except OSError as error:
        raise _unwritable(error) from error
    _unlink(key.path)
    _unlink(key.private_path)


def _unlink(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise _unwritable(error) from error


def _stamp() -> str:
    return datetime.now(UTC).strftime(_STAMP)


def _private_pem(key: Ed25519PrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _public_pem(key: Ed25519PublicKey) -> bytes:
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def _write(path: Path, content: bytes, mode: int) -> None:
    """Under its name only when whole; never readable by more than ``mode`` says."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    temporary.rename(path)
