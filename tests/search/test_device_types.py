"""Device types and what is listed of them."""

import pytest

from search.device_types import (
    listed_products,
    nearest_types,
    products_of_type,
    types_named,
)
from tests.factories.documents import BED, LAMP, index_documents, product_document
from tests.factories.products import DeviceTypeFactory, forget_device_types

pytestmark = pytest.mark.django_db


@pytest.fixture
def named():
    """``named(name, key=…)``: a type; there are no others."""
    forget_device_types()

    def make(name_id, **fields):
        return DeviceTypeFactory(
            **{"name_id": name_id, "name_en": name_id, "sub_category": ""} | fields
        )

    return make


def nearest(device_type, listed=None):
    return [each.name_id for each in nearest_types(device_type, listed or {}, 10)]


def test_products_are_counted_by_type_and_category():
    index_documents(
        [product_document(), product_document(), product_document(device_type=BED)]
    )

    listed = listed_products()

    assert listed.total == 3
    assert listed.by_type == {LAMP["key"]: 2, BED["key"]: 1}
    assert listed.by_category == {"16": 3}


def test_the_newest_products_of_a_type():
    index_documents(
        [
            product_document(id=1, published_at="2026-01-01T00:00:00+07:00"),
            product_document(id=2, published_at="2026-03-01T00:00:00+07:00"),
            product_document(id=3, published_at="2026-02-01T00:00:00+07:00"),
            product_document(id=4, device_type=BED),
        ]
    )

    count, newest = products_of_type(LAMP["key"], 2)

    assert count == 3
    assert [each["id"] for each in newest] == [2, 3]
    assert products_of_type("nihil", 2) == (0, ())


def test_types_that_share_rare_words_are_nearest(named):
    gauze = named("Kasa steril besar")
    named("Kain steril")
    named("Bak steril")
    named("Kasa gulung")
    named("Pinset")

    assert nearest(gauze) == ["Kasa gulung", "Kain steril", "Bak steril"]


def test_types_with_products_come_first(named):
    gauze = named("Kasa steril")
    named("Kasa gulung")
    named("Kain steril", key="drape")

    assert nearest(gauze, {"drape": 3}) == ["Kain steril", "Kasa gulung"]


def test_a_product_brings_no_type_forward_that_shares_a_common_word_alone(named):
    test = named("Sistem uji kodein")
    named("Sistem uji kokain")
    named("Sistem uji heroin")
    named("Sistem radiografi", key="radiography")

    assert nearest(test, {"radiography": 76})[-1] == "Sistem radiografi"


def test_a_type_of_another_category_is_near_by_a_word_alone(named):
    gauze = named("Kasa steril", category="16")
    named("Kasa gigi", category="06")
    named("Bor gigi", category="06")

    assert nearest(gauze) == ["Kasa gigi"]


def test_neighbours_in_the_sub_category_are_near_without_a_word(named):
    gauze = named("Kasa", sub_category="0902")
    named("Pinset", sub_category="0902")
    named("Bor", sub_category="0903")
    named("Palu")

    assert nearest(gauze) == ["Pinset"]


def test_short_words_and_numbers_tell_nothing(named):
    gauze = named("Kasa 10 x 10 cm")
    named("Bak 10 x 10 cm")

    assert nearest(gauze) == []


def test_types_are_named_by_synonyms_too(named):
    gauze = named("Kasa", synonyms=["perban hidrofil"])
    named("Pinset")

    assert types_named("hidro", 5) == [gauze]
    assert types_named("", 5) == []
