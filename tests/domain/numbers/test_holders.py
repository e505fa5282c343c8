import pytest

from domain.findings import Grade
from domain.numbers.holders import holder_findings, licence_party_findings
from tests.findings import graded, sentence, told_code


@pytest.mark.parametrize(
    ("holder", "kbli", "codes"),
    [
        ("PT. Alkes Uji", "32501", ["kbli_differs"]),
        ("pt alkes uji", "32509", []),
        ("PT Hospi Niaga Utama", "32509", ["holder_differs"]),
        ("", "", []),
    ],
)
def test_another_company_or_business_is_a_warning(holder, kbli, codes):
    findings = holder_findings(holder, kbli, "PT Alkes Uji", ["32509", "46691"])

    assert [told_code(finding) for finding in findings] == codes
    assert not any(finding.is_error for finding in findings)


def test_what_the_supplier_leaves_blank_is_not_compared():
    assert holder_findings("PT Lain", "32501", "", []) == []


@pytest.mark.parametrize(
    ("registrar", "factory", "codes"),
    [
        ("pt. alkes uji", "PT ALKES UJI", []),
        ("PT Alkes Uji", "Pabrik Bandung", []),
        ("PT Alkes Uji", "PT Alkes Uji - Pabrik Bandung", []),
        ("", "", []),
        ("PT Hospi Niaga", "PT Alkes Uji", ["licence_registrar_differs"]),
        ("PT Alkes Uji", "PT Hospi Niaga", ["licence_factory_differs"]),
    ],
)
def test_another_registrar_or_factory_is_a_warning(registrar, factory, codes):
    findings = licence_party_findings(
        registrar, factory, "PT Alkes Uji", ["Pabrik Bandung"]
    )

    assert graded(findings) == [(code, Grade.WARNING) for code in codes]


def test_a_factory_is_not_compared_with_a_supplier_without_a_name():
    assert licence_party_findings("PT Lain", "PT Lain", "", []) == []


def test_both_names_are_told_in_both_languages():
    registrar, factory = licence_party_findings("PT A", "PT B", "PT Alkes Uji", [])
    holder, business = holder_findings("PT C", "32501", "PT Alkes Uji", ["32509"])

    assert sentence(registrar) == (
        "Pendaftar pada izin edar “PT A” bukan nama badan usaha pemasok “PT Alkes Uji”."
    )
    assert sentence(factory) == (
        "Pabrik pada izin edar “PT B” bukan pemasok “PT Alkes Uji” atau salah satu "
        "pabrik pada profilnya."
    )
    assert sentence(holder, "en") == (
        "The certificate's holder “PT C” is not the supplier's registered name "
        "“PT Alkes Uji”."
    )
    assert sentence(business, "en") == (
        "The certificate's KBLI 32501 is not in the supplier's profile."
    )
