"""Which of the products asked for are compared."""

import pytest
from django.http import QueryDict

from procurement.chosen_products import asked_ids, choose_products, query_string
from tests.factories.documents import BED, index_documents, product_document


@pytest.fixture
def products():
    """Six lamps, numbered 1 to 6, and two beds, 11 and 12."""
    lamps = [product_document(id=number) for number in range(1, 7)]
    beds = [product_document(id=number, device_type=BED) for number in (11, 12)]
    return index_documents(lamps + beds)


def ids(documents):
    return [each["id"] for each in documents]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ()),
        ("p=3&p=1&p=3", (3, 1)),
        ("p=+7 &p=x&p=-1&p=²&p=&q=5", (7,)),
        (f"p={'9' * 18}", (999_999_999_999_999_999,)),
        (f"p={'9' * 19}", ()),
        ("&".join(f"p={n}" for n in range(60)), tuple(range(50))),
    ],
)
def test_numbers_are_read_once_each_and_nothing_else(query, expected):
    assert asked_ids(QueryDict(query)) == expected


def test_the_first_device_type_is_compared_and_others_kept_apart(products):
    chosen = choose_products([11, 1, 12, 2])

    assert ids(chosen.products) == [11, 12]
    assert [
        (each.device_type["key"], ids(each.products)) for each in chosen.others
    ] == [("led_operating_light", [1, 2])]
    assert chosen.others[0].query_string == "p=1&p=2"
    assert (chosen.surplus, chosen.gone) == ((), ())
    assert chosen.can_be_compared is True


def test_beyond_five_there_is_a_surplus(products):
    chosen = choose_products([6, 5, 4, 3, 2, 1])

    assert ids(chosen.products) == [6, 5, 4, 3, 2]
    assert ids(chosen.surplus) == [1]


def test_products_that_are_gone_are_named(products):
    chosen = choose_products([404, 1])

    assert (ids(chosen.products), chosen.gone) == ([1], (404,))
    assert chosen.can_be_compared is False


def test_nothing_chosen_is_nothing_to_compare(products):
    chosen = choose_products([])

    assert (chosen.products, chosen.others, chosen.query_string) == ((), (), "")
    assert chosen.can_be_compared is False


def test_a_product_is_added_or_left_out_by_the_address(products):
    chosen = choose_products([1, 2])
    first, other = chosen.products[0], products[2]

    assert chosen.query_string == "p=1&p=2"
    assert chosen.without(first) == "p=2"
    assert chosen.plus(other) == "p=1&p=2&p=3"
    assert query_string([other]) == "p=3"
