"""What a licence says of itself beside the product that declares it."""

from datetime import date

import pytest

from domain.findings import Grade
from domain.numbers.licences import LicenceKind
from products.models import MarketingAuthorisation, ProductPage
from products.models.authorisation import normalise_licence_number
from tests.factories.products import (
    DeviceTypeFactory,
    MarketingAuthorisationFactory,
    ProductPageFactory,
)
from tests.factories.suppliers import PlantFactory, SupplierPageFactory
from tests.findings import graded

TODAY = date(2026, 11, 29)

pytestmark = pytest.mark.usefixtures("catalogue")


def licence(product: ProductPage, **fields) -> MarketingAuthorisation:
    values = {
        "number": "AKD 20903022671",
        "risk_class": "B",
        "issued_on": date(2024, 5, 1),
        "expires_on": date(2029, 4, 30),
    }
    return MarketingAuthorisationFactory(product=product, **(values | fields))


def test_a_number_is_stored_in_its_one_form():
    assert normalise_licence_number("KEMENKES RI akd20903022671") == "AKD 20903022671"


def test_a_licence_is_known_by_its_number():
    row = licence(ProductPageFactory())

    assert str(row) == "AKD 20903022671"
    assert (row.parsed.kind, row.parsed.year) == (LicenceKind.AKD, 2020)


def test_a_sound_licence_has_nothing_to_be_said():
    device_type = DeviceTypeFactory(category="09", sub_category="0903")
    product = ProductPageFactory(device_type=device_type)

    assert licence(product).findings(TODAY) == []


@pytest.mark.parametrize(
    ("fields", "code", "grade"),
    [
        ({"risk_class": "D"}, "licence_class_mismatch", Grade.WARNING),
        (
            {"issued_on": date(2019, 1, 1), "expires_on": date(2023, 1, 1)},
            "licence_year_after_issue",
            Grade.WARNING,
        ),
        ({"expires_on": date(2031, 1, 1)}, "licence_valid_too_long", Grade.WARNING),
        ({"expires_on": date(2024, 5, 1)}, "licence_expires_before_issue", Grade.ERROR),
    ],
)
def test_class_and_dates_are_compared_with_the_number(fields, code, grade):
    device_type = DeviceTypeFactory(category="09", sub_category="0903")
    product = ProductPageFactory(device_type=device_type)

    assert graded(licence(product, **fields).findings(TODAY)) == [(code, grade)]


@pytest.mark.parametrize(
    ("category", "sub_category", "code"),
    [
        ("16", "1603", "licence_category_mismatch"),
        ("09", "0902", "licence_sub_category_mismatch"),
    ],
)
def test_the_category_is_compared_with_the_device_type(category, sub_category, code):
    device_type = DeviceTypeFactory(category=category, sub_category=sub_category)
    product = ProductPageFactory(device_type=device_type)

    assert graded(licence(product).findings(TODAY)) == [(code, Grade.WARNING)]


@pytest.mark.parametrize(
    ("share", "code", "grade"),
    [
        ("all", "licence_contradicts_statement", Grade.ERROR),
        ("some", "licence_contradicts_statement", Grade.ERROR),
        ("none", "licence_not_domestic", Grade.WARNING),
        ("", "licence_not_domestic", Grade.WARNING),
    ],
)
def test_an_imported_licence_is_held_against_what_is_declared(share, code, grade):
    device_type = DeviceTypeFactory(category="09", sub_category="0903")
    product = ProductPageFactory(device_type=device_type, production_share=share)

    found = licence(product, number="AKL 20903022671").findings(TODAY)

    assert graded(found) == [(code, grade)]


def test_a_number_that_its_field_refuses_is_not_told_again():
    row = licence(ProductPageFactory())
    row.number = "AKD 1"

    assert row.findings(TODAY) == []


@pytest.mark.parametrize(
    ("fields", "codes"),
    [
        ({"registrar": "", "factory": ""}, []),
        ({"registrar": "PT Alkes Uji", "factory": "Pabrik Bandung"}, []),
        ({"registrar": "PT Lain", "factory": ""}, ["licence_registrar_differs"]),
        ({"registrar": "", "factory": "PT Lain"}, ["licence_factory_differs"]),
    ],
)
def test_parties_are_compared_with_the_supplier_and_its_plants(fields, codes):
    supplier = SupplierPageFactory(legal_name="PT Alkes Uji")
    PlantFactory(supplier=supplier, name="Pabrik Bandung")
    row = licence(ProductPageFactory(parent=supplier), **fields)

    assert graded(row.findings_beside_page()) == [
        (code, Grade.WARNING) for code in codes
    ]


def test_a_product_without_a_place_has_no_supplier_to_compare_with():
    row = MarketingAuthorisation(product=ProductPage(title="Baru"), registrar="PT Lain")

    assert row.findings_beside_page() == []
