"""Whether a certificate is signed: is it as it was signed, by whom, and when.

Three answers, each for itself: the content is intact or altered, whoever signed it; the
signer's certificate leads to an authority that the catalogue trusts or not; it was
valid then, is now, or was revoked, as far as the file says (``trust``). A signature
counts as verified only when it covers the whole document as it was read, nothing but
itself left out, and all three answers are good. Nothing is fetched.
"""

from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from xml.etree.ElementTree import Element

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from lxml import etree
from signxml import SignatureConfiguration, XMLVerifier
from signxml.algorithms import CanonicalizationMethod, SignatureConstructionMethod
from signxml.exceptions import InvalidInput, InvalidSignature, SignXMLException
from signxml.util import X509CertChainVerifier
from signxml.verifier import VerifyResult

from domain.dcc.certificate import (
    Chain,
    Content,
    SignatureCheck,
    SignatureStatus,
    SigningTime,
)
from domain.dcc.safe_xml import UnreadableCertificate, parse
from domain.dcc.texts import DS, one_line
from domain.dcc.trust import XADES, chain_of, embedded_certificates, time_of
from domain.findings import Finding, warning
from domain.messages import gettext_noop as _

SIGNATURE = f"{{{DS}}}Signature"

AT_THE_ROOT = SignatureConfiguration(location="./", expect_references=True)
"""Any number of references: XAdES signs its own properties beside the document."""

FILTER = "http://www.w3.org/2002/06/xmldsig-filter2"
TRANSFORMS = frozenset(
    (
        SignatureConstructionMethod.enveloped.value,
        *(method.value for method in CanonicalizationMethod),
    )
)

BROKEN = (
    SignXMLException,
    etree.LxmlError,
    UnsupportedAlgorithm,
    NotImplementedError,
    AssertionError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
)
"""What a malformed signature makes the verifier raise, besides its own exceptions."""

NOT_CHECKED = warning(
    "signature_not_checked", _("Tanda tangan elektronik ada, tetapi belum diperiksa.")
)
NO_AUTHORITIES = warning(
    "authorities_missing",
    _(
        "Isinya utuh sejak ditandatangani, tetapi penanda tangannya tidak diperiksa: "
        "tidak ada otoritas tepercaya yang ditetapkan."
    ),
)
NO_AUTHORITY = warning(
    "authorities_unreadable",
    _(
        "Tanda tangan tidak dapat diperiksa: sertifikat otoritas "
        "tepercaya tidak terbaca."
    ),
)
SEVERAL = warning(
    "several_signatures",
    _("Sertifikat memuat lebih dari satu tanda tangan; itu tidak diperiksa."),
)
MISPLACED = warning(
    "signature_misplaced", _("Tanda tangan tidak berada langsung di bawah elemen akar.")
)
NOT_TRUSTED = warning(
    "signer_not_trusted",
    _("Sertifikat penanda tangan tidak berasal dari otoritas tepercaya."),
)
NOT_VALID_THEN = warning(
    "signer_not_valid_then",
    _("Sertifikat penanda tangan tidak berlaku ketika ditandatangani."),
)
EXPIRED = warning(
    "signer_expired", _("Sertifikat penanda tangan kini tidak berlaku lagi.")
)
REVOKED = warning("signer_revoked", _("Sertifikat penanda tangan sudah dicabut."))
ALTERED = warning(
    "content_altered",
    _("Isi sertifikat diubah sesudah ditandatangani, atau tanda tangannya diubah."),
)
MALFORMED = warning(
    "signature_malformed",
    _("Tanda tangan tidak dapat dibaca, sehingga isinya tidak dapat diperiksa."),
)
NOT_THE_WHOLE = warning(
    "signature_not_of_the_whole",
    _("Tanda tangan tidak mencakup seluruh isi sertifikat."),
)


def unverified_signature(root: Element) -> SignatureCheck:
    """Whether the document has a signature at all."""
    if root.find(f".//{SIGNATURE}") is None:
        return SignatureCheck()
    return _unchecked(NOT_CHECKED)


def verify_signature(
    content: bytes, trusted_pem: bytes | None, now: datetime | None = None
) -> SignatureCheck:
    """The three answers about the signature of a file.

    ``trusted_pem`` holds the certificates of trusted authorities; with None no chain is
    looked at, but whether the content was altered is said all the same. ``now`` is the
    moment that counts as now. Raises UnreadableCertificate for a file that cannot be
    read safely.
    """
    root = parse(content)
    state = unverified_signature(root)
    if state.status == SignatureStatus.ABSENT:
        return state
    if len(root.findall(f".//{SIGNATURE}")) > 1:
        return _unchecked(SEVERAL)
    signature = root.find(SIGNATURE)
    if signature is None:
        return _unchecked(MISPLACED)
    try:
        signed = _signed(content)
    except InvalidSignature:
        return SignatureCheck(
            SignatureStatus.ALTERED, reason=ALTERED, content=Content.ALTERED
        )
    except BROKEN:
        return _unchecked(MALFORMED)
    if not any(_is_whole(result, root) for result in signed.results):
        return _unchecked(NOT_THE_WHOLE)
    return _judged(signed, signature, trusted_pem, now or datetime.now(UTC))


def _unchecked(reason: Finding) -> SignatureCheck:
    return SignatureCheck(SignatureStatus.PRESENT, reason=reason)


@dataclass(frozen=True, slots=True)
class _Signed:
    """What a signature that fits its content covers, and with whose certificate."""

    results: list[VerifyResult]
    signer: x509.Certificate
    others: list[x509.Certificate]


def _signed(content: bytes) -> _Signed:
    """Raises InvalidSignature where something does not fit, and one of BROKEN for what
    is no signature that can be checked."""
    verifier = _ContentVerifier()
    found = verifier.verify(content, expect_config=AT_THE_ROOT)
    results = found if isinstance(found, list) else [found]
    signer, *others = verifier.certificates
    return _Signed(results, signer, others)


def _judged(
    signed: _Signed, signature: Element, trusted_pem: bytes | None, now: datetime
) -> SignatureCheck:
    """The other two answers about what is intact."""
    others = [*signed.others, *embedded_certificates(signature)]
    signed_at = _signing_time(signed.results)
    authorities = _authorities(trusted_pem)
    issuers = [*others, *(authorities or ())]
    time = time_of(signed.signer, issuers, signature, signed_at, now)
    chain = Chain.UNCHECKED
    if authorities:
        moments = [now] if signed_at is None else [signed_at, now]
        chain = chain_of(signed.signer, others, authorities, moments)
    reason = _reason(chain, time, trusted_pem)
    status = SignatureStatus.VERIFIED if reason is None else SignatureStatus.PRESENT
    signer = _subject(signed.signer)
    return SignatureCheck(status, signer, reason, Content.INTACT, chain, time)


def _authorities(trusted_pem: bytes | None) -> list[x509.Certificate] | None:
    if trusted_pem is None:
        return None
    try:
        return x509.load_pem_x509_certificates(trusted_pem)
    except ValueError:
        return None


def _reason(
    chain: Chain, time: SigningTime, trusted_pem: bytes | None
) -> Finding | None:
    """Why an intact document does not count as verified; the moment of signing is what
    the signer says, and excuses no certificate that has expired since."""
    if chain == Chain.UNCHECKED:
        return NO_AUTHORITIES if trusted_pem is None else NO_AUTHORITY
    if chain == Chain.UNKNOWN:
        return NOT_TRUSTED
    if time.revoked_at is not None:
        return REVOKED
    if time.valid_then is False:
        return NOT_VALID_THEN
    return None if time.valid_now else EXPIRED


class _ContentVerifier(XMLVerifier):
    """Looks at content and signature, and takes the certificate as it is: whom it is of
    and whether it is valid are other questions. ``certificates`` are those of the
    signature, the signer's first."""

    def __init__(self) -> None:
        super().__init__()
        self.certificates: list[x509.Certificate] = []

    def get_cert_chain_verifier(
        self, ca_pem_file: Any, ee_policy: Any, ca_policy: Any
    ) -> X509CertChainVerifier:
        return _TakenAsItIs(self.certificates)

    def _check_cert_validity(self, cert: Any, cert_source: Any) -> None:
        """Whenever it is valid."""

    def _apply_transforms(
        self, payload: Any, *, transforms_node: Any, signature: Any
    ) -> Any:
        """Raises InvalidInput for a transform that is not known here, which would be
        passed over: its digest would differ, and no altered content be the reason."""
        known = None if transforms_node is None else _known_transforms(transforms_node)
        return super()._apply_transforms(
            payload, transforms_node=known, signature=signature
        )


def _known_transforms(transforms: Any) -> Any:
    """The transforms, that of leaving out the signature by its usual name."""
    known = deepcopy(transforms)
    for transform in known.iterfind(f"{{{DS}}}Transform"):
        if _leaves_out_the_signature(transform):
            transform.set("Algorithm", SignatureConstructionMethod.enveloped.value)
        elif transform.get("Algorithm") not in TRANSFORMS:
            raise InvalidInput(transform.get("Algorithm"))
    return known


def _leaves_out_the_signature(transform: Any) -> bool:
    """Whether this is the XPath filter by which some signers say "enveloped"; there is
    no other signature that it could mean."""
    paths = list(transform)
    return (
        transform.get("Algorithm") == FILTER
        and len(paths) == 1
        and paths[0].get("Filter") == "subtract"
        and one_line(paths[0].text) == "/descendant::ds:Signature"
        and paths[0].nsmap.get("ds") == DS
    )


class _TakenAsItIs(X509CertChainVerifier):
    def __init__(self, certificates: list[x509.Certificate]) -> None:
        self._certificates = certificates

    def verify(self, cert_chain: list[x509.Certificate]) -> x509.Certificate:
        """The certificate of which no other one in the chain was issued."""
        issuers = {one.issuer for one in cert_chain if one.issuer != one.subject}
        leaves = [one for one in cert_chain if one.subject not in issuers]
        signer = (leaves or cert_chain)[0]
        self._certificates.append(signer)
        self._certificates.extend(one for one in cert_chain if one is not signer)
        return signer


def _is_whole(result: VerifyResult, root: Element) -> bool:
    """Whether what was signed is the document as it is read, but for the signature.

    Guards against signatures moved or wrapped around something else: what is compared
    is what the catalogue reads, not what the verifier found.
    """
    try:
        signed = parse(result.signed_data)
    except UnreadableCertificate:
        return False
    return _flat(signed) == _flat(root)


def _flat(root: Element) -> list[tuple]:
    """The document as a list of its elements, texts and attributes."""
    flat: list[tuple] = []
    pending: list[tuple[int, Element]] = [(0, root)]
    while pending:
        depth, element = pending.pop()
        flat.append((depth, element.tag, sorted(element.items()), _text(element)))
        pending.extend(
            (depth + 1, child) for child in reversed(element) if child.tag != SIGNATURE
        )
    return flat


def _text(element: Element) -> str:
    # As a whole: what stood after the removed signature joins what was before it.
    return (element.text or "") + "".join(child.tail or "" for child in element)


def _signing_time(results: list[VerifyResult]) -> datetime | None:
    """When the signer says to have signed (XAdES), where the signature covers that."""
    for result in results:
        try:
            signed = parse(result.signed_data)
        except UnreadableCertificate:
            continue
        if signed.tag == f"{XADES}SignedProperties":
            written = one_line(signed.findtext(f".//{XADES}SigningTime"))
            return _moment(written)
    return None


def _moment(written: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _subject(certificate: x509.Certificate) -> str:
    for oid in (x509.NameOID.COMMON_NAME, x509.NameOID.ORGANIZATION_NAME):
        names = certificate.subject.get_attributes_for_oid(oid)
        if names:
            return one_line(str(names[0].value))
    return one_line(certificate.subject.rfc4514_string())
