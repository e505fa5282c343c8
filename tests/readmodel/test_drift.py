"""What comparing a sink with the ledger finds, and that the indexer mends it."""

import pytest

from products.models import ProductPage
from readmodel import indexer
from readmodel.drift import Drift, find_drift, repair
from readmodel.models import ProductState, VariantState
from readmodel.sinks import SinkUnavailable
from search.documents.loading import load_products
from search.engines.base import DocumentGroup
from search.indexing.mapping import document_group
from search.indexing.sink import engine_sinks
from tests.factories.products import complete_product

pytestmark = pytest.mark.django_db

[SINK] = engine_sinks()


def test_a_document_that_the_engine_lacks_is_applied_again(index, indexed, exported):
    product, other = complete_product(), complete_product()
    indexer.drain()
    index.apply([DocumentGroup(product.pk)])

    drift = find_drift(SINK)
    repair(SINK, drift)

    assert drift == Drift(missing={product.pk})
    assert find_drift(SINK) == Drift()
    assert indexer.drain() == 1
    assert indexed(product)["revision"] == 1
    assert exported(product.variants.get().sku)["active"] is True
    assert indexed(other)["revision"] == 2
    assert find_drift(SINK) == Drift()


@pytest.mark.parametrize("change", [{"revision": 99}, {"title": "Diubah diam-diam"}])
def test_a_document_that_differs_is_applied_again(index, indexed, change):
    product = complete_product()
    indexer.drain()
    _write_over(index, product, change)

    drift = find_drift(SINK)
    repair(SINK, drift)
    indexer.drain()

    assert drift.differing == {product.pk}
    assert indexed(product)["revision"] == 1
    assert indexed(product)["title"] == product.title


def _write_over(index, product, change):
    [seen] = load_products({product.pk})
    document = {**seen.document, "revision": 1} | change
    index.apply([document_group(product.pk, document)])


def test_a_document_that_should_not_be_there_is_taken_out(index, indexed):
    left, unknown = complete_product(), complete_product()
    indexer.drain()
    ProductState.objects.filter(pk=left.pk).update(live=False, document=None)
    ProductPage.objects.filter(pk=left.pk).update(live=False)
    ProductState.objects.filter(pk=unknown.pk).delete()
    VariantState.objects.filter(product_id=unknown.pk).delete()
    ProductPage.objects.filter(pk=unknown.pk).update(live=False)

    drift = find_drift(SINK)
    repair(SINK, drift)
    indexer.drain()

    assert drift == Drift(strange={left.pk, unknown.pk})
    assert indexed(left) is None
    assert indexed(unknown) is None
    assert find_drift(SINK) == Drift()


def test_what_the_indexer_did_meanwhile_is_no_drift(index, monkeypatch):
    changed, left, new = (complete_product() for _ in range(3))
    new.unpublish()
    indexer.drain()
    iterate = index.iterate

    def iterate_slowly(kind):
        documents = list(iterate(kind))
        changed.title = "Nama baru"
        changed.save()
        left.unpublish()
        new.save_revision().publish()
        indexer.drain()
        yield from documents

    monkeypatch.setattr(index, "iterate", iterate_slowly)

    assert find_drift(SINK) == Drift()
    assert ProductState.objects.get(pk=changed.pk).revision > 2


def test_without_an_index_there_is_nothing_to_compare(catalogue):
    complete_product()

    with pytest.raises(SinkUnavailable):
        find_drift(SINK)


def test_comparing_goes_batch_by_batch(index, monkeypatch, django_assert_num_queries):
    products = [complete_product() for _ in range(5)]
    indexer.drain()
    monkeypatch.setattr("readmodel.drift.BATCH", 2)
    steps = []

    with django_assert_num_queries(5):
        drift = find_drift(SINK, lambda done, total: steps.append((done, total)))

    assert drift == Drift()
    assert steps == [(2, 5), (4, 5), (5, 5)]
    index.apply([DocumentGroup(product.pk) for product in products])
    assert find_drift(SINK).missing == {product.pk for product in products}
