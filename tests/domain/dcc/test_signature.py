from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from lxml import etree
from signxml import XMLSigner, XMLVerifier
from signxml.algorithms import CanonicalizationMethod, SignatureMethod
from signxml.xades import XAdESSigner

from domain.dcc import signature
from domain.dcc.certificate import Chain, Content, SignatureStatus, SigningTime
from domain.dcc.reader import read_certificate
from domain.dcc.safe_xml import UnreadableCertificate
from domain.dcc.signature import verify_signature
from tests.domain.dcc.samples import VERSION_3_3, bomb
from tests.domain.dcc.signing import (
    authority,
    filtered,
    issue,
    laboratory,
    revocation_list,
    sealed,
    signed,
)
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


def test_without_authorities_a_signature_is_present_and_its_content_intact():
    state = verify_signature(signed(), None)

    assert (state.status, state.content, state.chain) == (
        SignatureStatus.PRESENT,
        Content.INTACT,
        Chain.UNCHECKED,
    )
    assert state.signer == "Lab Uji"
    assert state.reason.code == "authorities_missing"


def test_reading_alone_sees_a_signature_and_checks_nothing():
    state = read_certificate(signed()).signature

    assert (state.status, state.content) == (
        SignatureStatus.PRESENT,
        Content.UNCHECKED,
    )
    assert state.reason.code == "signature_not_checked"


@pytest.mark.parametrize("trusted", [b"", b"nothing", b"-----BEGIN CERTIFICATE-----\n"])
def test_unreadable_authorities_verify_nothing(trusted):
    state = verify_signature(signed(), trusted)

    assert (state.status, state.reason.code) == (
        SignatureStatus.PRESENT,
        "authorities_unreadable",
    )
    assert (state.content, state.chain) == (Content.INTACT, Chain.UNCHECKED)


def test_a_stranger_is_not_trusted():
    stranger = issue("Otoritas lain", None)
    content = signed(by=issue("Lab Uji", stranger))

    state = verify_signature(content, authority().pem)

    assert (state.status, state.reason.code) == (
        SignatureStatus.PRESENT,
        "signer_not_trusted",
    )
    assert (state.content, state.chain) == (Content.INTACT, Chain.UNKNOWN)


def test_a_certificate_of_the_signer_that_expired_is_still_of_a_known_authority():
    content = signed(by=issue("Lab Uji", authority(), days=-1))

    state = verify_signature(content, authority().pem)

    assert (state.status, state.reason.code) == (
        SignatureStatus.PRESENT,
        "signer_expired",
    )
    assert (state.content, state.chain) == (Content.INTACT, Chain.KNOWN)
    assert state.time == SigningTime(valid_now=False)


def test_a_xades_signature_says_when_it_was_made():
    before = datetime.now(UTC).replace(microsecond=0)

    time = verify_signature(sealed(), authority().pem).time

    assert before <= time.signed_at <= datetime.now(UTC)
    assert time == SigningTime(time.signed_at, valid_then=True, valid_now=True)


def test_what_was_valid_when_signed_may_have_expired_now():
    later = datetime.now(UTC) + timedelta(days=31)

    state = verify_signature(sealed(), authority().pem, now=later)

    assert (state.status, state.reason.code) == (
        SignatureStatus.PRESENT,
        "signer_expired",
    )
    assert (state.chain, state.time.valid_then, state.time.valid_now) == (
        Chain.KNOWN,
        True,
        False,
    )


def test_a_certificate_that_was_not_valid_when_signed_verifies_nothing():
    # While the authority, which was made before, is valid too.
    future = issue("Lab Uji", authority(), days=29, since=-20)
    later = datetime.now(UTC) + timedelta(days=21)

    state = verify_signature(sealed(future), authority().pem, now=later)

    assert (state.status, state.reason.code) == (
        SignatureStatus.PRESENT,
        "signer_not_valid_then",
    )
    assert (state.time.valid_then, state.time.valid_now) == (False, True)


def test_a_signer_whom_the_file_itself_says_revoked_verifies_nothing():
    at = datetime(2026, 1, 2, tzinfo=UTC)
    listed = revocation_list(authority(), laboratory(), at=at)

    state = verify_signature(sealed(None, VERSION_3_3, listed), authority().pem)

    assert (state.status, state.reason.code) == (
        SignatureStatus.PRESENT,
        "signer_revoked",
    )
    assert (state.content, state.chain) == (Content.INTACT, Chain.KNOWN)
    assert state.time.revoked_at == at


def test_evidence_that_nothing_was_revoked_verifies():
    listed = revocation_list(authority(), at=datetime(2026, 1, 2, tzinfo=UTC))

    state = verify_signature(sealed(None, VERSION_3_3, listed), authority().pem)

    assert (state.status, state.reason) == (SignatureStatus.VERIFIED, None)
    assert state.time.has_revocation_evidence is True


@pytest.mark.parametrize("trusted", [None, b"nothing", "stranger"])
def test_what_was_altered_is_said_to_be_whatever_the_trust(trusted):
    pem = issue("Otoritas lain", None).pem if trusted == "stranger" else trusted
    content = signed().replace(b"100.5", b"100.4")

    state = verify_signature(content, pem)

    assert (state.status, state.content, state.reason.code) == (
        SignatureStatus.ALTERED,
        Content.ALTERED,
        "content_altered",
    )
    assert (state.chain, state.signer) == (Chain.UNCHECKED, "")


def test_a_filter_that_leaves_out_the_signature_is_the_usual_transform():
    content = filtered("/descendant::ds:Signature")

    assert state_of(content) == (SignatureStatus.VERIFIED, "")
    assert state_of(content.replace(b"100.5", b"100.4")) == (
        SignatureStatus.ALTERED,
        "content_altered",
    )


@pytest.mark.parametrize("path", ["/descendant::ds:Object", "//*"])
def test_a_transform_that_is_not_known_is_no_sign_of_alteration(path):
    assert state_of(filtered(path)) == (
        SignatureStatus.PRESENT,
        "signature_malformed",
    )


def test_the_signer_is_the_one_of_whom_no_other_certificate_is():
    signer = laboratory()
    root = XMLSigner(signature_algorithm=SignatureMethod.ECDSA_SHA256).sign(
        etree.fromstring(VERSION_3_3),
        key=signer.key_pem,
        cert=[
            each.certificate.public_bytes(Encoding.PEM).decode()
            for each in (authority(), signer)
        ],
    )

    assert verify_signature(etree.tostring(root), authority().pem).signer == "Lab Uji"


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
def test_a_changed_certificate_is_said_to_be_altered(old, new):
    content = signed()
    assert old in content

    assert state_of(content.replace(old, new, 1)) == (
        SignatureStatus.ALTERED,
        "content_altered",
    )


@pytest.mark.parametrize(
    "signature",
    [
        b"",
        b"<ds:SignedInfo/>",
        b"<ds:SignedInfo/><ds:SignatureValue>!</ds:SignatureValue>",
    ],
)
def test_a_malformed_signature_says_nothing_of_its_content(signature):
    broken = (
        b'<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#">'
        + signature
        + b"</ds:Signature></dcc:digitalCalibrationCertificate>"
    )
    content = VERSION_3_3.replace(b"</dcc:digitalCalibrationCertificate>", broken)

    assert state_of(content) == (SignatureStatus.PRESENT, "signature_malformed")


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
            "Sertifikat penanda tangan tidak berasal dari otoritas tepercaya.",
            "The signer's certificate does not come from a trusted authority.",
        ),
        (
            signature.NO_AUTHORITIES,
            "authorities_missing",
            "Isinya utuh sejak ditandatangani, tetapi penanda tangannya tidak "
            "diperiksa: tidak ada otoritas tepercaya yang ditetapkan.",
            "The content is as it was signed, but the signer was not checked: no "
            "trusted authorities are set.",
        ),
        (
            signature.NOT_VALID_THEN,
            "signer_not_valid_then",
            "Sertifikat penanda tangan tidak berlaku ketika ditandatangani.",
            "The signer's certificate was not valid when this was signed.",
        ),
        (
            signature.EXPIRED,
            "signer_expired",
            "Sertifikat penanda tangan kini tidak berlaku lagi.",
            "The signer's certificate is no longer valid now.",
        ),
        (
            signature.REVOKED,
            "signer_revoked",
            "Sertifikat penanda tangan sudah dicabut.",
            "The signer's certificate has been revoked.",
        ),
        (
            signature.ALTERED,
            "content_altered",
            "Isi sertifikat diubah sesudah ditandatangani, atau tanda tangannya "
            "diubah.",
            "The content was altered after it was signed, or the signature was.",
        ),
        (
            signature.MALFORMED,
            "signature_malformed",
            "Tanda tangan tidak dapat dibaca, sehingga isinya tidak dapat diperiksa.",
            "The signature cannot be read, so that the content cannot be checked.",
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
