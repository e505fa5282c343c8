"""Licences and certificates in the one form in which pages list them."""

from datetime import date

import pytest

from certificates.models import VerificationCase
from products.evidence import Evidence, calibrations_of, evidence_of
from products.evidence import evidence_of_supplier as company_evidence_of
from products.models import ProductPage
from tests.factories.products import (
    CalibrationRecordFactory,
    MarketingAuthorisationFactory,
    ProductCertificateFactory,
    ProductPageFactory,
    TkdnCertificateFactory,
)
from tests.factories.suppliers import (
    AccreditationFactory,
    PlantFactory,
    SupplierCertificateFactory,
    SupplierPageFactory,
)

pytestmark = pytest.mark.django_db

TODAY = date(2026, 6, 1)


@pytest.fixture
def product(catalogue) -> ProductPage:
    return ProductPageFactory()


def details(evidence: Evidence) -> dict[str, str]:
    return {str(label): str(text) for label, text in evidence.details}


def test_licences_lead_and_the_rest_follow_in_the_maker_s_order(product):
    ProductCertificateFactory(product=product, kind="halal", sort_order=1)
    ProductCertificateFactory(product=product, kind="sni", sort_order=0)
    TkdnCertificateFactory(product=product)
    MarketingAuthorisationFactory(product=product)

    listed = evidence_of(product, TODAY, "id")

    assert [each.kind.value for each in listed] == ["licence", "tkdn", "sni", "halal"]


@pytest.mark.parametrize(
    ("language", "risk"),
    [
        ("id", "Kelas B (risiko rendah-sedang)"),
        ("en", "Class B (low to moderate risk)"),
    ],
)
def test_a_licence_is_listed_with_what_it_says(product, language, risk):
    MarketingAuthorisationFactory(
        product=product,
        number="AKD 20902220001",
        risk_class="B",
        registrar="PT Alkes Uji",
        issued_on=date(2022, 3, 1),
        expires_on=date(2027, 3, 1),
        verification_url="https://register.example/a?b=c",
    )

    [licence] = evidence_of(product, TODAY, language)

    assert licence.title == "Izin edar"
    assert licence.number == "KEMENKES RI AKD 20902220001"
    assert (licence.issued_on, licence.expires_on) == (
        date(2022, 3, 1),
        date(2027, 3, 1),
    )
    assert licence.status == "valid"
    assert licence.url_host == "register.example"
    assert details(licence) == {
        "Penerbit": "Kementerian Kesehatan RI",
        "Kelas risiko": risk,
        "Pendaftar": "PT Alkes Uji",
    }


@pytest.mark.parametrize("declared", [True, False])
def test_a_declaration_of_a_small_business_is_said_to_be_one(product, declared):
    row = TkdnCertificateFactory(
        product=product, self_declared=declared, holder="PT Alkes Uji"
    )

    [tkdn] = evidence_of(product, TODAY, "id")

    assert tkdn.local_content == row
    assert details(tkdn) == {
        "Penerbit": "Kementerian Perindustrian RI",
        "Dasar perhitungan": "Permenperin 35/2025",
        "Pemegang": "PT Alkes Uji",
        **({"Cara penilaian": "Pernyataan sendiri industri kecil"} if declared else {}),
    }


def test_a_certificate_is_titled_by_its_kind(product):
    ProductCertificateFactory(product=product, kind="sni", number="SPPT-0001")

    [certificate] = evidence_of(product, TODAY, "id")

    assert (certificate.title, certificate.number) == ("SPPT SNI", "SPPT-0001")
    assert certificate.local_content is None


def test_a_calibration_is_of_one_unit(product):
    CalibrationRecordFactory(product=product, unit_serial="SN-0007")

    [calibration] = calibrations_of(product, TODAY)

    assert calibration.kind.value == "calibration"
    assert details(calibration)["Nomor seri unit"] == "SN-0007"


def test_a_company_certificate_is_of_a_plant_or_of_all(catalogue):
    supplier = SupplierPageFactory()
    plant = PlantFactory(supplier=supplier, name="Pabrik Bandung")
    SupplierCertificateFactory(supplier=supplier, sort_order=0)
    SupplierCertificateFactory(supplier=supplier, plant=plant, sort_order=1)
    AccreditationFactory(supplier=supplier, scope="Suhu")

    whole, one, accreditation = company_evidence_of(supplier, TODAY)

    assert details(whole)["Pabrik"] == "Seluruh perusahaan"
    assert details(one)["Pabrik"] == "Pabrik Bandung"
    assert details(accreditation)["Ruang lingkup"] == "Suhu"
    assert (whole.title, accreditation.title) == ("CPAKB", "Akreditasi KAN")


@pytest.mark.parametrize(
    ("state", "verified", "status"),
    [
        (None, False, "valid"),
        ("open", False, "valid"),
        ("verified", True, "valid"),
        ("frozen", False, "frozen"),
    ],
)
def test_what_a_verifier_decided_goes_with_it(product, state, verified, status):
    licence = MarketingAuthorisationFactory(product=product)
    licence.case = VerificationCase(state=state) if state else None
    product._prefetched_objects_cache = {"authorisations": [licence]}

    [shown] = evidence_of(product, date.today(), "id")

    assert (shown.is_verified, shown.status) == (verified, status)
