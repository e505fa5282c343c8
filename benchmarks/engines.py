"""The engines side by side, and beside Elasticsearch's own client.

    python benchmarks/engines.py --engines embedded
    scripts/with-elasticsearch --full-jit \\
        python benchmarks/engines.py [--documents 20000]

Makes a ledger of so many products in a temporary SQLite database, each like one of the
demonstration's, and in one run gives it to each engine: building the index from the
ledger; a search with every facet, as the engine and as the application answer it;
suggestions, similar products, the documents of a page, a batch of changes, and a stream
of all. What the Elasticsearch engine sends is recorded and sent again by the client
alone, in turn with ours: "raw". What is promised stands at the end, kept or missed.

Needs 45 kB of disk a document while it runs, half of it for the bytes of the raw bulk.
"""

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from engines_report import (
    ELASTICSEARCH,
    EMBEDDED,
    RAW_BULK,
    RAW_SCAN,
    REBUILD,
    STREAM,
    Measured,
    Taken,
    report_engines,
)
from many_products import fill_ledger, word
from measure import PeakMemory, in_turn
from raw_elasticsearch import BulkFile, RawClient, Sent, directory_size, recorded
from scratch import scratch_catalogue

_STARTED = time.perf_counter()
BYTES_A_DOCUMENT = 45_000
INDEX = "benchmark"
WARM_UP = 5_000
"""Products."""
BATCH = 250
BATCHES = 7
"""How often a batch is measured: it takes long."""
PAGE = 24
SCANNED_AT_ONCE = 1_000

SEARCHES = {
    "no words": "",
    "a rare word": "q=%(rare)s",
    "a common word": "q=monitor",
    "a word that all have": "q=rekaan",
    "two words": "q=lampu+operasi",
    "two words, three filters": (
        "q=tempat+tidur&risk_class=B&in_stock=yes&domestic=yes"
    ),
    "filters alone": "risk_class=B&risk_class=C&licence=valid&price=1000000-9999999",
    "its 100th page": "page=100",
}
"""``rare`` is a word that some twenty products have."""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--documents", type=int, default=20_000)
    options.add_argument("--engines", default=f"{EMBEDDED},{ELASTICSEARCH}")
    options.add_argument("--repeats", type=int, default=30, help="of short work")
    options.add_argument(
        "--products", type=int, default=240, help="of the demo that is copied"
    )
    options.add_argument("--suppliers", type=int, default=60, help="of that demo")
    arguments = options.parse_args()
    engines = arguments.engines.split(",")
    _see_that_it_can_run(engines, arguments.documents)
    with scratch_catalogue(ELASTICSEARCH_INDEX=INDEX):
        _load(arguments.products, arguments.suppliers)
        fill_ledger(arguments.documents)
        _say(
            f"{arguments.documents:,} products in the ledger: {_ledger_size():,.0f} MiB"
            " of SQLite"
        )
        found = {
            name: _measured(name, arguments.documents, arguments.repeats)
            for name in engines
        }
        report_engines(found, arguments.documents)
        _say("done")


def _see_that_it_can_run(engines: Sequence[str], documents: int) -> None:
    """End with a sentence where something is missing that nothing goes without."""
    if ELASTICSEARCH in engines and not os.environ.get("ELASTICSEARCH_URL"):
        sys.exit(
            "ELASTICSEARCH_URL names no server. Run this under "
            "scripts/with-elasticsearch, or give --engines embedded."
        )
    needed = documents * BYTES_A_DOCUMENT
    free = shutil.disk_usage(tempfile.gettempdir()).free
    if free < needed:
        sys.exit(
            f"{documents:,} documents need {needed / 2**30:.0f} GiB below "
            f"{tempfile.gettempdir()}, where {free / 2**30:.0f} GiB are free. "
            "Give fewer --documents, or another TMPDIR."
        )


def _load(products: int, suppliers: int) -> None:
    """A demonstration catalogue in the ledger. Its engine is not measured."""
    from django.core.management import call_command

    from readmodel import indexer

    # Pictures are not measured here: as small as LKPP takes them.
    call_command(
        "load_demo",
        products=products,
        suppliers=suppliers,
        picture_size=300,
        verbosity=0,
    )
    indexer.rebuild()


def _ledger_size() -> float:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"
        )
        (size,) = cursor.fetchone()
    return size / 2**20


def _say(sentence: str) -> None:
    sys.stdout.write(f"{time.perf_counter() - _STARTED:7,.0f} s  {sentence}\n")
    sys.stdout.flush()


def _measured(name: str, documents: int, repeats: int) -> Measured:
    from django.test import override_settings

    with override_settings(SEARCH_ENGINE=name):
        raw = RawClient() if name == ELASTICSEARCH else None
        found = Measured()
        _say(f"{name}: building the index from the ledger")
        _build(found, raw)
        _say(f"{name}: searching")
        rare = {"rare": word(documents // 20)}
        for title, query in SEARCHES.items():
            _search(found, title, query % rare, raw, repeats)
        _say(f"{name}: suggestions, similar products, documents, batches")
        _short_work(found, documents, raw, repeats)
        _say(f"{name}: streaming")
        _stream(found, documents, raw)
        if raw:
            found.server = {**raw.disk(INDEX), **raw.server()}
        return found


def _build(found: Measured, raw: RawClient | None) -> None:
    from django.conf import settings

    from readmodel import indexer

    _warm_up()
    bulks = BulkFile()
    with PeakMemory() as memory, recorded(bulks.keep):
        found.long[REBUILD] = _taken(indexer.rebuild, raw)
    found.memory[REBUILD] = memory.over
    if raw:
        found.disk = raw.server()["store"]
        _say("elasticsearch: the same bytes, by its client alone")
        found.raw_bytes = bulks.bytes
        found.long[RAW_BULK] = _taken(lambda: raw.bulk(bulks), raw)
        raw.remove()
    else:
        found.disk = directory_size(Path(settings.SEARCH_INDEX_DIR))
    bulks.close()


def _warm_up() -> None:
    """Fill an index that is thrown away: a server is slow until its code is compiled,
    which would count against whoever comes first."""
    from search.engines import get_engine

    get_engine().rebuild(_groups(_ledger_products(WARM_UP)))


def _search(
    found: Measured, title: str, query_string: str, raw: RawClient | None, repeats: int
) -> None:
    from django.http import QueryDict

    from search.engines import get_engine
    from search.query import SearchRequest
    from search.results import search_products

    request = SearchRequest.lenient(QueryDict(query_string))
    query, engine = request.engine_query(), get_engine()
    works = _beside_raw(lambda: engine.search(query), raw)
    works["application"] = lambda: search_products(request)
    found.totals[title] = engine.search(query).total
    found.searches[title] = in_turn(works, repeats)
    found.processor[title] = {
        name: _taken(work, raw, repeats)
        for name, work in works.items()
        if name != "engine"
    }


def _requests_of(work: Callable[[], object]) -> list[Sent]:
    """What the engine sends for a piece of work that it has done before."""
    work()
    sent: list[Sent] = []
    with recorded(sent.append):
        work()
    return sent


def _short_work(
    found: Measured, documents: int, raw: RawClient | None, repeats: int
) -> None:
    from readmodel.sinks import sinks
    from search.analysis import analyse_query
    from search.engines import get_engine
    from search.indexing.mapping import PRODUCT, product_key

    engine = get_engine()
    typed = analyse_query("tensi dig", unfinished=True)
    keys = [product_key(documents * place // PAGE or 1) for place in range(PAGE)]
    (sink,) = sinks()
    products = list(_ledger_products(BATCH))
    groups = list(_groups(products))
    works: dict[str, Callable[[], object]] = {
        "suggestions": lambda: engine.suggest(
            PRODUCT, typed, ("device_type", "supplier"), 5
        ),
        "similar products": lambda: engine.similar(keys[1], 4),
        f"{PAGE} documents by key": lambda: engine.get(keys),
    }
    for title, work in works.items():
        found.short[title] = in_turn(_beside_raw(work, raw), repeats)
    batch = _beside_raw(lambda: engine.apply(groups), raw)
    batch["from the ledger"] = lambda: sink.apply(products)
    found.short[f"a batch of {BATCH}"] = in_turn(batch, min(repeats, BATCHES))


def _beside_raw(
    work: Callable[[], object], raw: RawClient | None
) -> dict[str, Callable[[], object]]:
    again = {"raw": raw.same(_requests_of(work))} if raw else {}
    return {**again, "engine": work}


def _ledger_products(count: int) -> Iterator[Any]:
    from readmodel.models import ProductState
    from readmodel.sinks import LedgerProduct

    for state in ProductState.objects.order_by("pk")[:count].iterator():
        yield LedgerProduct(state.pk, state.revision, bytes(state.document))


def _groups(products: Iterable[Any]) -> Iterator[Any]:
    import orjson

    from search.indexing.mapping import document_group

    for each in products:
        document = orjson.loads(each.document) | {"revision": each.revision}
        yield document_group(each.product_id, document)


def _stream(found: Measured, documents: int, raw: RawClient | None) -> None:
    from search.engines import get_engine
    from search.indexing.mapping import PRODUCT

    def stream() -> None:
        counted = sum(1 for _document in get_engine().iterate(PRODUCT))
        if counted != documents:
            raise ValueError(f"{counted:,} of {documents:,} documents were streamed")

    for _document in islice(get_engine().iterate(PRODUCT), SCANNED_AT_ONCE):
        pass
    if raw:
        found.long[RAW_SCAN] = _taken(lambda: raw.scan(INDEX, SCANNED_AT_ONCE), raw)
    with PeakMemory() as memory:
        found.long[STREAM] = _taken(stream, raw)
    found.memory[STREAM] = memory.over


def _taken(
    work: Callable[[], object], raw: RawClient | None, repeats: int = 1
) -> Taken:
    """What a piece of work takes, on the average of ``repeats``."""
    server = raw.processor() if raw else 0.0
    clock, ours = time.perf_counter(), time.process_time()
    for _ in range(repeats):
        work()
    clock, ours = time.perf_counter() - clock, time.process_time() - ours
    used = (raw.processor() - server) / repeats if raw else None
    return Taken(clock / repeats, ours / repeats, used)


if __name__ == "__main__":
    main()
