"""Whether the chosen values of facets exist."""

import pytest
from django.http import QueryDict

from search.known_values import search_for_known, unknown_values
from search.query import SearchRequest
from search.results import search_products
from tests.factories.documents import LAMP, index_documents, product_document
from tests.factories.products import DeviceTypeFactory
from tests.factories.suppliers import SupplierPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def lamp():
    index_documents([product_document(id=1, title="Lampu operasi")])


def found(query_string):
    return search_products(SearchRequest.lenient(QueryDict(query_string)))


def test_what_is_in_the_index_exists(lamp, django_assert_num_queries):
    results = found(f"device_type={LAMP['key']}")

    with django_assert_num_queries(0):
        assert unknown_values(results) == {}


def test_what_nobody_lists_may_exist(lamp):
    kind = DeviceTypeFactory()
    supplier = SupplierPageFactory()

    assert unknown_values(found(f"device_type={kind.key}")) == {}
    assert unknown_values(found(f"supplier={supplier.pk}")) == {}


def test_what_does_not_exist_is_named(lamp):
    gone = SupplierPageFactory(live=False)
    kind = DeviceTypeFactory()

    results = found(f"device_type=x&device_type={kind.key}&supplier={gone.pk}")

    assert unknown_values(results) == {
        "device_type": ("x",),
        "supplier": (str(gone.pk),),
    }


def test_a_value_without_hits_beside_other_choices_exists(
    lamp, django_assert_num_queries
):
    results = found(f"device_type={LAMP['key']}&licence=none")

    with django_assert_num_queries(0):
        assert unknown_values(results) == {}


def test_a_search_goes_on_without_what_does_not_exist(lamp):
    search = SearchRequest.lenient(QueryDict("device_type=x&licence=valid&page=1"))

    results, told = search_for_known(search)

    assert results.total == 1
    assert results.request.selected == {"licence": ("valid",)}
    assert [(each.place, each.code) for each in told] == [
        ("device_type", "value_unknown")
    ]


def test_a_search_of_known_values_is_answered_as_it_is(lamp):
    search = SearchRequest.lenient(QueryDict("licence=valid"))

    results, told = search_for_known(search)

    assert results.request == search
    assert told == []
