"""Authorities and signatures to try the reading of signatures on."""

from datetime import UTC, datetime, timedelta
from functools import cache
from typing import NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from lxml import etree
from signxml import XMLSigner
from signxml.algorithms import CanonicalizationMethod, SignatureMethod

from tests.domain.dcc.samples import VERSION_3_3


class Authority(NamedTuple):
    key: ec.EllipticCurvePrivateKey
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
    oid: x509.ObjectIdentifier = x509.NameOID.COMMON_NAME,
) -> Authority:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(oid, name)])
    now = datetime.now(UTC)
    signing_key = issuer.key if issuer else key
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.certificate.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=60))
        .not_valid_after(now + timedelta(days=days))
        .add_extension(x509.BasicConstraints(issuer is None, None), critical=True)
        .add_extension(_key_usage(is_authority=issuer is None), critical=True)
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
        .sign(signing_key, hashes.SHA256())
    )
    return Authority(key, certificate)


def _key_usage(*, is_authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not is_authority,
        content_commitment=not is_authority,
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
