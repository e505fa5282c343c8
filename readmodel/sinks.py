"""Where documents go: search engines, and whatever else follows the ledger.

A sink is given, from the ledger, what changed since it was given something last; it is
rebuilt from there when its schema changed or it has nothing to go on from. It never
asks the catalogue. Sinks are independent: one that fails stays behind while the others
go on. See docs/adr/0014-projections-and-sinks.md.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol


class SinkUnavailable(Exception):
    """A sink cannot be read or written now."""


@dataclass(frozen=True, slots=True)
class LedgerProduct:
    """A product as the ledger has it; ``document`` is JSON, and None once it left."""

    product_id: int
    revision: int
    document: bytes | None


@dataclass(frozen=True, slots=True)
class HeldDocument:
    """A document that a sink has; ``checksum`` is that of
    :func:`readmodel.building.document_checksum`, of the document as it was built."""

    product_id: int
    revision: int
    checksum: str


@dataclass(frozen=True, slots=True)
class Built:
    """What a sink was built as: ``generation`` names it, wherever it lies; ``refused``
    says by product what it does not hold, and why."""

    generation: str
    refused: Mapping[int, str]


def is_another(built: str, seen: str) -> bool:
    """Whether another generation than ``built`` is seen. Either may be empty: it is
    not known what was built, or nothing can be seen now, which is not another one."""
    return "" not in (built, seen) and built != seen


class Sink(Protocol):
    """``apply``, ``rebuild``, ``documents`` and ``find`` raise SinkUnavailable."""

    @property
    def name(self) -> str:
        """Names its row of :class:`readmodel.models.SinkState`."""

    @property
    def longest_apply(self) -> timedelta:
        """How long ``apply`` may take before it gives up, and how long a writer that
        died in the middle of it keeps others from going on."""

    @property
    def schema_version(self) -> str:
        """Names what it holds and how: when it changes, the sink is rebuilt."""

    def generation(self) -> str:
        """Names what is there to be added to; empty where that cannot be seen now."""

    def needs_rebuild(self, built: str) -> bool:
        """Whether there is nothing that could be added to, as far as it knows, or
        another generation than ``built`` (:func:`is_another`)."""

    def apply(self, products: Sequence[LedgerProduct]) -> Mapping[int, str]:
        """Store these products and remove those that left. Repeatable.

        Returns by product what it refuses to hold, and why: of these it keeps what it
        had."""

    def rebuild(self, products: Iterable[LedgerProduct]) -> Built:
        """Store these products and no others. Until it is done, and when it fails,
        readers have what was there before."""

    def documents(self) -> Iterator[HeldDocument]:
        """All that it holds, in the order that their products' numbers have as texts,
        in bounded memory."""

    def find(self, product_ids: Collection[int]) -> Mapping[int, HeldDocument]:
        """What it holds of these products."""


_sources: list[Callable[[], Iterable[Sink]]] = []


def register_sinks(source: Callable[[], Iterable[Sink]]) -> None:
    """``source`` says at any time which sinks follow the ledger: settings decide."""
    _sources.append(source)


def sinks() -> tuple[Sink, ...]:
    """All sinks that follow the ledger; those that people read come first."""
    return tuple(sink for source in _sources for sink in source())


class UnknownSink(LookupError):
    """No sink of this name follows the ledger. ``known`` are the names of those
    that do."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name
        self.known = tuple(sink.name for sink in sinks())


def get_sink(name: str) -> Sink:
    """Raises UnknownSink."""
    for sink in sinks():
        if sink.name == name:
            return sink
    raise UnknownSink(name)
