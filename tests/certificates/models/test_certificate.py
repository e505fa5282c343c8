"""What every licence, certificate and calibration has in common."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from certificates.kinds import CaseState
from certificates.models import VerificationCase
from core.models import CatalogueDocument
from domain.validity import Status
from products.models import ProductPage, TkdnCertificate
from tests.factories.certificates import VerificationCaseFactory, declared_licence
from tests.factories.products import (
    CalibrationRecordFactory,
    MarketingAuthorisationFactory,
    TkdnCertificateFactory,
)
from tests.factories.suppliers import LaboratoryFactory, document_of

pytestmark = pytest.mark.usefixtures("catalogue")


def test_certificate_finds_its_case_by_what_it_claims():
    case = declared_licence()

    found = case.licence.case
    case.licence.registrar = "PT Lain"
    del case.licence._case

    assert found == case
    assert case.licence.case is None


def test_decision_makes_a_certificate_invalid():
    case = declared_licence()
    VerificationCase.objects.update(state=CaseState.FROZEN)

    assert case.licence.status() == "frozen"
    assert case.licence.is_valid() is False


def test_a_draft_declares_the_same_number_as_the_page_published_from_it():
    stored = TkdnCertificateFactory(tkdn=Decimal("42.10"))
    stored.refresh_from_db()
    typed = TkdnCertificate.objects.get(pk=stored.pk)

    typed.tkdn = Decimal("42.1")

    assert typed.claims["tkdn"] == "42.10"
    assert typed.fingerprint == stored.fingerprint


def test_a_renamed_laboratory_is_the_same_laboratory():
    record = CalibrationRecordFactory()
    before = record.fingerprint

    record.laboratory.title = "Nama Baru"
    renamed = record.fingerprint
    record.laboratory = LaboratoryFactory()

    assert renamed == before
    assert record.fingerprint != before


@pytest.mark.parametrize(
    ("state", "overruled", "is_verified"),
    [
        ("open", None, False),
        ("verified", None, True),
        ("refused", Status.REFUSED, False),
        ("frozen", Status.FROZEN, False),
        ("revoked", Status.REVOKED, False),
        ("replaced", Status.REPLACED, False),
    ],
)
def test_what_a_decision_does_to_a_certificate(state, overruled, is_verified):
    licence = MarketingAuthorisationFactory.build()
    licence.case = VerificationCaseFactory.build(supplier=None, state=state)

    assert licence.overruled == overruled
    assert licence.is_verified is is_verified
    assert licence.is_valid() is (overruled is None)


def test_what_is_lapsed_is_not_valid_though_it_was_verified():
    licence = MarketingAuthorisationFactory.build(
        issued_on=date(2021, 11, 25), expires_on=date(2026, 11, 24)
    )
    licence.case = VerificationCaseFactory.build(supplier=None, state="verified")

    assert licence.is_valid(date(2026, 11, 24)) is True
    assert licence.is_valid(date(2026, 11, 25)) is False
    assert licence.status(date(2026, 11, 25)) == "expired"
    assert licence.is_verified is True


def test_blanks_are_no_claims():
    licence = MarketingAuthorisationFactory.build(
        number="AKD 20902020001",
        registrar="",
        factory="",
        scope="",
        issued_on=date(2024, 5, 12),
        expires_on=None,
    )

    assert licence.claims == {
        "number": "AKD 20902020001",
        "risk_class": licence.risk_class,
        "issued_on": "2024-05-12",
    }


def test_another_document_or_content_is_another_claim():
    licence = MarketingAuthorisationFactory()
    supplier = licence.product.supplier
    fingerprints = [licence.fingerprint]
    licence.document = document_of(supplier)
    fingerprints.append(licence.fingerprint)
    licence.document.file_hash = "0" * 40
    fingerprints.append(licence.fingerprint)
    licence.document.file_hash = ""
    fingerprints.append(licence.fingerprint)
    licence.document = document_of(supplier)
    licence.document.file_hash = ""
    fingerprints.append(licence.fingerprint)

    assert len(set(fingerprints)) == 5


@pytest.mark.parametrize(
    ("expires_on", "refused"),
    [
        (date(2026, 5, 11), True),
        (date(2026, 5, 12), True),
        (date(2026, 5, 13), False),
    ],
)
def test_a_certificate_ends_after_it_begins(expires_on, refused):
    licence = MarketingAuthorisationFactory.build(
        issued_on=date(2026, 5, 12), expires_on=expires_on
    )

    assert messages_of_clean(licence) == (
        {"expires_on": ["Tanggal berakhir harus sesudah tanggal terbit."]}
        if refused
        else {}
    )


@pytest.mark.parametrize(
    ("name", "refused"),
    [
        ("izin.pdf", False),
        ("izin.JPG", False),
        ("izin.jpeg", False),
        ("izin.png", False),
        ("izin.xml", True),
        ("izin", True),
    ],
)
def test_a_proof_is_a_pdf_or_a_picture(name, refused):
    licence = MarketingAuthorisationFactory.build()
    licence.document = CatalogueDocument(file=name)

    assert messages_of_clean(licence) == (
        {"document": ["Dokumen bukti harus berupa PDF, JPEG atau PNG."]}
        if refused
        else {}
    )


def messages_of_clean(certificate) -> dict[str, list[str]]:
    certificate.product = ProductPage(country_of_origin="ID")
    try:
        certificate.clean()
    except ValidationError as error:
        return error.message_dict
    return {}
