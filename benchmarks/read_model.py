"""Index building, searching and the full feed, beside the raw engine.

    python benchmarks/read_model.py [--products 1200]

Loads a demonstration catalogue of that size into a temporary directory, then measures
in one run: building the index, a search with every facet (tantivy alone, our engine,
the application, the whole page), and the v5 feed from its first page to its last
(tantivy's stored records alone, our engine's iteration, the answers over the WSGI
application). Peak memory is that of this process while the work runs.
"""

import argparse
import time
from pathlib import Path

from measure import PeakMemory, milliseconds, report
from scratch import scratch_catalogue

SEARCHES = {
    "everything": "",
    "two words": "q=lampu+operasi",
    "a word, two facets": "q=tempat+tidur&risk_class=B&in_stock=yes",
}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--products", type=int, default=1200)
    products = options.parse_args().products
    with scratch_catalogue(LKPP_SECRET_KEY="benchmark") as directory:  # noqa: S106
        _load(products)
        rows = [_index_building(products)]
        report(
            f"Building the index: {products:,} products",
            ("", "seconds", "products/s", "peak MiB", "MiB over before"),
            rows,
        )
        report(
            "A search with every facet, milliseconds (median)",
            ("search", "hits", "raw", "engine", "application", "page", "app/raw"),
            [_searching(name, query) for name, query in SEARCHES.items()],
        )
        report(
            "The full feed",
            ("", "records", "seconds", "records/s", "× raw", "peak MiB", "MiB over"),
            _feeding(directory / "index"),
        )


def _load(products: int) -> None:
    from django.core.management import call_command

    # Pictures are not measured here: small ones, and not more for more products.
    call_command(
        "load_demo", products=products, suppliers=120, picture_size=120, verbosity=0
    )


def _index_building(products: int) -> tuple:
    from readmodel import indexer

    started = time.perf_counter()
    with PeakMemory() as memory:
        indexer.rebuild()
    seconds = time.perf_counter() - started
    return ("rebuild", seconds, products / seconds, memory.peak, memory.over)


def _searching(name: str, query_string: str) -> tuple:
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
    raw = milliseconds(_raw_search(engine, query))
    ours = milliseconds(lambda: engine.search(query))
    application = milliseconds(lambda: search_products(request))
    page = milliseconds(lambda: client.get(f"/cari/?{query_string}"))
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


def _feeding(index: Path) -> list[tuple]:
    ways = [
        ("tantivy's stored records", _raw_records),
        ("engine's iteration", _engine_records),
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
    from search.engines import get_engine
    from search.engines.tantivy import fields
    from search.engines.tantivy.queries import Queries
    from search.indexing.mapping import VARIANT

    engine = get_engine()
    snapshot = engine._store.snapshot()
    query = Queries(engine.schema, snapshot).kind(VARIANT)
    searcher = snapshot.searcher
    found = searcher.search(query, limit=max(1, searcher.num_docs), count=False)
    for _score, address in found.hits:
        searcher.doc(address).get_first(fields.SOURCE)
    return len(found.hits)


def _engine_records() -> int:
    from search.engines import get_engine
    from search.indexing.mapping import VARIANT

    return sum(1 for _record in get_engine().iterate(VARIANT))


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
