"""Certificates that are about a whole company or one of its plants."""

from datetime import date

import pytest

from suppliers.models import SupplierCertificate, SupplierPage

pytestmark = pytest.mark.django_db

NIB = "9120106900275"


def certificate(**fields) -> SupplierCertificate:
    return SupplierCertificate(
        **{
            "supplier": SupplierPage(nib=NIB),
            "kind": "cpakb",
            "number": f"{NIB}0000001",
            "issued_on": date(2025, 1, 1),
            "expires_on": date(2030, 1, 1),
            **fields,
        }
    )


@pytest.mark.parametrize(
    ("kind", "number", "kept"),
    [
        ("cpakb", f"{NIB[:7]} {NIB[7:]} 000 0001", f"{NIB}0000001"),
        ("cdakb", f" {NIB}0000001 ", f"{NIB}0000001"),
        ("iso_13485", " MD 12 345 ", " MD 12 345 "),
    ],
)
def test_only_the_health_ministry_s_numbers_have_one_form(kind, number, kept):
    row = certificate(kind=kind, number=number)

    row.clean()

    assert row.number == kept


@pytest.mark.parametrize("nib", [NIB, "9120106900276"])
def test_the_number_of_another_company_is_found(nib):
    row = certificate(supplier=SupplierPage(nib=nib))

    assert len(row.findings(date(2026, 1, 1))) == (0 if nib == NIB else 1)


def test_nothing_is_known_of_other_numbers():
    row = certificate(kind="iso_13485", number="12345")

    assert row.findings(date(2026, 1, 1)) == []


def test_a_certificate_is_named_by_kind_and_number():
    assert str(certificate()) == f"CPAKB {NIB}0000001"
    assert certificate().certificate_kind.value == "cpakb"
