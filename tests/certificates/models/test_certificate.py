"""What every licence, certificate and calibration has in common."""

from decimal import Decimal

import pytest

from certificates.kinds import CaseState
from certificates.models import VerificationCase
from products.models import TkdnCertificate
from tests.factories.certificates import declared_licence
from tests.factories.products import CalibrationRecordFactory, TkdnCertificateFactory
from tests.factories.suppliers import LaboratoryFactory

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
