"""Whether a certificate is signed, and by whom.

A signature counts as verified only when it covers the whole document as it was read,
nothing but itself left out, and its certificate leads to one of the authorities that
the catalogue trusts. Whether the certificate had been revoked is not looked up:
nothing is fetched.
"""

from typing import Any
from xml.etree.ElementTree import Element

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from lxml import etree
from signxml import SignatureConfiguration, XMLVerifier
from signxml.exceptions import InvalidCertificate, SignXMLException
from signxml.util import X509CertChainVerifier, add_pem_header
from signxml.verifier import VerifyResult

from domain.dcc.certificate import SignatureCheck, SignatureStatus
from domain.dcc.safe_xml import UnreadableCertificate, parse
from domain.dcc.texts import DS, one_line
from domain.findings import Finding, warning
from domain.messages import gettext_noop as _

SIGNATURE = f"{{{DS}}}Signature"

AT_THE_ROOT = SignatureConfiguration(location="./", expect_references=True)
"""Any number of references: XAdES signs its own properties beside the document."""

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
    _(
        "Sertifikat penanda tangan tidak berasal dari otoritas "
        "tepercaya atau tidak berlaku."
    ),
)
DOES_NOT_VERIFY = warning(
    "signature_does_not_verify", _("Tanda tangan tidak cocok dengan isi sertifikat.")
)
NOT_THE_WHOLE = warning(
    "signature_not_of_the_whole",
    _("Tanda tangan tidak mencakup seluruh isi sertifikat."),
)


def unverified_signature(root: Element) -> SignatureCheck:
    """Whether the document has a signature at all."""
    if root.find(f".//{SIGNATURE}") is None:
        return SignatureCheck()
    return _present(NOT_CHECKED)


def verify_signature(content: bytes, trusted_pem: bytes | None) -> SignatureCheck:
    """Whether the certificate is signed by someone whom ``trusted_pem`` vouches for.

    ``trusted_pem`` holds the certificates of trusted authorities; with None nothing is
    verified. Raises UnreadableCertificate for a file that cannot be read safely.
    """
    root = parse(content)
    state = unverified_signature(root)
    if state.status == SignatureStatus.ABSENT or trusted_pem is None:
        return state
    if len(root.findall(f".//{SIGNATURE}")) > 1:
        return _present(SEVERAL)
    if root.find(SIGNATURE) is None:
        return _present(MISPLACED)
    try:
        authorities = x509.load_pem_x509_certificates(trusted_pem)
    except ValueError:
        return _present(NO_AUTHORITY)
    return _verify(content, root, authorities)


def _verify(
    content: bytes, root: Element, authorities: list[x509.Certificate]
) -> SignatureCheck:
    try:
        found = _AuthorityVerifier(authorities).verify(
            content, expect_config=AT_THE_ROOT
        )
        results = found if isinstance(found, list) else [found]
        signer = _signer(results[0])
    except InvalidCertificate:
        return _present(NOT_TRUSTED)
    except BROKEN:
        return _present(DOES_NOT_VERIFY)
    if not any(_is_whole(result, root) for result in results):
        return _present(NOT_THE_WHOLE)
    return SignatureCheck(SignatureStatus.VERIFIED, signer)


class _AuthorityVerifier(XMLVerifier):
    """Trusts the given authorities, without a file of them on disk."""

    def __init__(self, authorities: list[x509.Certificate]) -> None:
        super().__init__()
        self._authorities = authorities

    def get_cert_chain_verifier(
        self, ca_pem_file: Any, ee_policy: Any, ca_policy: Any
    ) -> X509CertChainVerifier:
        chain = _AuthorityChain(
            verification_time=self._get_cert_verification_time(),
            ee_policy=ee_policy,
            ca_policy=ca_policy,
        )
        chain.authorities = self._authorities
        return chain


class _AuthorityChain(X509CertChainVerifier):
    authorities: list[x509.Certificate] = []

    @property
    def store(self) -> x509.verification.Store:
        return x509.verification.Store(self.authorities)


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


def _signer(result: VerifyResult) -> str:
    """The name in the certificate whose key verified the signature."""
    for element in result.signature_xml.iter(f"{{{DS}}}X509Certificate"):
        certificate = x509.load_pem_x509_certificate(add_pem_header(element.text))
        key = certificate.public_key().public_bytes(
            Encoding.PEM, PublicFormat.SubjectPublicKeyInfo
        )
        if key == result.signature_key:
            return _subject(certificate)
    return ""


def _subject(certificate: x509.Certificate) -> str:
    for oid in (x509.NameOID.COMMON_NAME, x509.NameOID.ORGANIZATION_NAME):
        names = certificate.subject.get_attributes_for_oid(oid)
        if names:
            return one_line(str(names[0].value))
    return one_line(certificate.subject.rfc4514_string())


def _present(reason: Finding) -> SignatureCheck:
    return SignatureCheck(SignatureStatus.PRESENT, reason=reason)
