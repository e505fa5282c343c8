"""What of LKPP's demands a product in memory does not fulfil, rule by rule."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from django.utils.translation import override

from certificates.kinds import CaseState
from core.findings import text
from domain import nomenclature
from lkpp.readiness.assessment import State
from products.models import SaleRestriction
from tests.lkpp.readiness.declared_product import (
    TODAY,
    cpakb,
    day,
    licence,
    picture,
    tkdn,
    variant,
)

# A page looks up its own content type when it is made.
pytestmark = pytest.mark.django_db


# The licence


@pytest.mark.parametrize(
    ("licences", "expected"),
    [
        ([], ["licence_missing"]),
        ([licence(expires_on=TODAY)], []),
        ([licence(expires_on=day(-1))], ["licence_expired"]),
        ([licence(issued_on=day(1))], ["licence_not_yet_valid"]),
        ([licence("PKD20902020001")], []),
        ([licence("AKL20902020001")], ["licence_imported"]),
        ([licence("PKL20902020001")], ["licence_imported"]),
        ([licence(), licence("AKL20902020001")], ["licence_imported"]),
        ([licence(), licence("AKL20902020001", expires_on=day(-1))], []),
        # A valid one goes before one that is not, whatever their order.
        ([licence(expires_on=day(-1)), licence("AKD20902020002")], []),
        (
            [licence("AKL20902020001", expires_on=day(-1)), licence()],
            [],
        ),
        ([licence(document_id=None)], ["licence_document_missing"]),
    ],
)
def test_licence_must_be_valid_and_be_domestic(declared, licences, expected):
    declared.page.authorisations = licences

    assert declared.codes() == expected


@pytest.mark.parametrize("state", ["refused", "frozen", "revoked", "replaced"])
def test_decision_takes_a_licence_away(declared, state):
    declared.licence.case = SimpleNamespace(state=state)

    [found] = declared.assess().findings

    assert found.code == "licence_overruled"
    assert found.place == "authorisations-0"
    words = {
        "refused": "ditolak verifikator",
        "frozen": "dibekukan",
        "revoked": "dicabut",
        "replaced": "digantikan yang lain",
    }
    assert text(found) == f"Izin AKD20902020001 {words[state]}."


def test_finding_names_the_licence_to_fix(declared):
    declared.page.authorisations = [licence(), licence("AKL20902020001")]

    [found] = declared.assess().findings

    assert (found.code, found.place) == ("licence_imported", "authorisations-1")


# The supplier


@pytest.mark.parametrize(
    ("certificates", "expected"),
    [
        ([], ["cpakb_missing"]),
        ([cpakb(kind="cdakb")], ["cpakb_missing"]),
        ([cpakb(expires_on=day(-1))], ["cpakb_not_valid"]),
        ([cpakb(expires_on=TODAY)], []),
        ([cpakb(expires_on=day(-1)), cpakb()], []),
        ([cpakb(document_id=None)], ["cpakb_document_missing"]),
        ([cpakb(document_id=None), cpakb()], []),
        # Of a plant, whatever else is declared.
        ([cpakb(kind="iso_13485"), cpakb(expires_on=None)], []),
    ],
)
def test_supplier_needs_a_cpakb(declared, certificates, expected):
    declared.supplier.certificates = certificates

    assert declared.codes() == expected


def test_refused_cpakb_is_none(declared):
    declared.cpakb.case = SimpleNamespace(state=CaseState.REFUSED)

    [found] = declared.assess().findings

    assert text(found) == "CPAKB 91201069002750000001 ditolak verifikator."
    with override("en"):
        assert text(found) == ("CPAKB 91201069002750000001 was refused by a verifier.")


# The product


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("kbki_code", "", ["kbki_missing"]),
        ("kbki_code", "54310", ["kbki_unusual"]),
        ("kbki_code", "48150", []),
        ("description", f"<p>{'x' * 2000}</p>", []),
        ("description", f"<p>{'x' * 2001}</p>", ["description_long"]),
        ("weight_grams", None, ["weight_missing"]),
        ("weight_grams", 0, ["weight_missing"]),
        ("labour_share", "", ["pdn_undeclared"]),
        ("production_share", "none", ["pdn_contradicted"]),
        ("country_of_origin", "CN", ["pdn_contradicted"]),
        ("material_share", "none", []),
        ("summary", "x" * 9, ["bulk_text"]),
        ("summary", "x" * 10, []),
        ("summary", "x" * 100, []),
        ("summary", "x" * 101, ["bulk_text"]),
    ],
)
def test_statements_of_the_product(declared, field, value, expected):
    setattr(declared.page, field, value)

    assert declared.codes() == expected


@pytest.mark.parametrize(
    ("pictures", "expected"),
    [
        ([], ["picture_missing"]),
        ([(300, 300)], []),
        ([(299, 800)], ["picture_small"]),
        ([(800, 299)], ["picture_small"]),
        ([(2048, 2048)], []),
        ([(2049, 2000)], ["picture_large"]),
        # So long that it is too narrow once it is scaled down.
        ([(6000, 500)], ["picture_small"]),
        ([(100, 100), (800, 600)], []),
        ([(800, 600)] * 5, []),
        ([(800, 600)] * 6, ["pictures_many"]),
    ],
)
def test_pictures(declared, pictures, expected):
    declared.page.pictures = [picture(*size) for size in pictures]

    assert declared.codes() == expected


@pytest.mark.parametrize(
    ("certificates", "expected"),
    [
        ([], ["tkdn_missing"]),
        ([tkdn(tkdn_expires_on=day(-1))], ["tkdn_not_valid"]),
        ([tkdn(register_state="frozen")], ["tkdn_not_valid"]),
        ([tkdn(tkdn_expires_on=day(-1)), tkdn()], []),
        ([tkdn(number="tanpa pola")], ["tkdn_doubtful"]),
        ([tkdn(brand="Merek Lain")], ["tkdn_doubtful"]),
    ],
)
def test_local_content_only_warns(declared, certificates, expected):
    declared.page.tkdn_certificates = certificates

    found = declared.assess()

    assert [finding.code for finding in found.everything] == expected
    assert found.ready_count == 1


def test_what_a_verifier_looked_at_is_not_warned_of(declared):
    declared.page.tkdn_certificates = [tkdn(number="tanpa pola")]
    declared.tkdn.case = SimpleNamespace(state=CaseState.VERIFIED, is_verified=True)

    assert declared.codes() == []


# Variants


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("price", None, ["price_missing"]),
        ("price", 0, ["price_not_positive"]),
        ("price", -1, ["price_not_positive"]),
        ("price", 1, []),
        ("price_valid_until", day(-1), ["price_lapsed"]),
        ("price_valid_until", TODAY, []),
        ("price_valid_until", day(700), []),
        ("price_valid_until", day(701), ["validity_capped"]),
        ("ppn_percent", 11, ["ppn_unknown"]),
        ("ppn_percent", 0, []),
        ("unit", "Unit Kecil", ["unit_unknown"]),
        ("kfa_code", "", ["kfa_missing"]),
        ("kfa_code", "32000001", ["kfa_of_other_kind"]),
        ("kfa_code", "33000001", []),
    ],
)
def test_statements_of_a_variant(declared, field, value, expected):
    setattr(declared.variant, field, value)

    assert declared.codes() == expected


def test_every_unit_of_lkpp_is_known(declared):
    declared.page.variants = [
        variant(f"UJI-{unit}", unit=unit) for unit in nomenclature.LKPP_UNITS
    ]

    assert len(declared.assess().variants) == 82
    assert declared.codes() == []


@pytest.mark.parametrize(
    ("title", "label", "expected"),
    [
        ("MRI4", "", ["name_short"]),
        ("MRI45", "", ["bulk_name"]),
        # The size is part of the name.
        ("MRI", "1,5 tesla", []),
        ("x" * 250, "", ["bulk_name"]),
        ("x" * 251, "", ["name_long"]),
        ("x" * 245, "Besar", ["name_long"]),
        ("x" * 100, "", []),
        ("x" * 101, "", ["bulk_name"]),
    ],
)
def test_name_with_that_of_the_variant(declared, title, label, expected):
    declared.page.title = title
    declared.variant.label = label

    assert declared.codes() == expected


def test_product_without_variants_is_blocked(declared):
    declared.page.variants = []

    found = declared.assess()

    assert [finding.code for finding in found.everything] == ["variant_missing"]
    assert found.state == State.BLOCKED


# What is said of it


def test_days_are_written_as_the_readers_language_does(declared):
    declared.page.authorisations = [licence(expires_on=date(2026, 1, 31))]

    [found] = declared.assess().findings

    assert text(found) == "Izin AKD20902020001 kedaluwarsa sejak 31-01-2026."
    with override("en"):
        assert text(found) == "Licence AKD20902020001 expired on 2026-01-31."


def test_each_finding_of_a_variant_names_its_field_and_row(declared):
    declared.page.title = "x" * 251
    declared.page.variants = [variant("A"), variant("B", price=0, unit="Unit Kecil")]

    assert [(each.code, each.place) for each in declared.assess().everything] == [
        ("name_long", "title"),
        ("name_long", "title"),
        ("unit_unknown", "variants-1-unit"),
        ("price_not_positive", "variants-1-price"),
    ]


# Withheld from sale


@pytest.mark.parametrize(
    ("kind", "code", "state"),
    [
        ("withdrawn", "sale_withdrawn", State.BLOCKED),
        ("unorderable", "sale_unorderable", State.WARNINGS),
    ],
)
def test_what_is_withheld_is_named_with_its_day(declared, kind, code, state):
    sku = declared.variant.sku
    row = SaleRestriction(sku=sku, kind=kind, since=datetime(2026, 11, 20, tzinfo=UTC))
    declared.page.restrictions = {sku: row}

    [finding] = declared.assess().everything

    assert (finding.code, finding.place) == (code, "variants-0-sku")
    assert text(finding).startswith(f"SKU {sku} di")
    assert "20-11-2026" in text(finding)
    assert declared.assess().state == state
