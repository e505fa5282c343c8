"""Index building, searching and the full feed, beside what they are made of.

    python benchmarks/read_model.py [--products 1200]

Loads a demonstration catalogue of that size into a temporary directory, then measures
in one run: building documents and index from the catalogue, the index alone from the
ledger, and looking at every product when nothing changed; a search with every facet
(tantivy alone, our engine, the application, the whole page); and the v5 feed from its
first page to its last (the stored records alone, the ledger's reader, the answers over
the WSGI application). Peak memory is that of this process while the work runs.
"""

import argparse
import time
from collections.abc import Callable

from measure import REPEATS, PeakMemory, milliseconds, report
from scratch import scratch_catalogue

SEARCHES = {
    "everything": "",
    "two words": "q=lampu+operasi",
    "a word, two facets": "q=tempat+tidur&risk_class=B&in_stock=yes",
}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--products", type=int, default=1200)
    options.add_argument("--suppliers", type=int, default=120)
    options.add_argument("--repeats", type=int, default=REPEATS)
    arguments = options.parse_args()
    products = arguments.products
    with scratch_catalogue(LKPP_SECRET_KEY="benchmark"):  # noqa: S106
        _load(products, arguments.suppliers)
        report(
            f"Building the index: {products:,} products",
            ("", "seconds", "products/s", "peak MiB", "MiB over before"),
            _index_building(products),
        )
        report(
            "A search with every facet, milliseconds (median)",
            ("search", "hits", "raw", "engine", "application", "page", "app/raw"),
            [
                _searching(name, query, arguments.repeats)
                for name, query in SEARCHES.items()
            ],
        )
        report(
            "The full feed",
            ("", "records", "seconds", "records/s", "× raw", "peak MiB", "MiB over"),
            _feeding(),
        )


def _load(products: int, suppliers: int) -> None:
    from django.core.management import call_command

    # Pictures are not measured here: as small as LKPP takes them.
    call_command(
        "load_demo",
        products=products,
        suppliers=suppliers,
        picture_size=300,
        verbosity=0,
    )


def _index_building(products: int) -> list[tuple]:
    from readmodel import indexer

    def look_again() -> None:
        indexer.derive_all()
        indexer.drain()

    ways = [
        ("documents, records and index", indexer.rebuild),
        ("the index, from the ledger", indexer.rebuild),
        ("all again, nothing changed", look_again),
    ]
    return [_built(name, work, products) for name, work in ways]


def _built(name: str, work: Callable[[], object], products: int) -> tuple:
    started = time.perf_counter()
    with PeakMemory() as memory:
        work()
    seconds = time.perf_counter() - started
    return (name, seconds, products / seconds, memory.peak, memory.over)


def _searching(name: str, query_string: str, repeats: int) -> tuple:
    from django.conf import settings
    from django.http import QueryDict
    from django.test import Client

    from search.engines import get_engine
    from search.query import SearchRequest
    from search.results import search_products

    settings.ALLOWED_HOSTS = ["testserver"]
    engine = get_engine()
    request = SearchRequest.lenient(QueryDict(query_string))
    query = request.engine_query()
    client = Client()
    raw, ours, application, page = (
        milliseconds(work, repeats)
        for work in (
            _raw_search(engine, query),
            lambda: engine.search(query),
            lambda: search_products(request),
            lambda: client.get(f"/cari/?{query_string}"),
        )
    )
    total = engine.search(query).total
    return (name, f"{total:,}", raw, ours, application, page, application / raw)


def _raw_search(engine, query):
    """The same query as tantivy's own calls: one search, one aggregation, and the
    stored documents of the page."""
    from search.engines.tantivy import fields
    from search.engines.tantivy.queries import Queries, all_of

    snapshot = engine._store.snapshot()
    queries = Queries(engine.schema, snapshot)
    words = queries.words(query.terms, match_all=True)
    parts = [queries.kind(query.kind), *([words] if words else [])]
    wanted = all_of([*parts, *(queries.filter(each) for each in query.filters)])
    counts = {
        each.field: {"terms": {"field": fields.labelled(each.field), "size": each.size}}
        for each in query.counts
        if not each.ranges
    }

    def search():
        found = snapshot.searcher.search(wanted, limit=query.limit)
        snapshot.searcher.aggregate(wanted, counts)
        return [snapshot.searcher.doc(address) for _score, address in found.hits]

    return search


def _feeding() -> list[tuple]:
    ways = [
        ("stored records, read bare", _raw_records),
        ("the ledger's stream", _streamed_records),
        ("feed over WSGI, 500 a page", _feed_records),
    ]
    rows, first = [], None
    for name, read in ways:
        with PeakMemory() as memory:
            started = time.perf_counter()
            count = read()
            seconds = time.perf_counter() - started
        first = first or seconds
        ratio = seconds / first
        rate = f"{count / seconds:,.0f}"
        rows.append(
            (name, f"{count:,}", seconds, rate, ratio, memory.peak, memory.over)
        )
    return rows


def _raw_records() -> int:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT record FROM readmodel_variantstate ORDER BY revision")
        return sum(1 for _row in cursor)


def _streamed_records() -> int:
    from readmodel import ledger_reader

    stream = ledger_reader.stream()
    count = sum(1 for _row in stream.rows)
    stream.close()
    return count


def _feed_records() -> int:
    import orjson
    from django.test import Client

    client = Client()
    count, page, pages = 0, 1, 1
    while page <= pages:
        answer = client.get(
            "/lkpp/v5/all_produk", {"secretkey": "benchmark", "page": page}
        )
        body = orjson.loads(b"".join(answer.streaming_content))
        count += len(body["produk"])
        pages, page = body["total_page"], page + 1
    return count


if __name__ == "__main__":
    main()
