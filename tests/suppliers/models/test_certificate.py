"""Certificates of a company, as they are checked before they are saved."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from suppliers.models import SupplierCertificate, SupplierPage
from tests.findings import graded

pytestmark = pytest.mark.django_db

NIB = "9120106900275"


def certificate(number: str, kind: str = "cpakb") -> SupplierCertificate:
    supplier = SupplierPage(title="PT Alkes Uji", nib=NIB)
    return SupplierCertificate(supplier=supplier, kind=kind, number=number)


def test_number_of_a_business_licence_is_brought_to_its_one_form():
    stored = certificate("PB-UMKU: 9120 1069 0027 5000 0001")

    stored.clean()

    assert stored.number == "91201069002750000001"


@pytest.mark.parametrize(
    ("language", "message"),
    [
        (
            "id",
            "Nomor CPAKB atau CDAKB (PB-UMKU) harus terdiri dari 20 digit, "
            "bukan 4 digit.",
        ),
        ("en", "A CPAKB or CDAKB number (PB-UMKU) must have 20 digits, not 4."),
    ],
)
@pytest.mark.parametrize("kind", ["cpakb", "cdakb"])
def test_a_number_of_no_business_licence_is_refused_beside_it(kind, language, message):
    with translation.override(language), pytest.raises(ValidationError) as refusal:
        certificate("1234", kind).clean()

    assert refusal.value.message_dict == {"number": [message]}


def test_a_blank_number_is_left_to_the_field():
    blank = certificate("")

    blank.clean()

    assert blank.findings(date(2026, 11, 29)) == []


def test_other_certificates_are_numbered_as_their_body_likes():
    other = certificate(" MD 1234", "iso_13485")

    other.clean()

    assert other.number == " MD 1234"
    assert other.findings(date(2026, 11, 29)) == []


def test_a_number_under_another_nib_is_warned_about():
    other = certificate("99999999999990000001")

    assert graded(other.findings(date(2026, 11, 29))) == [
        ("business_licence_other_nib", "warning")
    ]
