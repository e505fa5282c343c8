"""Copies of products are like real ones, each its own, and the same in every run."""

import orjson
import pytest

from benchmarks.many_products import VOCABULARY, copies, word
from readmodel import indexer
from readmodel.models import ProductState
from search.indexing.mapping import product_document
from tests.factories.products import complete_product

pytestmark = pytest.mark.django_db


@pytest.fixture
def original(index):
    complete_product()
    indexer.drain()
    return orjson.loads(bytes(ProductState.objects.get().document))


def shape(value):
    """What a document is made of, whatever stands in it."""
    if isinstance(value, dict):
        return {name: shape(each) for name, each in value.items()}
    if isinstance(value, list):
        return [shape(each) for each in value]
    return type(value).__name__


def test_a_copy_has_the_shape_of_its_original(original):
    ((number, copy),) = copies([original], range(7, 8), 1_000)

    assert number == copy["id"] == 7
    assert shape(copy) == shape(original)


def test_a_copy_follows_from_its_number_alone(original):
    several = dict(copies([original], range(1, 6), 1_000))
    alone = dict(copies([original], range(4, 5), 1_000))

    assert alone == {4: several[4]}


def test_copies_differ_in_what_tells_products_apart(original):
    made = [copy for _number, copy in copies([original], range(1, 51), 1_000)]

    for name in ("id", "url", "model", "description"):
        assert len({each[name] for each in made}) == 50, name
    assert len({each["variants"][0]["sku"] for each in made}) == 50
    assert len({each["licence"]["number"] for each in made}) == 50


def test_an_index_takes_a_copy(original):
    ((_number, copy),) = copies([original], range(7, 8), 1_000)

    indexed = product_document(copy)

    assert indexed.key == "product:7"
    assert copy["model"].lower().split("-")[0] in indexed.texts["codes"].exact


def test_every_word_of_the_vocabulary_is_another():
    assert len({word(rank) for rank in range(VOCABULARY)}) == VOCABULARY
