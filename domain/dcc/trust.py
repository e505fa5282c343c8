"""Whether a signer's certificate leads to a trusted authority, and when it was valid.

The two are apart: a certificate that has expired still came from where it came from.
Nothing is fetched; of revocation only what the file brings along is known.
"""

from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from xml.etree.ElementTree import Element

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.hashes import Hash
from cryptography.x509 import ocsp, verification

from domain.dcc.certificate import Chain, SigningTime

XADES = "{http://uri.etsi.org/01903/v1.3.2#}"
MOST_EVIDENCE = 50
"""So many embedded certificates, lists and answers are looked at."""

UNREADABLE = (ValueError, NotBase64, UnsupportedAlgorithm)
UNPROVEN = (InvalidSignature, TypeError, ValueError, UnsupportedAlgorithm)


def chain_of(
    signer: x509.Certificate,
    others: list[x509.Certificate],
    authorities: list[x509.Certificate],
    moments: list[datetime],
) -> Chain:
    """Whether ``signer`` leads to one of ``authorities`` over ``others``, at any of
    ``moments`` or of its own lifetime."""
    lifetime = [signer.not_valid_before_utc, signer.not_valid_after_utc]
    for moment in dict.fromkeys([*moments, *lifetime]):
        try:
            _verifier(authorities, moment).verify(signer, others)
        except (verification.VerificationError, ValueError):
            continue
        return Chain.KNOWN
    return Chain.UNKNOWN


def _verifier(
    authorities: list[x509.Certificate], moment: datetime
) -> verification.ClientVerifier:
    signers = verification.ExtensionPolicy.permit_all().require_present(
        x509.KeyUsage, verification.Criticality.AGNOSTIC, _require_signing
    )
    builder = verification.PolicyBuilder().store(verification.Store(authorities))
    builder = builder.extension_policies(
        ee_policy=signers,
        ca_policy=verification.ExtensionPolicy.webpki_defaults_ca(),
    )
    return builder.time(moment).build_client_verifier()


def _require_signing(
    _policy: Any, _certificate: x509.Certificate, usage: x509.KeyUsage
) -> None:
    if not (usage.digital_signature or usage.content_commitment):
        raise ValueError("not a certificate for signing")


def time_of(
    signer: x509.Certificate,
    others: list[x509.Certificate],
    signature: Element,
    signed_at: datetime | None,
    now: datetime,
) -> SigningTime:
    """When ``signer`` was valid; ``others`` are certificates among which its issuer
    may be, ``signature`` is the element that may hold evidence of revocation."""
    answers = list(_answers(signer, others, signature))
    revoked = [moment for moment in answers if moment is not None]
    return SigningTime(
        signed_at=signed_at,
        valid_then=None if signed_at is None else _is_valid(signer, signed_at),
        valid_now=_is_valid(signer, now),
        has_revocation_evidence=bool(answers),
        revoked_at=min(revoked, default=None),
    )


def _is_valid(certificate: x509.Certificate, moment: datetime) -> bool:
    return certificate.not_valid_before_utc <= moment <= certificate.not_valid_after_utc


def embedded_certificates(signature: Element) -> list[x509.Certificate]:
    """The certificates that a signature in the form of XAdES brings along."""
    found = []
    for content in _embedded(signature, "EncapsulatedX509Certificate"):
        try:
            found.append(x509.load_der_x509_certificate(content))
        except UNREADABLE:
            continue
    return found


def _embedded(signature: Element, name: str) -> Iterator[bytes]:
    elements = list(signature.iter(f"{XADES}{name}"))[:MOST_EVIDENCE]
    for element in elements:
        try:
            yield b64decode("".join((element.text or "").split()), validate=True)
        except UNREADABLE:
            continue


def _answers(
    signer: x509.Certificate, others: list[x509.Certificate], signature: Element
) -> Iterator[datetime | None]:
    """What the issuer says of the certificate: each time when it was revoked, or None
    where it was not."""
    issuer = next((one for one in others if _is_issued_by(signer, one)), None)
    if issuer is None:
        return
    for content in _embedded(signature, "EncapsulatedCRLValue"):
        yield from _of_list(signer, issuer, content)
    for content in _embedded(signature, "EncapsulatedOCSPValue"):
        yield from _of_response(signer, issuer, content)


def _is_issued_by(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(issuer)
    except UNPROVEN:
        return False
    return True


def _of_list(
    signer: x509.Certificate, issuer: x509.Certificate, content: bytes
) -> Iterator[datetime | None]:
    try:
        revoked = x509.load_der_x509_crl(content)
        key: Any = issuer.public_key()
        is_proven = revoked.issuer == issuer.subject and revoked.is_signature_valid(key)
    except (*UNREADABLE, TypeError):
        return
    if is_proven:
        entry = revoked.get_revoked_certificate_by_serial_number(signer.serial_number)
        yield None if entry is None else entry.revocation_date_utc


def _of_response(
    signer: x509.Certificate, issuer: x509.Certificate, content: bytes
) -> Iterator[datetime | None]:
    try:
        response = ocsp.load_der_ocsp_response(content)
        if response.response_status != ocsp.OCSPResponseStatus.SUCCESSFUL:
            return
        singles = [
            single
            for single in response.responses
            if single.serial_number == signer.serial_number
            and single.issuer_name_hash == _name_hash(issuer, single)
        ]
        if not singles or not _is_proven(response, issuer):
            return
    except UNREADABLE:
        return
    for single in singles:
        if single.certificate_status == ocsp.OCSPCertStatus.REVOKED:
            yield single.revocation_time_utc
        elif single.certificate_status == ocsp.OCSPCertStatus.GOOD:
            yield None


def _name_hash(issuer: x509.Certificate, single: ocsp.OCSPSingleResponse) -> bytes:
    digest = Hash(single.hash_algorithm)
    digest.update(issuer.subject.public_bytes())
    return digest.finalize()


def _is_proven(response: ocsp.OCSPResponse, issuer: x509.Certificate) -> bool:
    """Whether the issuer signed the answer, or somebody whom it appointed for that."""
    appointed = [
        one
        for one in response.certificates
        if _is_issued_by(one, issuer) and _answers_for_others(one)
    ]
    return any(_has_signed(one, response) for one in [issuer, *appointed])


def _answers_for_others(certificate: x509.Certificate) -> bool:
    try:
        usage = certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage)
    except (x509.ExtensionNotFound, ValueError):
        return False
    return x509.ExtendedKeyUsageOID.OCSP_SIGNING in usage.value


def _has_signed(certificate: x509.Certificate, response: ocsp.OCSPResponse) -> bool:
    key, algorithm = certificate.public_key(), response.signature_hash_algorithm
    if algorithm is None:
        return False
    signature, content = response.signature, response.tbs_response_bytes
    try:
        if isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(signature, content, ec.ECDSA(algorithm))
        elif isinstance(key, rsa.RSAPublicKey):
            key.verify(signature, content, padding.PKCS1v15(), algorithm)
        else:
            return False
    except UNPROVEN:
        return False
    return True
