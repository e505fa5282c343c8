"""What keeps a variant out of LKPP's catalogue, rule by rule, of pages in memory."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pytest

from certificates.cases import attach_cases
from certificates.kinds import CaseState
from core.models import CatalogueImage
from domain import nomenclature
from lkpp.readiness.judging import Readiness, State, readiness
from lkpp.readiness.rules import RULES, Grade
from products.models import (
    MarketingAuthorisation,
    ProductPage,
    ProductPicture,
    ProductVariant,
    TkdnCertificate,
)
from suppliers.models import SupplierCertificate, SupplierPage
from tests.factories.products import ready_product

# A page looks up its own content type when it is made.
pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 24)
TABLE = Path(__file__).parents[3] / "docs" / "lkpp-readiness.md"
A_DOCUMENT = 7


def day(days: int) -> date:
    return TODAY + timedelta(days=days)


@dataclass
class Stated:
    """A product and its supplier in memory, that lack nothing until changed."""

    page: ProductPage
    supplier: SupplierPage

    @property
    def licence(self) -> MarketingAuthorisation:
        return self.page.authorisations.all()[0]

    @property
    def tkdn(self) -> TkdnCertificate:
        return self.page.tkdn_certificates.all()[0]

    @property
    def variant(self) -> ProductVariant:
        return self.page.variants.all()[0]

    @property
    def cpakb(self) -> SupplierCertificate:
        return self.supplier.certificates.all()[0]

    def judge(self) -> Readiness:
        return readiness(self.page, self.supplier, self.page.eligibility(TODAY))

    def codes(self) -> list[str]:
        return [finding.code for finding in self.judge().everything]


def licence(number: str = "AKD20902020001", **fields) -> MarketingAuthorisation:
    row = MarketingAuthorisation(
        **{
            "number": number,
            "risk_class": "B",
            "issued_on": day(-700),
            "expires_on": day(700),
            "document_id": A_DOCUMENT,
        }
        | fields
    )
    row.case = None
    return row


def tkdn(**fields) -> TkdnCertificate:
    row = TkdnCertificate(
        **{
            "number": "8110/SJ-IND.8/TKDN/11/2025",
            "tkdn": Decimal("57.62"),
            "issued_on": date(2025, 11, 20),
            "tkdn_expires_on": day(700),
        }
        | fields
    )
    row.case = None
    return row


def cpakb(**fields) -> SupplierCertificate:
    row = SupplierCertificate(
        **{
            "kind": "cpakb",
            "number": "91201069002750000001",
            "issued_on": day(-900),
            "expires_on": day(900),
            "document_id": A_DOCUMENT,
        }
        | fields
    )
    row.case = None
    return row


def variant(sku: str = "UJI-1", **fields) -> ProductVariant:
    return ProductVariant(
        **{"sku": sku, "price": 1_250_000, "kfa_code": "83000001"} | fields
    )


def picture(width: int = 800, height: int = 600) -> ProductPicture:
    return ProductPicture(image=CatalogueImage(width=width, height=height))


@pytest.fixture
def stated() -> Stated:
    page = ProductPage(
        title="Lampu operasi Surya",
        brand="Surya",
        model_name="SR-1",
        summary="Lampu operasi LED buatan sendiri.",
        kbki_code="4815013019",
        weight_grams=45_000,
        production_share="all",
        labour_share="all",
        material_share="some",
    )
    page.variants = [variant()]
    page.authorisations = [licence()]
    page.tkdn_certificates = [tkdn()]
    page.pictures = [picture()]
    supplier = SupplierPage(title="Surya Medika")
    supplier.certificates = [cpakb()]
    return Stated(page, supplier)


def test_product_that_lacks_nothing_is_ready(stated):
    found = stated.judge()

    assert found.everything == ()
    assert found.state == State.READY
    assert found.blocked_reason(stated.variant) == ""


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
        # One that holds goes before one that does not, whatever their order.
        ([licence(expires_on=day(-1)), licence("AKD20902020002")], []),
        (
            [licence("AKL20902020001", expires_on=day(-1)), licence()],
            [],
        ),
        ([licence(document_id=None)], ["licence_document_missing"]),
    ],
)
def test_licence_must_hold_and_be_domestic(stated, licences, expected):
    stated.page.authorisations = licences

    assert stated.codes() == expected


@pytest.mark.parametrize("state", ["refused", "frozen", "revoked", "replaced"])
def test_judgement_takes_a_licence_away(stated, state):
    stated.licence.case = SimpleNamespace(state=state)

    [found] = stated.judge().findings

    assert found.code == "licence_overruled"
    assert found.row == 0
    words = {
        "refused": "ditolak verifikator",
        "frozen": "dibekukan",
        "revoked": "dicabut",
        "replaced": "digantikan yang lain",
    }
    assert found.text() == f"Izin AKD20902020001 {words[state]}."


def test_finding_names_the_licence_to_mend(stated):
    stated.page.authorisations = [licence(), licence("AKL20902020001")]

    [found] = stated.judge().findings

    assert (found.code, found.row) == ("licence_imported", 1)


# The supplier


@pytest.mark.parametrize(
    ("certificates", "expected"),
    [
        ([], ["cpakb_missing"]),
        ([cpakb(kind="cdakb")], ["cpakb_missing"]),
        ([cpakb(expires_on=day(-1))], ["cpakb_not_holding"]),
        ([cpakb(expires_on=TODAY)], []),
        ([cpakb(expires_on=day(-1)), cpakb()], []),
        ([cpakb(document_id=None)], ["cpakb_document_missing"]),
        ([cpakb(document_id=None), cpakb()], []),
        # Of a plant, whatever else is stated.
        ([cpakb(kind="iso_13485"), cpakb(expires_on=None)], []),
    ],
)
def test_supplier_needs_a_cpakb(stated, certificates, expected):
    stated.supplier.certificates = certificates

    assert stated.codes() == expected


def test_refused_cpakb_is_none(stated):
    stated.cpakb.case = SimpleNamespace(state=CaseState.REFUSED)

    [found] = stated.judge().findings

    assert found.text() == "CPAKB 91201069002750000001 ditolak verifikator."
    assert found.text("en") == "CPAKB 91201069002750000001 was refused by a verifier."


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
def test_statements_of_the_product(stated, field, value, expected):
    setattr(stated.page, field, value)

    assert stated.codes() == expected


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
def test_pictures(stated, pictures, expected):
    stated.page.pictures = [picture(*size) for size in pictures]

    assert stated.codes() == expected


@pytest.mark.parametrize(
    ("certificates", "expected"),
    [
        ([], ["tkdn_missing"]),
        ([tkdn(tkdn_expires_on=day(-1))], ["tkdn_not_holding"]),
        ([tkdn(register_state="frozen")], ["tkdn_not_holding"]),
        ([tkdn(tkdn_expires_on=day(-1)), tkdn()], []),
        ([tkdn(number="tanpa pola")], ["tkdn_doubtful"]),
        ([tkdn(brand="Merek Lain")], ["tkdn_doubtful"]),
    ],
)
def test_local_content_only_warns(stated, certificates, expected):
    stated.page.tkdn_certificates = certificates

    found = stated.judge()

    assert [finding.code for finding in found.everything] == expected
    assert found.ready_count == 1


def test_what_a_verifier_looked_at_is_not_doubted(stated):
    stated.page.tkdn_certificates = [tkdn(number="tanpa pola")]
    stated.tkdn.case = SimpleNamespace(state=CaseState.VERIFIED, is_verified=True)

    assert stated.codes() == []


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
def test_statements_of_a_variant(stated, field, value, expected):
    setattr(stated.variant, field, value)

    assert stated.codes() == expected


def test_every_unit_of_lkpp_is_known(stated):
    stated.page.variants = [
        variant(f"UJI-{unit}", unit=unit) for unit in nomenclature.LKPP_UNITS
    ]

    assert len(stated.judge().variants) == 82
    assert stated.codes() == []


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
def test_name_with_that_of_the_variant(stated, title, label, expected):
    stated.page.title = title
    stated.variant.label = label

    assert stated.codes() == expected


def test_product_without_variants_is_blocked(stated):
    stated.page.variants = []

    found = stated.judge()

    assert [finding.code for finding in found.everything] == ["variant_missing"]
    assert found.state == State.BLOCKED


# What becomes of it


def test_variants_are_judged_one_by_one(stated):
    good, bad = variant("A"), variant("B", kfa_code="", price=None)
    stated.page.variants = [good, bad]

    found = stated.judge()

    assert found.state == State.PARTLY
    assert [(each.sku, each.state) for each in found.variants] == [
        ("A", State.READY),
        ("B", State.BLOCKED),
    ]
    assert found.blocked_reason(good) == ""
    assert found.blocked_reason(bad) == "Kode KFA belum diisi (dan 1 lagi)."
    assert found.blocked_reason(bad, "en") == "The KFA code is missing (and 1 more)."
    assert {finding.row for finding in found.by_sku["B"].findings} == {1}


def test_blocker_of_the_product_blocks_every_variant(stated):
    stated.page.variants = [variant("A"), variant("B")]
    stated.page.kbki_code = ""

    found = stated.judge()

    assert found.state == State.BLOCKED
    assert found.blocked_reason(variant("B")) == "Kode KBKI belum diisi."


@pytest.mark.parametrize(
    ("field", "value", "state"),
    [
        ("weight_grams", None, State.DOUBTS),
        # What concerns the bulk upload alone leaves it ready.
        ("summary", "x" * 200, State.READY),
    ],
)
def test_warnings_do_not_block(stated, field, value, state):
    setattr(stated.page, field, value)

    found = stated.judge()

    assert found.ready_count == 1
    assert found.state == state


def test_empty_draft_is_told_all_it_lacks():
    page = ProductPage()
    page.variants = [ProductVariant()]
    supplier = SupplierPage()

    found = readiness(page, supplier, page.eligibility(TODAY))

    assert found.state == State.BLOCKED
    assert [finding.code for finding in found.everything if finding.is_blocker] == [
        "licence_missing",
        "cpakb_missing",
        "kbki_missing",
        "picture_missing",
        "name_short",
        "kfa_missing",
        "price_missing",
    ]


def test_every_finding_has_a_sentence_in_both_languages(stated):
    stated.page.authorisations = [licence(expires_on=date(2026, 1, 31))]

    [found] = stated.judge().findings

    assert found.text() == "Izin AKD20902020001 kedaluwarsa sejak 31-01-2026."
    assert found.text("en") == "Licence AKD20902020001 expired on 2026-01-31."


# The rules


def test_every_rule_has_a_source_and_both_languages():
    incomplete = [
        rule.code
        for rule in RULES.values()
        if not all(
            (rule.source, rule.name.id, rule.name.en, rule.sentence.id, rule.field)
        )
        or rule.sentence.id == rule.sentence.en
    ]

    # A number with its status, and a number with a doubt, read alike.
    assert incomplete == ["cpakb_not_holding"]


def test_the_table_in_the_documentation_names_every_rule():
    lines = TABLE.read_text().splitlines()
    rows = [line.split("|") for line in lines if line.startswith("| `")]

    told = {row[1].strip(" `"): row[2].strip() for row in rows}

    assert told == {code: str(rule.grade) for code, rule in RULES.items()}


def test_no_rule_is_both_a_blocker_and_beside_the_feed():
    assert [
        rule.code
        for rule in RULES.values()
        if rule.beside_feed and rule.grade == Grade.BLOCKER
    ] == []


# With a database


def test_rows_that_were_fetched_are_not_asked_for_again(
    catalogue, django_assert_num_queries
):
    product = ready_product(variants=2)
    page = ProductPage.objects.with_public_details().get(pk=product.pk)
    [supplier] = SupplierPage.objects.filter(path=page.supplier_path).prefetch_related(
        "certificates__document", "accreditations__document"
    )
    attach_cases([page, supplier])

    with django_assert_num_queries(0):
        found = readiness(page, supplier, page.eligibility(TODAY))

    assert found.everything == ()
    assert found.state == State.READY
