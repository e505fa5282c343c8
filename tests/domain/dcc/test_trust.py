"""Where a signer's certificate comes from, and when it was valid."""

from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from lxml import etree

from domain.dcc.certificate import Chain, SigningTime
from domain.dcc.trust import chain_of, embedded_certificates, time_of
from tests.domain.dcc.signing import (
    XADES,
    Authority,
    authority,
    evidence,
    issue,
    laboratory,
    revocation_answer,
    revocation_list,
)

NOW = datetime.now(UTC)
DAY = timedelta(days=1)
REVOKED_AT = datetime(2026, 1, 2, tzinfo=UTC)


def chain(signer: Authority, *others: Authority, moments=(NOW,), trusted=None) -> Chain:
    return chain_of(
        signer.certificate,
        [other.certificate for other in others],
        [(trusted or authority()).certificate],
        list(moments),
    )


def test_a_signer_of_a_trusted_authority_is_known():
    assert chain(laboratory()) == Chain.KNOWN


def test_a_signer_of_another_one_is_not():
    stranger = issue("Otoritas lain", None)

    assert chain(issue("Lab Uji", stranger), stranger) == Chain.UNKNOWN


def test_a_chain_may_go_over_certificates_in_between():
    between = issue("Otoritas Antara", authority(), is_authority=True)
    signer = issue("Lab Uji", between)

    assert chain(signer) == Chain.UNKNOWN
    assert chain(signer, laboratory(), between) == Chain.KNOWN


def test_who_may_not_issue_certificates_is_none_in_between():
    signer = issue("Lab palsu", laboratory())

    assert chain(signer, laboratory()) == Chain.UNKNOWN


@pytest.mark.parametrize(
    ("usage", "expected"),
    [
        ("both", Chain.KNOWN),
        ("signature", Chain.KNOWN),
        ("commitment", Chain.KNOWN),
        ("none", Chain.UNKNOWN),
    ],
)
def test_only_a_certificate_for_signing_signs(usage, expected):
    assert chain(issue("Lab Uji", authority(), usage=usage)) == expected


def test_an_expired_certificate_still_came_from_where_it_came():
    expired = issue("Lab Uji", authority(), days=-1)

    assert chain(expired) == Chain.KNOWN
    assert chain(expired, moments=[]) == Chain.KNOWN


def test_an_authority_that_expired_since_is_looked_at_as_of_the_signing():
    former = issue("Otoritas lama", None, days=-10)
    signer = issue("Lab Uji", former, since=70, days=60)

    assert chain(signer, trusted=former, moments=[NOW]) == Chain.UNKNOWN
    assert chain(signer, trusted=former, moments=[NOW - 20 * DAY]) == Chain.KNOWN


def signature(*given: etree._Element) -> ElementTree.Element:
    root = etree.Element("signature")
    root.extend(given)
    return ElementTree.fromstring(etree.tostring(root))


def time(
    *given: etree._Element, signer=None, issuer=None, signed_at=None, now=NOW
) -> SigningTime:
    return time_of(
        (signer or laboratory()).certificate,
        [laboratory().certificate, (issuer or authority()).certificate],
        signature(*given),
        signed_at,
        now,
    )


@pytest.mark.parametrize(
    ("signed_at", "now", "then", "still"),
    [
        (None, NOW, None, True),
        (NOW, NOW, True, True),
        (NOW - 61 * DAY, NOW, False, True),
        (NOW, NOW + 31 * DAY, True, False),
        (NOW + 31 * DAY, NOW + 31 * DAY, False, False),
    ],
)
def test_then_and_now_are_looked_at_apart(signed_at, now, then, still):
    assert time(signed_at=signed_at, now=now) == SigningTime(signed_at, then, still)


def revocation(*given: etree._Element, **options) -> tuple[bool, datetime | None]:
    found = time(*given, **options)
    return found.has_revocation_evidence, found.revoked_at


def test_without_evidence_nothing_is_known_of_revocation():
    assert revocation() == (False, None)


def test_a_list_tells_what_was_revoked_and_what_was_not():
    full = revocation_list(authority(), laboratory(), at=REVOKED_AT)
    other = issue("Lab lain", authority())
    empty = revocation_list(authority(), other, at=REVOKED_AT)

    assert revocation(full) == (True, REVOKED_AT)
    assert revocation(empty) == (True, None)


def test_a_list_that_the_issuer_did_not_sign_tells_nothing():
    forged = revocation_list(
        authority(), laboratory(), at=REVOKED_AT, key=laboratory().key
    )
    stranger = issue("Otoritas lain", None)
    foreign = revocation_list(stranger, laboratory(), at=REVOKED_AT)

    assert revocation(forged) == (False, None)
    assert revocation(foreign) == (False, None)


@pytest.mark.parametrize("revoked_at", [REVOKED_AT, None])
def test_an_answer_of_the_issuer_tells_of_one_certificate(revoked_at):
    answer = revocation_answer(laboratory(), authority(), revoked_at=revoked_at)

    assert revocation(answer) == (True, revoked_at)


def test_an_answer_of_somebody_whom_the_issuer_appointed_counts():
    appointed = issue("Penjawab", authority(), answers_for_others=True)
    answer = revocation_answer(
        laboratory(), authority(), revoked_at=REVOKED_AT, by=appointed
    )

    assert revocation(answer) == (True, REVOKED_AT)


def test_an_answer_of_anybody_else_does_not():
    for other in (issue("Lab lain", authority()), issue("Otoritas lain", None)):
        answer = revocation_answer(
            laboratory(), authority(), revoked_at=REVOKED_AT, by=other
        )

        assert revocation(answer) == (False, None)


def test_an_answer_about_another_certificate_does_not():
    other = issue("Lab lain", authority())
    answer = revocation_answer(other, authority(), revoked_at=REVOKED_AT)

    assert revocation(answer) == (False, None)


def test_of_several_moments_the_first_counts():
    later = revocation_list(authority(), laboratory(), at=REVOKED_AT + DAY)
    answer = revocation_answer(laboratory(), authority(), revoked_at=REVOKED_AT)
    good = revocation_answer(laboratory(), authority(), revoked_at=None)

    assert revocation(later, answer, good) == (True, REVOKED_AT)


@pytest.mark.parametrize(
    "key",
    [rsa.generate_private_key(65537, 2048), ec.generate_private_key(ec.SECP384R1())],
)
def test_evidence_is_read_of_keys_of_both_kinds(key):
    issuer = issue("Otoritas lain", None, key=key)
    signer = issue("Lab Uji", issuer)
    answer = revocation_answer(signer, issuer, revoked_at=REVOKED_AT)

    assert revocation(answer, signer=signer, issuer=issuer) == (True, REVOKED_AT)


@pytest.mark.parametrize("name", ["EncapsulatedCRLValue", "EncapsulatedOCSPValue"])
@pytest.mark.parametrize("content", [b"", b"nothing", b"0\x03\x0a\x01\x01"])
def test_evidence_that_cannot_be_read_tells_nothing(name, content):
    assert revocation(evidence(name, content)) == (False, None)


def test_evidence_that_is_not_encoded_tells_nothing():
    broken = evidence("EncapsulatedCRLValue", b"")
    broken.text = "bukan base64!"

    assert revocation(broken) == (False, None)


def test_certificates_that_come_along_are_found():
    der = laboratory().certificate.public_bytes
    content = der(serialization.Encoding.DER)
    found = embedded_certificates(
        signature(
            evidence("EncapsulatedX509Certificate", content),
            evidence("EncapsulatedX509Certificate", b"nothing"),
            etree.Element(f"{{{XADES}}}EncapsulatedX509Certificate"),
        )
    )

    assert found == [laboratory().certificate]
