"""Searches as addresses."""

import pytest
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st

from core.findings import text
from domain.findings import InvalidInput
from search.engines.base import Filter, Range, Sort
from search.facets import FACETS, FACETS_BY_NAME, parse_range, range_ends
from search.query import (
    DEFAULT_PAGE_SIZE,
    LARGEST_PAGE_SIZE,
    LAST_HIT,
    LONGEST_QUERY,
    SORTS,
    InvalidParameters,
    SearchRequest,
)


def test_every_parameter_is_read():
    request = SearchRequest.strict(
        QueryDict(
            "q=lampu++operasi&province=32&province=33&risk_class=B"
            "&sort=price&page=2&page_size=50"
        )
    )

    assert request == SearchRequest(
        text="lampu operasi",
        selected={"province": ("32", "33"), "risk_class": ("B",)},
        sort="price",
        page=2,
        page_size=50,
    )


def test_an_empty_address_asks_for_everything():
    request = SearchRequest.lenient(QueryDict("q=&sort=&page=&province="))

    assert request == SearchRequest() == SearchRequest.strict(QueryDict("q="))
    assert request.is_empty
    assert request.query_string() == ""


def test_a_program_that_lost_a_value_is_told_so():
    with pytest.raises(InvalidParameters) as caught:
        SearchRequest.strict(QueryDict("q=&sort=&province=32&province=&sku="))

    assert [(each.place, each.code) for each in caught.value.findings] == [
        ("sort", "value_empty"),
        ("province", "value_empty"),
        ("sku", "value_empty"),
    ]


@pytest.mark.parametrize(
    ("query_string", "parameter", "reason"),
    [
        ("risk_class=E", "risk_class", "Nilai tidak dikenal: E."),
        ("risk_class=E&risk_class=F", "risk_class", "Nilai tidak dikenal: E, F."),
        (
            "price=200-100",
            "price",
            "Batas bawah (200) lebih besar daripada batas atas (100).",
        ),
        (
            "price=60 jt",
            "price",
            "“60 jt” bukan rentang harga. Tulis batas bawah dan batas atas, misalnya "
            "1000000-5000000; salah satunya boleh kosong.",
        ),
        (
            "price=murah-",
            "price",
            "“murah” bukan jumlah uang yang sah. Contoh: 850.000, Rp 850.000 atau "
            "60 jt.",
        ),
        ("sort=luck", "sort", f"Pilih salah satu: {', '.join(SORTS)}."),
        ("page=0", "page", "Tulis bilangan 1 sampai 416."),
        ("page=²", "page", "Tulis bilangan 1 sampai 416."),
        ("page=417", "page", "Tulis bilangan 1 sampai 416."),
        ("page_size=101", "page_size", "Tulis bilangan 1 sampai 100."),
        ("colour=red", "colour", "Parameter ini tidak dikenal."),
        ("q=" + "a" * 201, "q", "Paling banyak 200 karakter."),
    ],
)
def test_strict_reading_names_what_is_wrong_and_lenient_leaves_it_out(
    query_string, parameter, reason
):
    parameters = QueryDict(query_string)

    with pytest.raises(InvalidParameters) as caught:
        SearchRequest.strict(parameters)
    request = SearchRequest.lenient(parameters)

    [finding] = caught.value.findings
    assert (finding.place, text(finding)) == (parameter, reason)
    assert request.selected == {}
    assert (request.sort, request.page) == ("relevance", 1)
    assert len(request.text) in {0, LONGEST_QUERY}


def test_good_values_survive_beside_bad_ones():
    request = SearchRequest.lenient(QueryDict("licence=valid&licence=best&page=x"))

    assert request.selected == {"licence": ("valid",)}


def test_toggling_adds_removes_and_starts_from_the_first_page():
    selected = {"risk_class": ("B",), "province": ("32", "33"), "licence": ("valid",)}
    request = SearchRequest("bed", selected, sort="price", page=4, page_size=48)
    province, domestic = request.toggling("province"), request.toggling("domestic")

    ends = "licence=valid&sort=price&page_size=48"
    both = "q=bed&risk_class=B&province=32&province=33"
    assert province("34") == f"{both}&province=34&{ends}"
    assert province("32") == f"q=bed&risk_class=B&province=33&{ends}"
    assert domestic("yes") == (
        f"{both}&licence=valid&domestic=yes&sort=price&page_size=48"
    )
    assert SearchRequest(selected={"province": ("32",)}).toggling("province")("32") == (
        ""
    )


def known_values(facet):
    if facet.numeric:
        ends = st.tuples(st.integers(0, 10**9), st.integers(0, 10**9)).map(sorted)
        return st.one_of(
            ends.map(lambda pair: f"{pair[0]}-{pair[1]}"),
            st.integers(0, 10**9).map(lambda low: f"{low}-"),
            st.integers(0, 10**9).map(lambda high: f"-{high}"),
        )
    if facet.values:
        return st.sampled_from(sorted(facet.values))
    return st.from_regex(facet.pattern, fullmatch=True)


searches = st.builds(
    SearchRequest,
    text=st.text(st.characters(codec="utf-8"), max_size=LONGEST_QUERY).map(
        lambda text: " ".join(text.split())
    ),
    selected=st.fixed_dictionaries(
        {},
        optional={
            facet.name: st.lists(
                known_values(facet), min_size=1, max_size=5, unique=True
            ).map(tuple)
            for facet in FACETS
        },
    ),
    sort=st.sampled_from(sorted(SORTS)),
    page=st.integers(1, LAST_HIT // LARGEST_PAGE_SIZE),
    page_size=st.integers(1, LARGEST_PAGE_SIZE),
)


@settings(deadline=None)
@given(searches)
def test_an_address_gives_back_the_search_it_was_made_from(search):
    assert SearchRequest.strict(QueryDict(search.query_string())) == search


@given(st.text(max_size=60))
def test_a_range_is_read_or_refused(text):
    try:
        low, high = range_ends(text)
    except ValueError:
        try:
            range_ends(FACETS_BY_NAME["price"].read(text))
        except InvalidInput as refusal:
            assert refusal.finding.is_error
    else:
        assert FACETS_BY_NAME["price"].read(text) == text
        assert low is None or high is None or low <= high


def test_both_ends_of_a_price_range_are_included():
    assert parse_range("1000-5000") == Range(1000.0, 5001.0)
    assert parse_range("-5000") == Range(None, 5001.0)
    assert parse_range("5000-") == Range(5000.0, None)
    assert parse_range("5000-5000") == Range(5000.0, 5001.0)


def test_the_ready_made_price_ranges_meet_without_a_gap():
    ends = [range_ends(value) for value in FACETS_BY_NAME["price"].options]

    assert ends[0][0] is None
    assert ends[-1][1] is None
    assert [low for low, _high in ends[1:]] == [high + 1 for _low, high in ends[:-1]]


def test_the_engine_is_asked_for_the_page_the_filters_and_every_count():
    request = SearchRequest(
        "lampu", {"province": ("32",), "price": ("-999999",)}, "-price", page=3
    )

    query = request.engine_query()

    assert query.filters == (
        Filter("province", values=("32",)),
        Filter("price", ranges=(Range(None, 1_000_000.0),)),
    )
    assert [term.exact for term in query.terms] == ["lampu"]
    assert query.sort == Sort("price", descending=True)
    assert (query.offset, query.limit) == (48, DEFAULT_PAGE_SIZE)
    assert len(query.counts) == len(FACETS)


def test_without_words_the_newest_come_first():
    by_words = SearchRequest("lampu").engine_query()
    by_age = SearchRequest().engine_query()

    assert by_words.sort is None
    assert by_age.sort == Sort("published", descending=True)


def test_a_search_without_some_values_begins_at_its_first_page():
    selected = {"risk_class": ("A", "B"), "province": ("32",), "licence": ("valid",)}
    request = SearchRequest("lampu", selected, page=3)

    kept = request.without({"risk_class": ("A",), "province": ("32",)})

    assert kept == SearchRequest(
        "lampu", {"risk_class": ("B",), "licence": ("valid",)}, page=1
    )


@pytest.mark.parametrize(
    ("text", "nothing"), [("", False), ("dan", False), ("???", True), ("a?", False)]
)
def test_a_text_without_a_word_finds_nothing(text, nothing):
    assert SearchRequest(text).finds_nothing is nothing


def test_no_more_than_a_hundred_values_of_a_facet_are_taken():
    parameters = QueryDict("&".join(f"supplier={n}" for n in range(101)))

    request, findings = SearchRequest.read(parameters)

    assert len(request.selected["supplier"]) == 100
    assert [(each.place, each.code) for each in findings] == [
        ("supplier", "too_many_values")
    ]
