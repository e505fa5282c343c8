"""Authorities and signatures to try the reading of signatures on."""

from base64 import b64encode
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any, NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.x509 import ocsp
from lxml import etree
from signxml import XMLSigner
from signxml.algorithms import CanonicalizationMethod, SignatureMethod
from signxml.xades import XAdESSigner

from tests.domain.dcc.samples import VERSION_3_3


class Authority(NamedTuple):
    key: Any
    certificate: x509.Certificate

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(Encoding.PEM)

    @property
    def key_pem(self) -> bytes:
        return self.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def issue(
    name: str,
    issuer: Authority | None,
    *,
    days: int = 30,
    since: int = 60,
    usage: str = "both",
    answers_for_others: bool = False,
    is_authority: bool | None = None,
    key=None,
    oid: x509.ObjectIdentifier = x509.NameOID.COMMON_NAME,
) -> Authority:
    key = key or ec.generate_private_key(ec.SECP256R1())
    if is_authority is None:
        is_authority = issuer is None
    subject = x509.Name([x509.NameAttribute(oid, name)])
    now = datetime.now(UTC)
    signing_key = issuer.key if issuer else key
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.certificate.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=since))
        .not_valid_after(now + timedelta(days=days))
        .add_extension(x509.BasicConstraints(is_authority, None), critical=True)
        .add_extension(_key_usage(is_authority, usage), critical=True)
        .add_extension(
            x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False
        )
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(
                signing_key.public_key()
            ),
            critical=False,
        )
        .add_extension(
            x509.SubjectAlternativeName([x509.DNSName("lab.example")]), critical=False
        )
    )
    if answers_for_others:
        builder = builder.add_extension(
            x509.ExtendedKeyUsage([x509.ExtendedKeyUsageOID.OCSP_SIGNING]),
            critical=False,
        )
    return Authority(key, builder.sign(signing_key, hashes.SHA256()))


def _key_usage(is_authority: bool, usage: str) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not is_authority and usage in ("both", "signature"),
        content_commitment=not is_authority and usage in ("both", "commitment"),
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=is_authority,
        crl_sign=is_authority,
        encipher_only=False,
        decipher_only=False,
    )


@cache
def authority() -> Authority:
    return issue("Otoritas Uji", None)


@cache
def laboratory() -> Authority:
    return issue("Lab Uji", authority())


def signed(
    content: bytes = VERSION_3_3,
    by: Authority | None = None,
    *,
    c14n: CanonicalizationMethod = CanonicalizationMethod.CANONICAL_XML_1_1,
    **options,
) -> bytes:
    signer = by or laboratory()
    root = XMLSigner(
        signature_algorithm=SignatureMethod.ECDSA_SHA256, c14n_algorithm=c14n
    ).sign(
        etree.fromstring(content),
        key=signer.key_pem,
        cert=signer.pem.decode(),
        **options,
    )
    return etree.tostring(root)


XADES = "http://uri.etsi.org/01903/v1.3.2#"


def sealed(
    by: Authority | None = None, content: bytes = VERSION_3_3, *evidence: etree._Element
) -> bytes:
    """The content signed in the form of XAdES, which says when, with evidence that the
    file brings along."""
    signer = by or laboratory()
    root = XAdESSigner(signature_algorithm=SignatureMethod.ECDSA_SHA256).sign(
        etree.fromstring(content), key=signer.key_pem, cert=signer.pem.decode()
    )
    properties = next(root.iter(f"{{{XADES}}}QualifyingProperties"))
    unsigned = etree.SubElement(properties, f"{{{XADES}}}UnsignedProperties")
    etree.SubElement(unsigned, f"{{{XADES}}}UnsignedSignatureProperties").extend(
        evidence
    )
    return etree.tostring(root)


def evidence(name: str, content: bytes) -> etree._Element:
    element = etree.Element(f"{{{XADES}}}{name}")
    element.text = b64encode(content).decode()
    return element


def revocation_list(
    issuer: Authority, *revoked: Authority, at: datetime, key=None
) -> etree._Element:
    """What ``issuer`` revoked at a moment, as a list that ``key`` signed."""
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(issuer.certificate.subject)
        .last_update(at)
        .next_update(at + timedelta(days=1))
    )
    for one in revoked:
        builder = builder.add_revoked_certificate(
            x509.RevokedCertificateBuilder()
            .serial_number(one.certificate.serial_number)
            .revocation_date(at)
            .build()
        )
    signed_list = builder.sign(key or issuer.key, hashes.SHA256())
    return evidence("EncapsulatedCRLValue", signed_list.public_bytes(Encoding.DER))


def revocation_answer(
    about: Authority,
    issuer: Authority,
    *,
    revoked_at: datetime | None,
    by: Authority | None = None,
) -> etree._Element:
    """What ``by`` answers (OCSP) whether ``issuer`` revoked a certificate."""
    responder = by or issuer
    is_good = revoked_at is None
    now = datetime.now(UTC)
    response = (
        ocsp.OCSPResponseBuilder()
        .add_response(
            about.certificate,
            issuer.certificate,
            hashes.SHA256(),
            ocsp.OCSPCertStatus.GOOD if is_good else ocsp.OCSPCertStatus.REVOKED,
            now,
            now,
            revoked_at,
            None,
        )
        .responder_id(ocsp.OCSPResponderEncoding.NAME, responder.certificate)
        .certificates([responder.certificate])
        .sign(responder.key, hashes.SHA256())
    )
    return evidence("EncapsulatedOCSPValue", response.public_bytes(Encoding.DER))


class FilterSigner(XMLSigner):
    """Signs with an XPath filter in the place of the transform "enveloped"."""

    path = "/descendant::ds:Signature"

    def _build_transforms_for_reference(self, *, transforms_node, reference, **options):
        super()._build_transforms_for_reference(
            transforms_node=transforms_node, reference=reference, **options
        )
        filter_node = transforms_node[0]
        filter_node.set("Algorithm", "http://www.w3.org/2002/06/xmldsig-filter2")
        path = etree.SubElement(
            filter_node, "{http://www.w3.org/2002/06/xmldsig-filter2}XPath"
        )
        path.set("Filter", "subtract")
        path.text = self.path


def filtered(path: str) -> bytes:
    """A certificate signed but for what an XPath says."""
    signer = laboratory()
    signing = FilterSigner(
        signature_algorithm=SignatureMethod.ECDSA_SHA256,
        c14n_algorithm=CanonicalizationMethod.CANONICAL_XML_1_1,
    )
    signing.path = path
    root = signing.sign(
        etree.fromstring(VERSION_3_3), key=signer.key_pem, cert=signer.pem.decode()
    )
    return etree.tostring(root)
