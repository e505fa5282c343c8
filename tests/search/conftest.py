"""What the tests of the read model lean on."""

import orjson
import pytest

from search import indexer, ledger_reader
from search.engines import get_engine
from search.mapping import product_key


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
    """``exported(sku)``: the variant's record in the ledger, or None."""

    def record(sku):
        row = ledger_reader.find(sku)
        return row and orjson.loads(row.record)

    return record
