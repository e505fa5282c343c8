"""Eligibility and step of many products, beside the bare comparison of their dates.

    python benchmarks/eligibility.py [--products 100000]

Makes products of 24 device types in memory, a licence and up to two TKDN certificates
each, and measures in one run: comparing the dates alone (the least that any status can
cost), the status of every certificate, the eligibility of every product (leading
licence and certificate, domestic), and the step of each among its comparable ones on
one day (Perpres 46/2025 article 66). No database takes part.
"""

import argparse
import random
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from measure import PeakMemory, report

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from domain.eligibility import (
    Eligibility,
    Market,
    evaluate,
    prefer,
    reaches_40,
    tkdn_band,
)
from domain.validity import Validity

TODAY = date(2026, 11, 24)
DEVICE_TYPES = 24


@dataclass(frozen=True, slots=True)
class Licence:
    number: str
    validity: Validity
    is_verified: bool = False


@dataclass(frozen=True, slots=True)
class Certificate:
    tkdn: Decimal
    validity: Validity
    bmp: Decimal
    bmp_validity: Validity


@dataclass(frozen=True, slots=True)
class Product:
    licence: Licence
    certificates: tuple[Certificate, ...]

    @property
    def eligibility(self) -> Eligibility:
        return evaluate([self.licence], self.certificates, TODAY)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--products", type=int, default=100_000)
    count = options.parse_args().products
    chance = random.Random(17)  # noqa: S311
    products = [_product(chance) for _ in range(count)]
    periods = [period for product in products for period in _periods(product)]
    dates = [(each.starts_on, each.expires_on) for each in periods]
    bare = _timed(lambda: [start <= TODAY <= end for start, end in dates])
    status = _timed(lambda: [each.status(TODAY) for each in periods])
    eligibility = _timed(lambda: [each.eligibility for each in products])
    evaluated = [each.eligibility for each in products]
    step = _timed(lambda: _preferences(evaluated))
    report(
        f"{count:,} products, {len(periods):,} certificates and licences",
        ("", "seconds", "µs each", "ratio", "MiB over"),
        [
            ("dates compared, nothing else", *_row(bare, len(periods), bare)),
            ("status of each", *_row(status, len(periods), bare)),
            ("eligibility of each product", *_row(eligibility, count, bare)),
            ("step of each, market known once a type", *_row(step, count, bare)),
        ],
    )


def _product(chance: random.Random) -> Product:
    return Product(
        Licence("AKD 21603020231", _period(chance, 5)),
        tuple(
            Certificate(
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


def _periods(product: Product) -> list[Validity]:
    return [
        product.licence.validity,
        *(each.validity for each in product.certificates),
        *(each.bmp_validity for each in product.certificates),
    ]


def _preferences(products: Sequence[Eligibility]) -> list:
    by_type = defaultdict(list)
    for number, product in enumerate(products):
        by_type[number % DEVICE_TYPES].append(product)
    found = []
    for group in by_type.values():
        market = _market(group)
        found += [prefer(each.domestic, _tkdn(each), market, TODAY) for each in group]
    return found


def _market(products: Sequence[Eligibility]) -> Market:
    domestic = [each for each in products if each.domestic]
    contents = [each.local_content for each in domestic]
    return Market(
        frozenset(tkdn_band(_tkdn(each)) for each in domestic),
        any(reaches_40(content and content.total) for content in contents),
    )


def _tkdn(product: Eligibility) -> Decimal | None:
    return product.local_content and product.local_content.tkdn


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
