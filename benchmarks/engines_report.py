"""What benchmarks/engines.py found, in tables, and whether what is promised is kept."""

from dataclasses import dataclass, field

from measure import report

EMBEDDED, ELASTICSEARCH = "embedded", "elasticsearch"
REBUILD, STREAM = "index from the ledger", "stream of all"
RAW_BULK, RAW_SCAN = "the same bytes, raw", "raw scan"


@dataclass(frozen=True, slots=True)
class Taken:
    """Seconds of the clock, and of the processor by us and by the server."""

    clock: float
    ours: float
    server: float | None


@dataclass(slots=True)
class Measured:
    """What one engine took for long work; milliseconds of short, and what of them are
    the processor's."""

    long: dict[str, Taken] = field(default_factory=dict)
    memory: dict[str, float] = field(default_factory=dict)
    disk: float = 0.0
    searches: dict[str, dict[str, float]] = field(default_factory=dict)
    totals: dict[str, int] = field(default_factory=dict)
    short: dict[str, dict[str, float]] = field(default_factory=dict)
    processor: dict[str, dict[str, Taken]] = field(default_factory=dict)
    raw_bytes: int = 0
    server: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Promise:
    """A ratio that is to be at most ``bound``, or ``at_least`` that."""

    name: str
    bound: float
    at_least: bool = False

    def row(self, ratio: float) -> tuple:
        """The ratio that was measured beside the promise, kept or missed."""
        kept = ratio >= self.bound if self.at_least else ratio <= self.bound
        limit = f"{'at least' if self.at_least else 'at most'} {self.bound}"
        return (self.name, ratio, limit, "kept" if kept else "missed")


SEARCHING = Promise("application ÷ raw request, worst search", 1.3)
REBUILDING = Promise("raw bulk ÷ rebuild from the ledger", 0.7, at_least=True)
STREAMING = Promise("stream of all ÷ raw scan", 3.0)


def report_engines(found: dict[str, Measured], documents: int) -> None:
    """Print what each engine took, and which promises are kept."""
    size = f"{documents:,} documents"
    report(
        f"{size}: long work",
        ("", "seconds", "documents/s", "our CPU s", "server's", "MiB over"),
        [row for name, it in found.items() for row in _long_rows(name, it, documents)],
    )
    report(
        f"{size}: a search with every facet, milliseconds (median)",
        ("", "hits", "engine", "search", "application", "raw", "appl. ÷ raw"),
        [
            (title, f"{it.totals[title]:,}", name, *_search_columns(taken))
            for title in next(iter(found.values())).searches
            for name, it in found.items()
            for taken in [it.searches[title]]
        ],
    )
    report(
        f"{size}: processor time of a search, milliseconds (mean)",
        ("", "engine", "application", "raw", "server"),
        [
            (title, name, *_processor_columns(it.processor[title]))
            for title in next(iter(found.values())).searches
            for name, it in found.items()
        ],
    )
    report(
        f"{size}: other work, milliseconds (median)",
        ("", "engine", "ours", "from the ledger", "raw", "ours ÷ raw"),
        [
            (title, name, *_short_columns(it.short[title]))
            for title in next(iter(found.values())).short
            for name, it in found.items()
        ],
    )
    report(
        f"{size}: on disk and in the server, MiB",
        ("", "MiB"),
        [
            row
            for name, it in found.items()
            for row in (
                (f"{name}: index", it.disk),
                *((f"{name}: {what}", size) for what, size in it.server.items()),
            )
        ],
    )
    if ELASTICSEARCH in found:
        report(
            "What is promised",
            ("", "is", "promised", ""),
            _promises(found[ELASTICSEARCH]),
        )


def _long_rows(name: str, it: Measured, documents: int) -> list[tuple]:
    rows = []
    for what, taken in it.long.items():
        sent = f" ({it.raw_bytes / 2**20:,.0f} MiB)" if what == RAW_BULK else ""
        rows.append(
            (
                f"{name}: {what}{sent}",
                taken.clock,
                f"{documents / taken.clock:,.0f}",
                taken.ours,
                "" if taken.server is None else taken.server,
                it.memory.get(what, ""),
            )
        )
    return rows


def _processor_columns(by: dict[str, Taken]) -> tuple:
    raw = by.get("raw")
    if raw is None or raw.server is None:
        return (by["application"].ours * 1000, "", "")
    return tuple(each * 1000 for each in (by["application"].ours, raw.ours, raw.server))


def _search_columns(taken: dict[str, float]) -> tuple:
    raw = taken.get("raw")
    columns = (taken["engine"], taken["application"])
    return (*columns, raw, taken["application"] / raw) if raw else (*columns, "", "")


def _short_columns(taken: dict[str, float]) -> tuple:
    raw = taken.get("raw")
    columns = (taken["engine"], taken.get("from the ledger", ""))
    return (*columns, raw, taken["engine"] / raw) if raw else (*columns, "", "")


def _promises(it: Measured) -> list[tuple]:
    worst = max(taken["application"] / taken["raw"] for taken in it.searches.values())
    clock = {what: taken.clock for what, taken in it.long.items()}
    return [
        SEARCHING.row(worst),
        REBUILDING.row(clock[RAW_BULK] / clock[REBUILD]),
        STREAMING.row(clock[STREAM] / clock[RAW_SCAN]),
    ]
