"""What a certificate of local content says of itself beside its product."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from domain.findings import Grade
from domain.validity import Status
from products.models import ProductPage, TkdnCertificate
from tests.factories.products import ProductPageFactory, TkdnCertificateFactory
from tests.factories.suppliers import SupplierPageFactory
from tests.findings import graded

TODAY = date(2026, 11, 29)

pytestmark = pytest.mark.usefixtures("catalogue")


def certificate(product: ProductPage | None = None, **fields) -> TkdnCertificate:
    values = {
        "number": "8110/SJ-IND.8/TKDN/1/2026",
        "method": "35/2025",
        "tkdn": Decimal("57.62"),
        "bmp": None,
        "issued_on": date(2026, 1, 2),
        "tkdn_expires_on": date(2031, 1, 2),
        "bmp_expires_on": None,
        "brand": "",
        "type_name": "",
        "hs_code": "",
    }
    return TkdnCertificateFactory(
        product=product or ProductPageFactory(), **(values | fields)
    )


def test_a_sound_certificate_has_nothing_to_be_said():
    row = certificate()

    assert str(row) == "8110/SJ-IND.8/TKDN/1/2026"
    assert row.findings(TODAY) == []


@pytest.mark.parametrize(
    ("fields", "code", "grade"),
    [
        ({"number": "LAMA-77"}, "tkdn_number_pattern", Grade.WARNING),
        (
            {"number": "8110/SJ-IND.8/TKDN/2/2026"},
            "tkdn_number_issue_date",
            Grade.WARNING,
        ),
        ({"tkdn": Decimal(101)}, "tkdn_out_of_range", Grade.ERROR),
        ({"bmp": Decimal("15.5")}, "bmp_out_of_range", Grade.ERROR),
        ({"tkdn_expires_on": date(2031, 1, 3)}, "tkdn_valid_too_long", Grade.WARNING),
        ({"bmp_expires_on": date(2031, 1, 3)}, "bmp_valid_too_long", Grade.WARNING),
        ({"method": "older"}, "tkdn_valid_too_long", Grade.WARNING),
        ({"hs_code": "901890"}, "tkdn_hs_code", Grade.WARNING),
        ({"hs_code": "90189"}, "tkdn_hs_code", Grade.ERROR),
        ({"brand": "Lain"}, "tkdn_other_brand", Grade.WARNING),
        ({"type_name": "Lain"}, "tkdn_other_model", Grade.WARNING),
        ({"hs_code": "90189032"}, "tkdn_other_hs_code", Grade.WARNING),
    ],
)
def test_each_value_is_looked_at(fields, code, grade):
    product = ProductPageFactory(
        brand="Merek",
        model_name="M-1",
        hs_code="" if code == "tkdn_hs_code" else "90189031",
    )

    assert graded(certificate(product, **fields).findings(TODAY)) == [(code, grade)]


def test_a_month_that_is_yet_to_come_is_told_by_the_day():
    row = certificate(number="8110/SJ-IND.8/TKDN/1/2026")

    assert graded(row.findings(date(2025, 12, 31))) == [
        ("tkdn_number_future", Grade.WARNING)
    ]


@pytest.mark.parametrize(
    ("fields", "codes"),
    [
        ({"holder": "pt. alkes uji", "kbli_code": "32509"}, []),
        ({"holder": "PT Lain", "kbli_code": ""}, ["holder_differs"]),
        ({"holder": "", "kbli_code": "32501"}, ["kbli_differs"]),
    ],
)
def test_holder_and_business_are_compared_with_the_supplier(fields, codes):
    supplier = SupplierPageFactory(legal_name="PT Alkes Uji", kbli_codes=["32509"])
    row = certificate(ProductPageFactory(parent=supplier), **fields)

    assert graded(row.findings_beside_page()) == [
        (code, Grade.WARNING) for code in codes
    ]


def test_a_product_without_a_place_has_no_supplier_to_compare_with():
    row = TkdnCertificate(product=ProductPage(title="Baru"), holder="PT Lain")

    assert row.findings_beside_page() == []


def test_a_bmp_needs_its_last_day():
    row = certificate(bmp=Decimal(10))

    with pytest.raises(ValidationError) as refusal:
        row.clean()

    assert refusal.value.message_dict == {
        "bmp_expires_on": ["Tulis sampai kapan nilai BMP berlaku."]
    }


@pytest.mark.parametrize("bmp", [None, Decimal(10)])
def test_a_bmp_with_its_last_day_is_taken(bmp):
    certificate(bmp=bmp, bmp_expires_on=date(2031, 1, 2)).clean()


@pytest.mark.parametrize(
    ("state", "overruled"), [("", None), ("frozen", Status.FROZEN)]
)
def test_what_the_ministry_says_overrules_both_values(state, overruled):
    row = certificate(
        bmp=Decimal(10), bmp_expires_on=date(2031, 1, 2), register_state=state
    )

    assert row.overruled == overruled
    assert row.validity.status(TODAY) == (overruled or Status.VALID)
    assert row.bmp_validity.status(TODAY) == (overruled or Status.VALID)
