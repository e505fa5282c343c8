"""Licences, certificates and calibrations in documents."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from certificates.kinds import CaseState
from search.documents.evidence import (
    product_certificate,
    supplier_certificate,
    tkdn_facts,
)
from search.documents.loading import load_products
from tests.factories.products import (
    CalibrationRecordFactory,
    TkdnCertificateFactory,
    complete_product,
    days_from_today,
)
from tests.factories.suppliers import LaboratoryFactory

TODAY = date(2026, 6, 1)


def certificate(**fields):
    return SimpleNamespace(
        **{
            "kind": "sni",
            "number": "SPPT-1",
            "issuer": "LSPro",
            "standard": "SNI 16-1",
            "scope": "Lampu",
            "issued_on": date(2025, 1, 1),
            "expires_on": None,
            "status": lambda on: "valid",
            "document": None,
            "case": None,
        }
        | fields
    )


def test_a_certificate_says_whose_it_is():
    product, supplier = (
        make(certificate(), TODAY)
        for make in (product_certificate, supplier_certificate)
    )

    assert (product["of"], product["standard"]) == ("product", "SNI 16-1")
    assert (supplier["of"], supplier["standard"]) == ("supplier", "")
    assert (product["issued_on"], product["expires_on"]) == ("2025-01-01", "")
    assert product["document_url"] == ""


@pytest.mark.parametrize(
    "case", [None, SimpleNamespace(decided_at=None, state="open", reason="Lagi.")]
)
def test_what_nobody_decided_is_open(case):
    found = product_certificate(certificate(case=case), TODAY)

    assert found["verification"] == {"state": "open", "decided_on": "", "reason": ""}


def test_a_decision_has_its_day_in_jakarta():
    decided_at = datetime(2026, 5, 31, 20, 0, tzinfo=UTC)
    case = decided(CaseState.REVOKED, "Dicabut penerbit.", decided_at)

    found = product_certificate(certificate(case=case), TODAY)

    assert found["verification"] == {
        "state": "revoked",
        "decided_on": "2026-06-01",
        "reason": "Dicabut penerbit.",
    }


def test_a_note_of_verifiers_is_not_in_the_document():
    case = decided(CaseState.VERIFIED, "Cocok, kata Budi di Kemenkes.")

    found = product_certificate(certificate(case=case), TODAY)

    assert (found["verification"]["state"], found["verification"]["reason"]) == (
        "verified",
        "",
    )


def decided(state, reason, at=datetime(2026, 5, 31, 20, 0, tzinfo=UTC)):
    return SimpleNamespace(decided_at=at, state=state, reason=reason, decided_by=None)


@pytest.mark.django_db
def test_a_certificate_without_bmp_has_no_status_of_it(catalogue):
    without = TkdnCertificateFactory(bmp=None, bmp_expires_on=None)
    lapsed = TkdnCertificateFactory(bmp="5.00", bmp_expires_on=days_from_today(-1))

    assert tkdn_facts(without, days_from_today(0))["bmp"] is None
    assert tkdn_facts(without, days_from_today(0))["bmp_status"] == ""
    assert tkdn_facts(lapsed, days_from_today(0))["bmp_status"] == "expired"


@pytest.mark.django_db
def test_a_calibration_leads_to_its_laboratory_while_that_is_public(catalogue):
    product = complete_product()
    product.calibration_records.all().delete()
    shown, hidden = LaboratoryFactory(), LaboratoryFactory(live=False)
    for laboratory in (shown, hidden):
        CalibrationRecordFactory(product=product, laboratory=laboratory)
    CalibrationRecordFactory(
        product=product, laboratory=None, laboratory_name="BPFK", laboratory_code=""
    )

    [snapshot] = load_products({product.pk})

    assert [each["laboratory_url"] for each in snapshot.document["calibrations"]] == [
        f"/pemasok/{shown.slug}/",
        "",
        "",
    ]
