"""Both engines answer alike: hits, their order, totals and counts.

Documents here have words in every text, as the scores of BM25 need: where some have
none, tantivy counts them in the average length of the text and Elasticsearch does not.
"""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.analysis import analyse_query
from search.engines.base import Count, EngineQuery, Filter, Range, Sort, Term
from search.engines.tantivy import TantivyEngine
from tests.search.elasticsearch_server import own_engine
from tests.search.engine_documents import SCHEMA, document, groups_of, walked

pytestmark = pytest.mark.elasticsearch

WORDS = [
    *("inkubator", "bayi", "lampu", "operasi", "pengukur", "mengukur", "ukuran"),
    *("tekanan", "x-ray", "3ply", "HB-3M-001"),
]
MAKERS = [Term("1", "PT Satu"), Term("1", "PT Lama"), Term("2", "PT Dua"), Term("é")]

texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)
prices = st.sampled_from([-1.5, 0.0, 1.0, 10.0, 1e12])
bounds = st.none() | prices
ranges = st.lists(st.builds(Range, bounds, bounds), min_size=1, max_size=3).map(tuple)


@st.composite
def catalogues(draw):
    keys = draw(
        st.lists(st.text("ab-é", min_size=1, max_size=3), max_size=20, unique=True)
    )
    return [
        document(
            key,
            draw(texts),
            body=draw(texts),
            kind=draw(st.sampled_from(["product"] * 5 + ["supplier"])),
            terms={
                "maker": draw(st.lists(st.sampled_from(MAKERS), max_size=3)),
                "class": draw(st.lists(st.sampled_from("ABC"), max_size=2)),
            },
            **({"price": draw(prices)} if draw(st.booleans()) else {}),
        )
        for key in keys
    ]


filters = st.one_of(
    st.builds(
        Filter,
        st.just("maker"),
        st.lists(st.sampled_from(["1", "2", "é", "?"]), max_size=2).map(tuple),
    ),
    st.builds(
        Filter,
        st.just("class"),
        st.lists(st.sampled_from("ABC"), max_size=2).map(tuple),
    ),
    st.builds(Filter, st.just("price"), ranges=ranges),
)
counts = st.one_of(
    st.builds(Count, st.sampled_from(["maker", "class"]), size=st.integers(1, 4)),
    st.builds(Count, st.just("price"), ranges=ranges),
)
asked = st.builds(
    EngineQuery,
    st.just("product"),
    terms=st.one_of(st.just(""), texts).map(analyse_query),
    match_all=st.booleans(),
    filters=st.lists(filters, max_size=3, unique_by=lambda it: it.field).map(tuple),
    counts=st.lists(counts, max_size=3, unique_by=lambda it: it.field).map(tuple),
    sort=st.none() | st.builds(Sort, st.just("price"), descending=st.booleans()),
    offset=st.integers(0, 5),
    limit=st.integers(0, 20),
)


@pytest.fixture(scope="module")
def engines(tmp_path_factory):
    with own_engine(SCHEMA) as cluster:
        yield TantivyEngine(SCHEMA, tmp_path_factory.mktemp("index")), cluster


@settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    documents=catalogues(),
    queries=st.lists(asked, min_size=1, max_size=8),
    typed=st.lists(
        st.sampled_from(["ti", "pt", "lam", "ukur te", "x", "3"]), max_size=3
    ),
)
def test_both_engines_answer_alike(engines, documents, queries, typed):
    for engine in engines:
        engine.rebuild(groups_of(*documents))
    embedded, cluster = engines

    for query in queries:
        assert cluster.search(query) == embedded.search(query)
        streams = [
            walked(it.iterate("product", filters=query.filters, sort=query.sort))
            for it in engines
        ]
        assert streams[0] == streams[1]
    for each in typed:
        prefix = analyse_query(each, unfinished=True)
        first, second = (
            it.suggest("product", prefix, ["maker", "class"], 5) for it in engines
        )
        assert first == second
    for each in documents:
        assert cluster.similar(each.key, 5) == embedded.similar(each.key, 5)
    keys = [each.key for each in documents]
    assert cluster.get(keys) == embedded.get(keys)
