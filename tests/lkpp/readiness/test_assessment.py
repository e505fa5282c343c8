"""Whether a product's variants are ready, by what was found of them."""

import pytest

from certificates.cases import attach_cases
from lkpp.readiness.assessment import State, assess
from products.models import ProductPage, ProductVariant
from suppliers.models import SupplierPage
from tests.factories.products import ready_product
from tests.lkpp.readiness.declared_product import TODAY, variant

# A page looks up its own content type when it is made.
pytestmark = pytest.mark.django_db


def test_product_that_lacks_nothing_is_ready(declared):
    found = declared.assess()

    assert found.everything == ()
    assert found.state == State.READY


def test_variants_are_assessed_one_by_one(declared):
    good, bad = variant("A"), variant("B", kfa_code="", price=None)
    declared.page.variants = [good, bad]

    found = declared.assess()

    assert found.state == State.PARTLY
    assert [(each.sku, each.state) for each in found.variants] == [
        ("A", State.READY),
        ("B", State.BLOCKED),
    ]
    assert found.by_sku["A"].blockers == ()
    assert [each.place for each in found.by_sku["B"].blockers] == [
        "variants-1-kfa_code",
        "variants-1-price",
    ]


def test_blocker_of_the_product_blocks_every_variant(declared):
    declared.page.variants = [variant("A"), variant("B")]
    declared.page.kbki_code = ""

    found = declared.assess()

    assert found.state == State.BLOCKED
    assert [each.code for each in found.by_sku["B"].blockers] == ["kbki_missing"]


@pytest.mark.parametrize(
    ("field", "value", "state"),
    [
        ("weight_grams", None, State.WARNINGS),
        # What concerns the bulk upload alone leaves it ready.
        ("summary", "x" * 200, State.READY),
    ],
)
def test_warnings_do_not_block(declared, field, value, state):
    setattr(declared.page, field, value)

    found = declared.assess()

    assert found.ready_count == 1
    assert found.state == state


def test_empty_draft_is_told_all_it_lacks():
    page = ProductPage()
    page.variants = [ProductVariant()]
    supplier = SupplierPage()

    found = assess(page, supplier, page.eligibility(TODAY))

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
        found = assess(page, supplier, page.eligibility(TODAY))

    assert found.everything == ()
    assert found.state == State.READY
