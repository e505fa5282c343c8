from dataclasses import replace

import pytest
from cryptography import x509
from lxml import etree
from signxml import XMLVerifier
from signxml.algorithms import CanonicalizationMethod, SignatureMethod
from signxml.xades import XAdESSigner

from domain.dcc import signature
from domain.dcc.certificate import SignatureStatus
from domain.dcc.reader import read_certificate
from domain.dcc.safe_xml import UnreadableCertificate
from domain.dcc.signature import verify_signature
from tests.domain.dcc.samples import VERSION_3_3, bomb
from tests.domain.dcc.signing import authority, issue, laboratory, signed
from tests.findings import told_code
from tests.wording import english, indonesian

SIGNATURE = "{http://www.w3.org/2000/09/xmldsig#}Signature"
ROOT = "{https://ptb.de/dcc}digitalCalibrationCertificate"


def state_of(content: bytes, trusted: bytes | None = None):
    state = verify_signature(content, authority().pem if trusted is None else trusted)
    return state.status, state.reason.code if state.reason else ""


def test_a_certificate_without_a_signature():
    assert state_of(VERSION_3_3) == (SignatureStatus.ABSENT, "")


def test_a_signature_by_a_trusted_laboratory_is_verified():
    state = verify_signature(signed(), authority().pem)

    assert state.status == SignatureStatus.VERIFIED
    assert state.signer == "Lab Uji"
    assert state.reason is None


def test_a_xades_signature_is_verified():
    signer = laboratory()
    root = XAdESSigner(signature_algorithm=SignatureMethod.ECDSA_SHA256).sign(
        etree.fromstring(VERSION_3_3), key=signer.key_pem, cert=signer.pem.decode()
    )

    assert state_of(etree.tostring(root)) == (SignatureStatus.VERIFIED, "")


def test_without_authorities_a_signature_is_only_present():
    state = verify_signature(signed(), None)

    assert state.status == SignatureStatus.PRESENT
    assert state.reason.code == "signature_not_checked"
    assert read_certificate(signed()).signature == state


@pytest.mark.parametrize("trusted", [b"", b"nothing", b"-----BEGIN CERTIFICATE-----\n"])
def test_unreadable_authorities_verify_nothing(trusted):
    assert state_of(signed(), trusted) == (
        SignatureStatus.PRESENT,
        "authorities_unreadable",
    )


def test_a_stranger_is_not_trusted():
    stranger = issue("Otoritas lain", None)
    content = signed(by=issue("Lab Uji", stranger))

    assert state_of(content) == (SignatureStatus.PRESENT, "signer_not_trusted")


def test_an_expired_certificate_of_the_signer_is_not_trusted():
    content = signed(by=issue("Lab Uji", authority(), days=-1))

    assert state_of(content) == (SignatureStatus.PRESENT, "signer_not_trusted")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"100.5", b"100.4"),
        (b"SN-7", b"SN-8"),
        (b"</dcc:administrativeData>", b"<dcc:x/></dcc:administrativeData>"),
        (b"<ds:SignatureValue>", b"<ds:SignatureValue>AAAA"),
        (b"<ds:DigestValue>", b"<ds:DigestValue>AAAA"),
    ],
)
def test_a_changed_certificate_does_not_verify(old, new):
    content = signed()
    assert old in content

    assert state_of(content.replace(old, new, 1)) == (
        SignatureStatus.PRESENT,
        "signature_does_not_verify",
    )


@pytest.mark.parametrize(
    "signature",
    [
        b"",
        b"<ds:SignedInfo/>",
        b"<ds:SignedInfo/><ds:SignatureValue>!</ds:SignatureValue>",
    ],
)
def test_a_malformed_signature_does_not_verify(signature):
    broken = (
        b'<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#">'
        + signature
        + b"</ds:Signature></dcc:digitalCalibrationCertificate>"
    )
    content = VERSION_3_3.replace(b"</dcc:digitalCalibrationCertificate>", broken)

    assert state_of(content) == (SignatureStatus.PRESENT, "signature_does_not_verify")


def test_comments_cannot_change_a_signed_number_unseen():
    content = signed().replace(b"100.5", b"10<!-- -->0.5")

    # Comments are not signed; the number read is the number that was signed.
    state = verify_signature(content, authority().pem)
    assert state.status == SignatureStatus.VERIFIED
    assert str(read_certificate(content).results[0].points[0].mean) == "100.5"


def test_a_signature_wrapped_around_something_else_is_not_verified():
    named = VERSION_3_3.replace(b"schemaVersion", b'id="original" schemaVersion', 1)
    original = etree.fromstring(signed(named, reference_uri="#original"))
    assert state_of(etree.tostring(original))[0] == SignatureStatus.VERIFIED
    forged = etree.fromstring(VERSION_3_3.replace(b"100.5", b"100.0"))
    signature = original.find(SIGNATURE)
    original.remove(signature)
    comment = etree.SubElement(forged, "{https://ptb.de/dcc}comment")
    comment.append(original)
    forged.append(signature)

    assert state_of(etree.tostring(forged)) == (
        SignatureStatus.PRESENT,
        "signature_not_of_the_whole",
    )


def test_an_original_hidden_in_its_signature_does_not_verify_another():
    named = VERSION_3_3.replace(b"schemaVersion", b'id="original" schemaVersion', 1)
    # Of the exclusive form, in which a document is the same wherever it stands.
    content = signed(
        named,
        c14n=CanonicalizationMethod.EXCLUSIVE_XML_CANONICALIZATION_1_0,
        reference_uri="#original",
    )
    original = etree.fromstring(content)
    signature = original.find(SIGNATURE)
    original.remove(signature)
    # Of the same elements, so that nothing but what they say tells them apart.
    forged = etree.fromstring(VERSION_3_3.replace(b"100.5", b"100.0"))
    hidden = etree.SubElement(signature, SIGNATURE.replace("Signature", "Object"))
    hidden.append(original)
    forged.append(signature)

    assert state_of(etree.tostring(forged)) == (
        SignatureStatus.PRESENT,
        "signature_not_of_the_whole",
    )


@pytest.mark.parametrize(
    ("oid", "name", "signer"),
    [
        (x509.NameOID.COMMON_NAME, " Lab \n Uji", "Lab Uji"),
        (x509.NameOID.ORGANIZATION_NAME, "PT Uji", "PT Uji"),
        (x509.NameOID.LOCALITY_NAME, "Bandung", "L=Bandung"),
    ],
)
def test_the_signer_is_called_by_what_his_certificate_says(oid, name, signer):
    content = signed(by=issue(name, authority(), oid=oid))

    state = verify_signature(content, authority().pem)

    assert (state.status, state.signer) == (SignatureStatus.VERIFIED, signer)


def test_a_signature_of_a_part_is_not_one_of_the_whole():
    part = VERSION_3_3.replace(b"<dcc:items>", b'<dcc:items id="part">', 1)

    assert state_of(signed(part, reference_uri="#part")) == (
        SignatureStatus.PRESENT,
        "signature_not_of_the_whole",
    )


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            {"signed_data": b"no XML"},
            (SignatureStatus.PRESENT, "signature_not_of_the_whole", ""),
        ),
        ({"signature_key": b"another"}, (SignatureStatus.VERIFIED, "", "")),
    ],
)
def test_what_the_verifier_found_is_looked_at_again(monkeypatch, change, expected):
    found = XMLVerifier.verify

    def changed(*arguments, **options):
        return [replace(each, **change) for each in found(*arguments, **options)]

    monkeypatch.setattr(XMLVerifier, "verify", changed)

    state = verify_signature(signed(), authority().pem)

    reason = state.reason.code if state.reason else ""
    assert (state.status, reason, state.signer) == expected


def test_a_signature_elsewhere_is_not_verified():
    root = etree.fromstring(signed())
    root[0].append(root.find(SIGNATURE))

    assert state_of(etree.tostring(root)) == (
        SignatureStatus.PRESENT,
        "signature_misplaced",
    )


def test_several_signatures_are_not_verified():
    root = etree.fromstring(signed())
    root.append(etree.fromstring(etree.tostring(root.find(SIGNATURE))))

    assert state_of(etree.tostring(root)) == (
        SignatureStatus.PRESENT,
        "several_signatures",
    )


def test_a_dangerous_file_is_refused_before_any_signature():
    with pytest.raises(UnreadableCertificate) as refusal:
        verify_signature(bomb(), authority().pem)

    assert told_code(refusal.value) == "document_type"


@pytest.mark.parametrize(
    ("finding", "code", "in_indonesian", "in_english"),
    [
        (
            signature.NOT_CHECKED,
            "signature_not_checked",
            "Tanda tangan elektronik ada, tetapi belum diperiksa.",
            "There is an electronic signature, but it has not been checked.",
        ),
        (
            signature.NO_AUTHORITY,
            "authorities_unreadable",
            "Tanda tangan tidak dapat diperiksa: sertifikat otoritas tepercaya tidak "
            "terbaca.",
            "The signature cannot be checked: the trusted authorities are not "
            "readable.",
        ),
        (
            signature.SEVERAL,
            "several_signatures",
            "Sertifikat memuat lebih dari satu tanda tangan; itu tidak diperiksa.",
            "The certificate has more than one signature; these are not checked.",
        ),
        (
            signature.MISPLACED,
            "signature_misplaced",
            "Tanda tangan tidak berada langsung di bawah elemen akar.",
            "The signature does not stand directly under the root element.",
        ),
        (
            signature.NOT_TRUSTED,
            "signer_not_trusted",
            "Sertifikat penanda tangan tidak berasal dari otoritas tepercaya atau "
            "tidak berlaku.",
            "The signer's certificate does not come from a trusted authority or is not "
            "valid.",
        ),
        (
            signature.DOES_NOT_VERIFY,
            "signature_does_not_verify",
            "Tanda tangan tidak cocok dengan isi sertifikat.",
            "The signature does not verify: it does not fit the certificate's content.",
        ),
        (
            signature.NOT_THE_WHOLE,
            "signature_not_of_the_whole",
            "Tanda tangan tidak mencakup seluruh isi sertifikat.",
            "The signature does not cover the whole certificate.",
        ),
    ],
)
def test_why_a_signature_is_not_verified_is_told_in_words(
    finding, code, in_indonesian, in_english
):
    assert (finding.code, finding.is_error) == (code, False)
    assert (indonesian(finding), english(finding)) == (in_indonesian, in_english)
