"""Status and tier of many products, beside the bare comparison of their dates.

    python benchmarks/standing.py [--products 100000]

Makes products of 24 device types in memory, a licence and up to two TKDN certificates
each, and measures in one run: comparing the dates alone (the least that any status can
cost), the status of every certificate, and the tier of every product among its
comparable ones on one day (Perpres 46/2025 article 66). No database takes part.
"""

import argparse
import random
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from measure import PeakMemory, report

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from domain.eligibility import (
    CertifiedContent,
    Comparable,
    judge,
    preference_tier,
    survey,
)
from domain.validity import Validity

TODAY = date(2026, 11, 24)
DEVICE_TYPES = 24


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--products", type=int, default=100_000)
    products = options.parse_args().products
    chance = random.Random(17)  # noqa: S311
    by_type = defaultdict(list)
    for number in range(products):
        by_type[number % DEVICE_TYPES].append(_product(chance))
    periods = [
        period
        for group in by_type.values()
        for product in group
        for period in _periods(product)
    ]
    dates = [(each.starts_on, each.expires_on) for each in periods]
    bare = _timed(lambda: [start <= TODAY <= end for start, end in dates])
    report(
        f"{products:,} products, {len(periods):,} certificates and licences",
        ("", "seconds", "µs each", "ratio", "MiB over"),
        [
            ("dates compared, nothing else", *_row(bare, len(periods), bare)),
            (
                "status of each",
                *_row(
                    _timed(lambda: [each.status(TODAY) for each in periods]),
                    len(periods),
                    bare,
                ),
            ),
            (
                "tier of each product, market surveyed once a type",
                *_row(_timed(lambda: _tiers(by_type)), products, bare),
            ),
            (
                "preference_tier of one product a type",
                *_row(
                    _timed(
                        lambda: [
                            preference_tier(group[0], group, TODAY)
                            for group in by_type.values()
                        ]
                    ),
                    DEVICE_TYPES,
                    bare,
                ),
            ),
        ],
    )


def _product(chance: random.Random) -> Comparable:
    licence = _period(chance, 5)
    return Comparable(
        domestic=(licence,),
        certificates=tuple(
            CertifiedContent(
                Decimal(chance.randrange(500, 9000)) / 100,
                _period(chance, 5),
                Decimal(chance.randrange(0, 1500)) / 100,
                _period(chance, 5),
            )
            for _ in range(chance.choice((0, 1, 1, 1, 2)))
        ),
    )


def _period(chance: random.Random, years: int) -> Validity:
    starts = TODAY - timedelta(days=chance.randrange(years * 400))
    return Validity(starts, starts + timedelta(days=years * 365))


def _periods(product: Comparable) -> list[Validity]:
    return [
        *product.domestic,
        *(each.tkdn_validity for each in product.certificates),
        *(each.bmp_validity for each in product.certificates),
    ]


def _tiers(by_type: dict[int, list[Comparable]]) -> list:
    found = []
    for group in by_type.values():
        market = survey(group, TODAY)
        found += [
            judge(each.is_domestic(TODAY), each.content(TODAY), market, TODAY)
            for each in group
        ]
    return found


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds of the fastest of three runs, and MiB that the first took."""
    with PeakMemory() as memory:
        seconds = _once(work)
    return min(seconds, _once(work), _once(work)), memory.over


def _once(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _row(measured: tuple[float, float], count: int, bare: tuple[float, float]) -> tuple:
    seconds, memory = measured
    return seconds, seconds / count * 1e6, seconds / bare[0], memory


if __name__ == "__main__":
    main()
