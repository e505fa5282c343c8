"""What a sample that is built afresh notices."""

from random import Random

import pytest

from products.models import ProductPage
from readmodel import indexer
from readmodel.models import PendingChange, ProductState
from readmodel.sampling import find_outdated, some_documents
from tests.factories.products import complete_product, days_from_today
from tests.search.ledger_documents import remember_lamps

pytestmark = pytest.mark.django_db


def change_unnoticed(*products) -> None:
    for product in products:
        ProductPage.objects.filter(pk=product.pk).update(title="Berubah diam-diam")


def test_a_product_that_changed_unnoticed_is_found(index):
    product, _other = complete_product(), complete_product()
    indexer.drain()
    assert find_outdated() == set()

    change_unnoticed(product)

    assert find_outdated() == {product.pk}


def test_a_product_that_left_unnoticed_is_found(index):
    product = complete_product()
    indexer.drain()

    ProductPage.objects.filter(pk=product.pk).update(live=False)

    assert find_outdated() == {product.pk}


def test_no_more_than_the_sample_is_built(index):
    products = [complete_product() for _ in range(3)]
    indexer.drain()
    change_unnoticed(*products)

    assert len(find_outdated(2)) == 2
    assert find_outdated(0) == set()


def test_what_the_indexer_is_about_to_build_is_left_out(index):
    noted, due, left = (complete_product() for _ in range(3))
    indexer.drain()
    left.unpublish()
    indexer.drain()
    change_unnoticed(noted, due)
    PendingChange.objects.create(product_id=noted.pk)
    ProductState.objects.filter(pk=due.pk).update(rebuild_on=days_from_today(0))

    assert find_outdated() == set()


def test_a_product_that_cannot_be_built_is_no_difference(index):
    product = complete_product()
    indexer.drain()

    product.authorisations.update(number="rusak")

    assert find_outdated() == set()


def test_some_documents_are_the_same_for_the_same_chance(db):
    remember_lamps(*range(100, 200))

    drawn = [list(some_documents(Random(seed), 10)) for seed in (1, 1, 2)]

    assert drawn[0] == drawn[1] != drawn[2]
    assert 5 < len(drawn[0]) <= 10


def test_an_empty_ledger_has_no_documents_to_draw(db):
    assert list(some_documents(Random(1), 10)) == []
