"""Single products and small lists from the index."""

import pytest

from search.catalogue import (
    ExampleSearch,
    example_search,
    get_product,
    get_products,
    newest_products,
    products_of_supplier,
    similar_products,
)
from search.engines.base import EngineUnavailable
from search.query import SearchRequest
from search.results import search_products
from tests.factories.documents import BED, index_documents, licence, product_document


def published(number: int, **fields):
    return product_document(
        id=number, published_at=f"2026-01-0{number}T08:00:00+07:00", **fields
    )


@pytest.fixture
def products():
    return index_documents(
        [published(1), published(3, supplier={"id": 7}), published(2)]
    )


def ids(documents) -> list[int]:
    return [document["id"] for document in documents]


def test_a_product_is_found_by_its_id(products):
    assert get_product(3)["id"] == 3
    assert get_product(99) is None


def test_products_come_in_the_order_asked_for_without_those_that_left(products):
    assert ids(get_products([3, 99, 1])) == [3, 1]


def test_the_newest_come_first_and_no_more_than_asked_for(products):
    assert ids(newest_products(2)) == [3, 2]


def test_a_suppliers_products_are_its_own(products):
    assert ids(products_of_supplier(7, 5)) == [3]
    assert ids(products_of_supplier(900, 1)) == [2]


def test_similar_products_are_others(products):
    assert set(ids(similar_products(1, 5))) == {2, 3}


def test_without_an_index_lists_are_empty_and_single_products_unknown():
    assert newest_products(2) == ()
    assert products_of_supplier(7, 5) == ()
    assert similar_products(1, 5) == ()
    with pytest.raises(EngineUnavailable):
        get_product(1)
    with pytest.raises(EngineUnavailable):
        get_products([1])


def test_the_example_is_something_that_is_found():
    index_documents(
        [
            product_document(
                id=1, device_type=BED, licence=licence(number="AKD 20902123455")
            ),
            product_document(id=2, licence=licence(number="AKD 21603123456")),
            product_document(
                id=3, licence=licence(number="AKD 21603123457", status="expired")
            ),
            product_document(id=4, licence=None),
        ]
    )

    example = example_search()

    assert example == ExampleSearch(
        device_types=("Tempat tidur pasien elektrik", "Lampu operasi LED"),
        licence="AKD 21603123456",
        url="/cari/?q=AKD+21603123456",
    )
    found = search_products(SearchRequest(text=example.licence))
    # Behind it those that share its letters.
    assert [hit["id"] for hit in found.hits] == [2, 1, 3]


def test_there_is_no_example_where_there_is_nothing_to_find():
    assert example_search() is None

    index_documents([product_document(licence=None)])

    assert example_search() is None
