"""The signature of the manifest (RFC 7515, 7797, 7638, 8037)."""

import hashlib
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import datetime
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from domain import findings
from domain.messages import gettext_noop as _
from lkpp.files.verification.manifest import SIGNATURE
from lkpp.files.verification.report import Report, Unreadable, shown
from lkpp.files.verification.strict_json import strict_json

ALGORITHMS = ("EdDSA", "Ed25519")
"""RFC 8037's name, and the later one of RFC 9864."""


def signing_key(
    jws: bytes, text: bytes, key_set: Any, report: Report
) -> dict[str, Any] | None:
    """The key of the set that signed the bytes of the manifest; what is wrong is
    reported, and None the answer."""
    try:
        head, signature = _signature_parts(jws)
        header = _signature_header(head)
        key = _key(key_set, header["kid"])
        _verify_signature(key, head, text, signature)
    except Unreadable as error:
        report.add(SIGNATURE, error.finding)
        return None
    report.kid = header["kid"]
    return key


def _signature_parts(jws: bytes) -> tuple[bytes, bytes]:
    parts = jws.strip().split(b".")
    if len(parts) != 3 or parts[1]:
        raise Unreadable(
            findings.error(
                "no_detached_signature",
                _("Bukan tanda tangan JWS terpisah (kepala..tanda)."),
            )
        )
    return parts[0], _from_base64url(parts[2])


def _signature_header(head: bytes) -> dict[str, Any]:
    try:
        header = strict_json(_from_base64url(head))
    except ValueError as error:
        raise Unreadable(
            findings.error(
                "signature_header", _("Kepala JWS bukan JSON: %(error)s"), error=error
            )
        ) from error
    if not isinstance(header, dict) or header.get("alg") not in ALGORITHMS:
        raise Unreadable(
            findings.error(
                "signature_algorithm", _("Algoritma tanda tangan bukan Ed25519.")
            )
        )
    if header.get("b64") is not False or header.get("crit") != ["b64"]:
        raise Unreadable(
            findings.error(
                "signature_encoding",
                _("Tanda tangan bukan atas isi apa adanya (RFC 7797)."),
            )
        )
    if not isinstance(header.get("kid"), str):
        raise Unreadable(
            findings.error(
                "signature_key_missing",
                _("Tanda tangan tidak menyebut kuncinya (kid)."),
            )
        )
    return header


def _key(key_set: Any, kid: str) -> dict[str, Any]:
    """The key of that name, which must be its own thumbprint: a name can be given to
    any key."""
    keys = key_set.get("keys") if isinstance(key_set, dict) else None
    for key in keys if isinstance(keys, list) else ():
        if isinstance(key, dict) and key.get("kid") == kid:
            if _thumbprint(key) != kid:
                raise Unreadable(
                    findings.error(
                        "key_of_another_name",
                        _("Kunci %(kid)s bukan kunci dengan sidik itu."),
                        kid=kid,
                    )
                )
            return key
    raise Unreadable(
        findings.error(
            "key_unknown",
            _(
                "Kunci %(kid)s tidak ada dalam kumpulan kunci: sudah dicabut, atau "
                "bukan kunci katalog ini."
            ),
            kid=shown(kid),
        )
    )


def _thumbprint(key: dict[str, Any]) -> str:
    members = json.dumps(
        {name: key.get(name) for name in ("crv", "kty", "x")},
        separators=(",", ":"),
        sort_keys=True,
    )
    digest = hashlib.sha256(members.encode()).digest()
    return urlsafe_b64encode(digest).decode().rstrip("=")


def _verify_signature(
    key: dict[str, Any], head: bytes, text: bytes, signature: bytes
) -> None:
    if (key.get("kty"), key.get("crv")) != ("OKP", "Ed25519"):
        raise Unreadable(
            findings.error("key_kind", _("Kunci itu bukan kunci Ed25519."))
        )
    try:
        public = Ed25519PublicKey.from_public_bytes(
            _from_base64url(str(key.get("x")).encode())
        )
        public.verify(signature, head + b"." + text)
    except ValueError as error:
        raise Unreadable(
            findings.error("key_kind", _("Kunci itu bukan kunci Ed25519."))
        ) from error
    except InvalidSignature as error:
        raise Unreadable(
            findings.error(
                "signature_wrong",
                _(
                    "Tanda tangan tidak cocok: manifes diubah, atau "
                    "ditandatangani lain."
                ),
            )
        ) from error


def check_key_was_in_use(
    key: dict[str, Any], manifest: dict[str, Any], report: Report
) -> None:
    """Report a manifest that was made after its key was retired."""
    retired = key.get("exp")
    made = datetime.fromisoformat(manifest["created_at"]).timestamp()
    if isinstance(retired, int) and made > retired + 1:
        report.add(
            SIGNATURE,
            findings.error(
                "key_retired",
                _("Kunci %(kid)s sudah dipensiunkan ketika manifes dibuat."),
                kid=report.kid,
            ),
        )


def _from_base64url(text: bytes) -> bytes:
    """Of each value one spelling only."""
    try:
        decoded = urlsafe_b64decode(text + b"=" * (-len(text) % 4))
    except ValueError as error:
        raise Unreadable(
            findings.error("signature_text", _("Tanda tangan bukan base64url."))
        ) from error
    if urlsafe_b64encode(decoded).rstrip(b"=") != text:
        raise Unreadable(
            findings.error("signature_text", _("Tanda tangan bukan base64url."))
        )
    return decoded
