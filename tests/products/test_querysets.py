"""Products and device types, asked for in the catalogue's own terms."""

import pytest

from domain.sale import RestrictionKind
from products.models import DeviceType, ProductPage
from tests.factories.products import (
    DeviceTypeFactory,
    ProductPageFactory,
    ProductVariantFactory,
    SaleRestrictionFactory,
)
from tests.factories.suppliers import SupplierPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def lamp(catalogue):
    product = ProductPageFactory(title="Lampu")
    for sku in ("L-1", "L-2"):
        ProductVariantFactory(product=product, sku=sku)
    return product


def withhold(product, *skus, kind=RestrictionKind.WITHDRAWN):
    for sku in skus:
        SaleRestrictionFactory(product=product, sku=sku, kind=kind)


def seen():
    return [page.title for page in ProductPage.objects.seen_by_all().order_by("title")]


def test_a_product_is_seen_while_one_variant_is_for_sale(lamp):
    withhold(lamp, "L-1")

    assert seen() == ["Lampu"]


def test_a_product_whose_variants_are_all_withdrawn_is_not_seen(lamp):
    withhold(lamp, "L-1", "L-2")

    assert seen() == []


def test_a_product_that_cannot_be_ordered_is_seen(lamp):
    withhold(lamp, "L-1", "L-2", kind=RestrictionKind.UNORDERABLE)

    assert seen() == ["Lampu"]


def test_a_restriction_of_another_product_or_sku_hides_nothing(lamp):
    other = ProductPageFactory(title="Meja", parent=SupplierPageFactory())
    withhold(other, "L-1", "L-2")
    withhold(lamp, "L-1", "GONE")

    # The other has no variants yet.
    assert seen() == ["Lampu", "Meja"]


def test_a_product_of_a_supplier_that_is_not_public_is_not_seen(lamp):
    lamp.supplier.unpublish()

    assert ProductPage.objects.live().filter(pk=lamp.pk).exists()
    assert seen() == []


@pytest.fixture
def types():
    """Types whose words have "suction"."""
    DeviceType.objects.all().delete()
    for name_id, name_en, synonyms in (
        ("Botol suction", "Bottle", []),
        ("Suction, selang", "Tubing", []),
        ("Pompa hisap", "Aspirator", ["suction", "suction pump"]),
        ("Alat lain", "Other", ["botol suction besar"]),
        ("Kanula", "Suction", []),
    ):
        DeviceTypeFactory(name_id=name_id, name_en=name_en, synonyms=synonyms)
    return DeviceType.objects


def test_the_name_comes_first_then_the_other_word_for_it(types):
    found = types.matching("SUCTION").best_first(" suction ")

    assert [each.name_id for each in found] == [
        "Kanula",
        "Pompa hisap",
        "Suction, selang",
        "Botol suction",
        "Alat lain",
    ]


@pytest.mark.parametrize("text", ["", " ", "%", "\0"])
def test_without_a_word_no_type_matches(types, text):
    assert list(types.matching(text).best_first(text)) == []


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ('suction"', "Alat lain"),
        ("suction\\", "Alat lain"),
        ("suction é", "Alat lain"),
        # What no database takes is left out.
        ("suction\0", "Kanula"),
    ],
)
def test_odd_characters_are_part_of_no_other_word(types, text, first):
    found = [each.name_id for each in types.best_first(text)]

    assert len(found) == 5
    assert found[0] == first


def test_a_type_with_attributes_is_described(catalogue):
    named = DeviceTypeFactory()
    bed = DeviceType.objects.get(key="electric_patient_bed")

    assert bed in DeviceType.objects.described()
    assert named not in DeviceType.objects.described()
    assert list(DeviceType.objects.described(False).filter(pk=bed.pk)) == []
    assert named in DeviceType.objects.described(False)


def test_types_with_products_count_drafts(catalogue):
    listed, unlisted = DeviceTypeFactory(), DeviceTypeFactory()
    ProductPageFactory(device_type=listed, live=False)

    found = DeviceType.objects.with_products()

    assert listed in found
    assert unlisted not in found
