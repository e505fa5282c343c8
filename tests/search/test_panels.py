"""Which facets the page shows, and how much of them."""

from django.http import QueryDict

from search.panels import LEADING, OPEN, facet_panels
from search.query import SearchRequest
from search.results import search_products
from tests.factories.documents import index_documents, product_document


def panels(address: str = "") -> dict:
    search = SearchRequest.lenient(QueryDict(address))
    return {each.facet.name: each for each in facet_panels(search_products(search))}


def values(options) -> list[str]:
    return [option.value for option in options]


def test_only_what_leads_somewhere_is_shown():
    index_documents([product_document(tkdn=61.0), product_document(tkdn=None)])

    assert values(panels()["tkdn_band"].leading) == ["60-", "none"]


def test_what_is_chosen_is_shown_though_it_leads_nowhere():
    index_documents([product_document(tkdn=61.0)])

    panel = panels("tkdn_band=0-25")["tkdn_band"]

    assert values(panel.leading) == ["60-", "0-25"]
    assert panel.selected_count == 1


def test_the_first_panels_are_open_and_those_with_a_choice():
    index_documents([product_document()])

    without, chosen = panels(), panels("business_scale=kecil")

    assert [each.is_open for each in without.values()] == [
        position < OPEN for position in range(len(without))
    ]
    assert without["business_scale"].is_open is False
    assert chosen["business_scale"].is_open is True


def test_of_many_the_chosen_come_first_and_then_the_commonest():
    documents = [
        product_document(supplier={"id": number, "name": f"PT {number}"})
        for number in range(1, LEADING + 3)
        for _ in range(number)
    ]
    index_documents(documents)

    panel = panels("supplier=1")["supplier"]

    assert values(panel.leading) == ["1", "10", "9", "8", "7", "6", "5", "4"]
    assert values(panel.further) == ["3", "2"]


def test_few_keep_their_order():
    index_documents(
        product_document(supplier={"business_scale": scale})
        for scale in ("besar", "besar", "mikro")
    )

    assert values(panels()["business_scale"].leading) == ["mikro", "besar"]


def test_typed_bounds_are_no_option_of_their_own():
    index_documents([product_document(price=5_000_000)])

    panel = panels("price=4000000-6000000")["price"]

    assert (panel.bounds.low, panel.bounds.high) == (4_000_000, 6_000_000)
    assert "4000000-6000000" not in values([*panel.leading, *panel.further])


def test_the_price_is_asked_for_though_no_option_leads_anywhere():
    index_documents([product_document(price=None)])

    found = panels()

    assert found["price"].leading == ()
    assert found["tkdn_band"].bounds is None
