"""What the tests of the read model lean on."""

import pytest

from search import indexer
from search.engines import get_engine
from search.mapping import product_key, variant_key


@pytest.fixture
def index(catalogue):
    """An index of the empty catalogue."""
    indexer.rebuild()
    return get_engine()


@pytest.fixture
def indexed(index):
    """``indexed(product)``: the product's document in the index, or None."""

    def document(product):
        key = product_key(product.pk)
        return index.get([key]).get(key)

    return document


@pytest.fixture
def exported(index):
    """``exported(sku)``: the variant's record in the index, or None."""

    def record(sku):
        return index.get([variant_key(sku)]).get(variant_key(sku))

    return record
