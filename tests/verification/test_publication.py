"""What stands against publishing a page as its latest revision has it."""

import pytest

from tests.factories.products import (
    MarketingAuthorisationFactory,
    ProductPageFactory,
    ProductVariantFactory,
)
from tests.factories.suppliers import SupplierPageFactory
from tests.submitting import draft_lamp
from verification.publication import publication_problems

pytestmark = pytest.mark.usefixtures("catalogue")


def latest(page):
    """The content of the page's latest revision, as it would be published."""
    page.save_revision(clean=False)
    return page.get_latest_revision_as_object()


def test_nothing_stands_against_a_complete_draft(supplier):
    assert publication_problems(latest(draft_lamp(supplier))) == []


def test_faults_of_the_page_are_named_by_their_field(supplier):
    draft = draft_lamp(supplier, brand="")

    assert publication_problems(latest(draft)) == [
        "Merek: Field ini tidak boleh kosong."
    ]


def test_what_is_public_may_lack_nothing_that_is_required(supplier):
    draft = draft_lamp(supplier)
    draft.device_type.attribute_rows.filter(key="note").update(required=True)

    [problem] = publication_problems(latest(draft))

    assert "Keterangan: Wajib diisi" in problem


def test_faults_of_children_are_named_by_kind_and_number(supplier):
    draft = draft_lamp(supplier)
    licence = MarketingAuthorisationFactory.build(
        number="AKD 20902020001", registrar="x" * 201
    )
    draft.authorisations.add(licence)

    [problem] = publication_problems(latest(draft))

    assert problem.startswith("Izin edar AKD 20902020001: Pendaftar: ")


@pytest.mark.parametrize(
    ("whose", "problem"),
    [
        ("own", "SKU ini sudah dipakai pada “Pemegang”."),
        ("other", "SKU ini sudah dipakai pada produk pemasok lain."),
    ],
)
def test_a_sku_that_is_taken_is_named_to_its_own_supplier_only(
    supplier, whose, problem
):
    draft = draft_lamp(supplier)
    draft.variants.add(ProductVariantFactory.build(product=draft, sku="SAMA"))
    content = latest(draft)
    holder = supplier if whose == "own" else SupplierPageFactory()
    product = ProductPageFactory(parent=holder, title="Pemegang")
    ProductVariantFactory(product=product, sku="SAMA")

    assert publication_problems(content) == [f"Varian SAMA: {problem}"]
