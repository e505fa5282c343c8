"""Every number of a certificate by XPath, to hold what the reader read against.

Nothing here is shared with the reader but what it answers. A number of the file is
*placed* where a point has it (or its equal in another unit, its opposite for a
correction, its sum with the point for a limit of the error), *listed* where the reader
says that it left it, *said again* where it is an alternative of one of these, and
*lost* otherwise. A number of a point that none in the file explains is *invented*.

    python -m tests.domain.dcc.extraction FILE ...

does so for files that are kept elsewhere, and ends with 1 where a number was lost.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Context, Decimal
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from domain.dcc.certificate import DigitalCertificate
from domain.dcc.reader import read_certificate

NAMESPACES = {"dcc": "https://ptb.de/dcc", "si": "https://ptb.de/si"}
NUMBER = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d{1,4})?")
EXACT = Context(prec=200)

QUANTITIES = "//dcc:quantity"
TEXTS = (
    ".//si:*[not(*)][not(starts-with(local-name(), 'unit'))]"
    "[not(starts-with(local-name(), 'coverageProbability'))]"
    "[not(starts-with(local-name(), 'label'))]"
    "[not(starts-with(local-name(), 'distribution'))]"
    "[not(starts-with(local-name(), 'listUnit'))]"
    "[not(starts-with(local-name(), 'dateTime'))]"
    " | .//dcc:relativeUncertainty//*[not(*)]"
)
NAMES = "dcc:name/dcc:content/text()"
AROUND = "ancestor::dcc:quantity"
POINT = ("nominal", "mean", "error", "u95", "k")
BOUNDS = ("low", "high")
ROOM = ("temperature_low", "temperature_high", "humidity_low", "humidity_high")
SIZES = [
    *(Decimal(10) ** power for power in range(-12, 13)),
    *map(Decimal, (60, 3600, 86400)),
]
ZERO = Decimal("273.15")


class Written(NamedTuple):
    """A number as it stands in a file: in which quantity, and in which part of it."""

    quantity: int
    names: tuple[str, ...]
    is_alternative: bool
    what: str
    number: Decimal


@dataclass
class Comparison:
    """What became of each number of a file."""

    placed: list[Written] = field(default_factory=list)
    listed: list[Written] = field(default_factory=list)
    said_again: list[Written] = field(default_factory=list)
    lost: list[Written] = field(default_factory=list)
    invented: list[Decimal] = field(default_factory=list)

    @property
    def total(self) -> int:
        parts = (self.placed, self.listed, self.said_again, self.lost)
        return sum(map(len, parts))


def written_numbers(content: bytes) -> list[Written]:
    """Every number of every quantity of the file, in order."""
    root = etree.fromstring(content, etree.XMLParser(resolve_entities=False))
    return [
        written
        for position, quantity in enumerate(
            root.xpath(QUANTITIES, namespaces=NAMESPACES)
        )
        for written in _of_quantity(position, quantity)
    ]


def _of_quantity(position: int, quantity) -> Iterator[Written]:
    told = quantity.xpath(NAMES, namespaces=NAMESPACES)
    told.append(quantity.get("refType", ""))
    names = (*(" ".join(name.split()) for name in told), "?")
    depth = len(quantity.xpath(AROUND, namespaces=NAMESPACES))
    for element in quantity.xpath(TEXTS, namespaces=NAMESPACES):
        if len(element.xpath(AROUND, namespaces=NAMESPACES)) > depth + 1:
            continue  # of a quantity in the metadata of this one
        is_alternative = bool(
            element.xpath("ancestor::si:hybrid", namespaces=NAMESPACES)
        )
        what = etree.QName(element).localname.removesuffix("XMLList")
        for token in (element.text or "").split():
            if NUMBER.fullmatch(token):
                yield Written(position, names, is_alternative, what, Decimal(token))


class _Stated(NamedTuple):
    """The numbers that the reader answered with; ``bounds`` are those of the measured
    values, ``bases`` to what a limit of the error may have been added."""

    numbers: set[Decimal]
    bounds: set[Decimal]
    bases: set[Decimal]


def compare(content: bytes, certificate: DigitalCertificate) -> Comparison:
    """Hold ``certificate`` against the file that it was read from."""
    comparison = Comparison()
    written = written_numbers(content)
    stated = _stated(certificate)
    unread = Counter(
        (left.column, number) for left in certificate.unread for number in left.numbers
    )
    explained: set[Decimal] = set()
    told_of = set()
    waiting = []
    for one in written:
        meant = _meant(one.number, stated)
        explained |= meant
        names = [name for name in one.names if unread[name, one.number] > 0]
        if names:
            unread[names[0], one.number] -= 1
            comparison.listed.append(one)
        elif meant:
            comparison.placed.append(one)
        else:
            waiting.append(one)
            continue
        told_of.add(one.quantity)
    for one in waiting:
        is_again = one.is_alternative and one.quantity in told_of
        (comparison.said_again if is_again else comparison.lost).append(one)
    comparison.invented = sorted((stated.numbers | stated.bounds) - explained)
    return comparison


def _stated(certificate: DigitalCertificate) -> _Stated:
    points = [point for table in certificate.results for point in table.points]
    room = certificate.environment
    numbers = {getattr(point, name) for point in points for name in POINT}
    numbers |= {getattr(room, name) for name in ROOM} | {room.mains_voltage}
    bounds = {getattr(point, name) for point in points for name in BOUNDS}
    bases = {point.nominal for point in points} | {
        EXACT.subtract(point.mean, point.error)
        for point in points
        if point.mean is not None and point.error is not None
    }
    return _Stated(numbers - {None}, bounds - {None}, bases - {None})


def _meant(number: Decimal, stated: _Stated) -> set[Decimal]:
    """Which of the numbers are ``number``, or follow from it."""
    sizes = {EXACT.multiply(number, size) for size in SIZES}
    shifted = {number - ZERO, number + ZERO}
    equals = {number, *shifted, *sizes}
    equals |= {size + zero for size in sizes for zero in (ZERO, -ZERO)}
    equals |= {EXACT.multiply(one, size) for one in shifted for size in SIZES}
    equals |= {-one for one in equals}
    sums = {EXACT.add(base, one) for base in stated.bases for one in equals}
    return (equals & stated.numbers) | ((equals | sums) & stated.bounds)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def main(names: list[str]) -> int:
    is_whole = True
    for name in names:
        content = Path(name).read_bytes()
        try:
            certificate = read_certificate(content)
        except ValueError as refusal:
            _say(f"{'refused':>8} {Path(name).name}: {refusal}")
            continue
        found = compare(content, certificate)
        points = sum(len(table.points) for table in certificate.results)
        _say(
            f"{found.total:>6} = {len(found.placed)} placed + {len(found.said_again)} "
            f"again + {len(found.listed)} listed + {len(found.lost)} lost, "
            f"{len(found.invented)} invented; {points} points: "
            f"{certificate.schema_version} {Path(name).name}"
        )
        is_whole = is_whole and not found.lost and not found.invented
    return 0 if is_whole else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
