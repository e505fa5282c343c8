"""Further certificates of a product, whose numbers have a form or have none."""

from datetime import date

import pytest

from certificates.kinds import CertificateKind
from domain.findings import Grade
from products.models import ProductCertificate
from tests.findings import graded

TODAY = date(2026, 11, 29)


@pytest.mark.parametrize(
    ("kind", "number", "findings"),
    [
        ("halal", "ID31110000123450121", []),
        ("halal", "LPPOM-1", [("halal_number_pattern", Grade.WARNING)]),
        ("trademark", "IDM000123456", []),
        ("trademark", "D00201000", [("trademark_number_pattern", Grade.WARNING)]),
        ("sni", "SNI nomor 7", []),
        ("sni", "7\n8", [("certificate_number_unprintable", Grade.ERROR)]),
    ],
)
def test_a_number_is_looked_at_as_its_kind_allows(kind, number, findings):
    row = ProductCertificate(kind=kind, number=number)

    assert row.certificate_kind == CertificateKind(kind)
    assert graded(row.findings(TODAY)) == findings


def test_a_certificate_is_called_by_kind_and_number():
    row = ProductCertificate(kind="halal", number="ID31110000123450121")

    assert str(row) == f"{row.get_kind_display()} ID31110000123450121"
