"""Fictional suppliers: of every kind, named apart, plausible for their size."""

from collections import Counter
from datetime import date, timedelta

import pytest
from stdnum import luhn

from demo import companies
from demo.companies import make_companies
from domain import regions
from suppliers.models import BusinessScale, SupplierKind

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 1)


@pytest.fixture(scope="module")
def sixty():
    return make_companies(60, 17, TODAY)


@pytest.mark.parametrize(
    ("count", "makers", "calibration", "testing", "bodies", "consultants"),
    [
        (5, 1, 1, 1, 1, 1),
        (9, 5, 1, 1, 1, 1),
        (10, 6, 1, 1, 1, 1),
        (20, 15, 2, 1, 1, 1),
        (60, 42, 6, 4, 4, 4),
    ],
)
def test_suppliers_are_of_all_kinds_and_makers_come_first(
    count, makers, calibration, testing, bodies, consultants
):
    kinds = [company.page.kind for company in make_companies(count, 17, TODAY)]

    assert Counter(kinds) == {
        SupplierKind.MANUFACTURER: makers,
        SupplierKind.CALIBRATION_LABORATORY: calibration,
        SupplierKind.TESTING_LABORATORY: testing,
        SupplierKind.CERTIFICATION_BODY: bodies,
        SupplierKind.CONSULTANT: consultants,
    }
    assert kinds[:makers] == [SupplierKind.MANUFACTURER] * makers


def test_fewer_than_one_of_each_kind_are_refused():
    with pytest.raises(
        ValueError, match="^at least 5 suppliers are needed, one of each kind$"
    ):
        make_companies(4, 17, TODAY)


def test_more_than_there_are_names_are_refused(monkeypatch):
    monkeypatch.setattr(companies, "COINED", ("Arunika",))
    monkeypatch.setattr(companies, "ENDINGS", ("",))

    assert len(make_companies(16, 17, TODAY)) == 16
    with pytest.raises(
        ValueError, match="^there are not enough names for 40 suppliers$"
    ):
        make_companies(40, 17, TODAY)


def test_neighbours_differ_in_every_word(sixty):
    titles = [company.page.title for company in sixty[:3]]

    assert titles == ["Arunika Medikarya", "Senandika Instrumenta", "Ranukarsa Medtek"]
    assert sixty[-1].page.title == "Kusumoyo Konsultan Regulasi Medis"


def test_legal_form_and_employees_fit_the_size(sixty):
    least_and_most = {
        BusinessScale.MICRO: (3, 9),
        BusinessScale.SMALL: (10, 49),
        BusinessScale.MEDIUM: (50, 249),
        BusinessScale.LARGE: (250, 1400),
    }
    for page in (company.page for company in sixty):
        form = "CV" if page.business_scale == BusinessScale.MICRO else "PT"
        least, most = least_and_most[page.business_scale]
        assert page.legal_name == f"{form} {page.title}"
        assert least <= page.employees <= most
        assert 1978 <= page.founded <= 2022
    assert {page.page.business_scale for page in sixty} == {*least_and_most}


def test_numbers_are_well_formed(sixty):
    for page in (company.page for company in sixty):
        assert len(page.nib) == 13
        assert page.nib.startswith("91")
        assert len(page.npwp) == 15
        assert page.npwp.startswith("9")
        assert page.npwp.endswith("000")
        assert luhn.is_valid(page.npwp[:9])
        assert len(page.postal_code) == 5
        assert page.postal_code[0] != "0"


def test_address_is_of_the_regency_and_may_lie_in_an_estate(sixty):
    starts = Counter(page.page.address.split()[0] for page in sixty)

    for page in (company.page for company in sixty):
        assert page.province == regions.province_of(page.regency)
        assert not page.address.startswith(",")
        assert " No. " in page.address
    assert set(starts) == {"Kawasan", "Jalan"}


def test_texts_tell_place_year_and_fiction(sixty):
    page = sixty[0].page

    assert page.summary == (
        f"Produsen alat kesehatan di {page.regency_name} sejak {page.founded}."
    )
    assert page.summary_en == (
        f"Maker of medical devices in {page.regency_name} since {page.founded}."
    )
    assert page.text.startswith("<p>Perusahaan merancang")
    assert page.text.endswith(
        "<p><i>Perusahaan ini rekaan, dibuat untuk katalog contoh.</i></p>"
    )
    assert page.text_en.startswith("<p>The company designs")
    assert page.text_en.endswith(
        "<p><i>This company is fictional, made for the demonstration catalogue.</i></p>"
    )


def test_large_companies_have_a_second_plant_elsewhere(sixty):
    for page in (company.page for company in sixty):
        plants = list(page.plants.all())
        home = "Pabrik" if page.kind == SupplierKind.MANUFACTURER else "Kantor"
        most = 2 if page.business_scale == BusinessScale.LARGE else 1
        assert plants[0].regency == page.regency
        assert len(plants) <= most
        for plant in plants:
            assert plant.name == f"{home} {regions.regency_name(plant.regency)}"
            assert plant.province == regions.province_of(plant.regency)
    assert max(company.page.plants.count() for company in sixty) == 2


def test_only_who_tests_and_certifies_is_accredited(sixty):
    prefixes = {}
    for number, company in enumerate(sixty):
        page = company.page
        for accreditation in page.accreditations.all():
            prefix, serial, country = accreditation.number.split("-")
            prefixes[page.kind] = prefix
            assert (int(serial), country) == (9000 + number, "IDN")
            assert accreditation.scope == companies.SCOPES[page.kind]
            days = (TODAY - accreditation.issued_on).days
            assert 60 <= days <= 1700
            assert accreditation.expires_on - accreditation.issued_on == timedelta(
                days=1825
            )
    assert prefixes == {
        SupplierKind.CALIBRATION_LABORATORY: "LK",
        SupplierKind.TESTING_LABORATORY: "LP",
        SupplierKind.CERTIFICATION_BODY: "LSPr",
    }


def test_products_take_code_brands_and_certificate_numbers(sixty):
    first = sixty[0]

    assert [company.code for company in sixty[:2]] == ["ARU001", "SEN002"]
    assert first.brands == ("Arunika", "Arunmed")
    assert first.palette == 0
    assert first.cpakb.startswith(first.page.nib)
    assert len(first.cpakb) == 20
    assert len(first.iso_13485) == 9
    assert first.iso_13485.startswith("MD-")


def test_larger_companies_make_better_products(sixty):
    quality = {scale: [] for scale in BusinessScale}
    for company in sixty:
        quality[company.page.business_scale].append(company.quality)

    means = [sum(values) / len(values) for values in quality.values()]

    assert means == sorted(means)


def test_contacts_can_be_written_to(sixty):
    page = sixty[0].page

    contacts = [(c.name, c.role, c.email) for c in page.contacts.all()]

    assert contacts == [
        (
            "Bagian Penjualan",
            "Penjualan institusi",
            "penjualan@arunika-medikarya.example",
        ),
        (
            "Layanan Purnajual",
            "Pemeliharaan dan suku cadang",
            "purnajual@arunika-medikarya.example",
        ),
    ]
