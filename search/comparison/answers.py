"""Whether two engines answer a question alike.

Totals, hits, counts, and the order by a number must be equal. By relevance hits may
change places, if not by far: an engine counts a document that was replaced among the
others until it merges its files, so that scores differ by a hair (docs/adr/0024).
"""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from search.comparison.questions import FURTHER, Answer, Question
from search.engines.base import SearchEngine

ATTEMPTS = 3
"""A change may reach one engine between two questions: what differs is asked again."""

PAUSE = 1.0


@dataclass(frozen=True, slots=True)
class Difference:
    """In what two answers differ: ``total``, ``hits``, ``order``, or the count of a
    field; ``first`` and ``second`` are what each engine says of it."""

    aspect: str
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """``differences`` must not be. ``moved`` is by how many places a hit stands
    elsewhere at most, where that is allowed; ``is_unlike`` says that an engine
    promises no certain answer, and another one came."""

    question: Question
    differences: tuple[Difference, ...] = ()
    moved: int = 0
    is_unlike: bool = False


def compare(
    question: Question,
    engines: tuple[SearchEngine, SearchEngine],
    sleep: Callable[[float], None] = time.sleep,
) -> Outcome:
    """Ask both engines, several times while they differ. Raises EngineUnavailable."""
    outcome = _compared(question, engines)
    for _ in range(ATTEMPTS - 1):
        if not outcome.differences:
            break
        sleep(PAUSE)
        outcome = _compared(question, engines)
    return outcome


def _compared(
    question: Question, engines: tuple[SearchEngine, SearchEngine]
) -> Outcome:
    first, second = (question.ask(engine) for engine in engines)
    if first == second:
        return Outcome(question)
    if question.is_approximate:
        return Outcome(question, is_unlike=True)
    differences = list(_unequal(first, second))
    moved = 0
    if first.keys != second.keys:
        places = _moved(question, engines, first.keys, second.keys)
        if places is None:
            same = set(first.keys) == set(second.keys)
            aspect = "order" if same and question.further is None else "hits"
            differences.append(
                Difference(aspect, _shown(first.keys), _shown(second.keys))
            )
        else:
            moved = places
    return Outcome(question, tuple(differences), moved)


def _unequal(first: Answer, second: Answer) -> Iterator[Difference]:
    if first.total != second.total:
        yield Difference("total", f"{first.total}", f"{second.total}")
    for name, counted in first.counts.items():
        other = second.counts.get(name, ())
        if counted != other:
            only, alone = _apart(counted, other)
            yield Difference(name, only, alone)


def _apart(
    counted: Sequence[tuple[str, int]], other: Sequence[tuple[str, int]]
) -> tuple[str, str]:
    """The first place at which two lists of counts part."""
    length = max(len(counted), len(other))
    padded = [[*each, *[None] * (length - len(each))] for each in (counted, other)]
    one, two = next(pair for pair in zip(*padded, strict=True) if pair[0] != pair[1])
    return _counted(one), _counted(two)


def _counted(pair: tuple[str, int] | None) -> str:
    return "-" if pair is None else f"{pair[0]}: {pair[1]}"


def _moved(
    question: Question,
    engines: tuple[SearchEngine, SearchEngine],
    first: tuple[int, ...],
    second: tuple[int, ...],
) -> int | None:
    """By how many places a hit of either page stands elsewhere; None where it is
    missing, or too far away, or where the order is certain."""
    if question.further is None:
        return None
    lists = [question.further(engine) for engine in engines]
    one, two = ({key: place for place, key in enumerate(keys)} for keys in lists)
    wanted = dict.fromkeys((*first, *second))
    if not all(key in one and key in two for key in wanted):
        return None
    most = max(abs(one[key] - two[key]) for key in wanted)
    return most if most <= FURTHER else None


def _shown(keys: Sequence[int]) -> str:
    shown = ", ".join(map(str, keys[:5]))
    return f"{shown}, …" if len(keys) > 5 else shown or "-"
