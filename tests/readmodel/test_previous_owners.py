"""A SKU that goes from one product to another: readers are told of both."""

import pytest

from products.models import ProductPage
from readmodel import indexer
from readmodel.models import PendingChange, ProductState
from tests.factories.products import ProductVariantFactory, complete_product

pytestmark = pytest.mark.django_db


@pytest.fixture
def handed_over(index):
    """A SKU of a product with two, which is another product's from now on; of the
    change, only the product that got it is noted."""
    old, new = complete_product(), complete_product()
    kept = ProductVariantFactory(product=old, kfa_code="33999999")
    indexer.drain()
    handed = old.variants.exclude(pk=kept.pk).get()
    handed.delete()
    new.variants.update(sku=handed.sku)
    PendingChange.objects.all().delete()
    ProductPage.objects.get(pk=new.pk).save()
    return old, new, handed.sku, kept.sku


def test_the_previous_owner_of_a_sku_is_built_with_the_new_one(
    handed_over, indexed, exported
):
    old, new, handed, kept = handed_over
    before = ProductState.objects.get(pk=old.pk).revision

    indexer.drain()

    assert [each["sku"] for each in indexed(old)["variants"]] == [kept]
    assert ProductState.objects.get(pk=old.pk).revision > before
    assert exported(handed)["product_id"] == new.pk
    assert exported(kept)["product_id"] == old.pk


def test_a_previous_owner_that_left_gets_a_revision_too(index, exported):
    old = complete_product()
    sku = old.variants.get().sku
    indexer.drain()
    ProductPage.objects.get(pk=old.pk).delete()
    indexer.drain()
    before = ProductState.objects.get(pk=old.pk).revision
    new = complete_product()
    new.variants.update(sku=sku)
    new.save()

    indexer.drain()

    states = ProductState.objects.in_bulk([old.pk, new.pk])
    assert {each.revision for each in states.values()} == {before + 1, before + 2}
    assert exported(sku)["product_id"] == new.pk
