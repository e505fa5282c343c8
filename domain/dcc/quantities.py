"""Numbers of the digital SI: ``si:real``, ``si:constant``, lists and hybrids.

Uncertainties are read in the form of SI 2.1 and before (``expandedUnc``) and in that
of SI 2.2 (``measurementUncertaintyUnivariate``).
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar
from xml.etree.ElementTree import Element

from domain.dcc.alternatives import differing, taken
from domain.dcc.notes import Notes, quoted
from domain.dcc.texts import DCC, SI, dcc, local_name, one_line, si
from domain.dcc.values import Value, Values
from domain.messages import gettext_noop as _

Item = TypeVar("Item")

MOST_POINTS = 5_000
"""Points of one certificate; a longer list is cut."""

MOST_DIGITS = 40
LARGEST_EXPONENT = 40
DECIMAL = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d{1,4})?", re.ASCII)

UNCERTAINTIES = ("measurementUncertainty", "coverageInterval", "ellipsoidal", "rectang")
"""Beginnings of the names of the other forms."""

OTHER_UNCERTAINTY = "uncertainty_not_expanded"
"""The code of the finding about one of them."""

LOWEST_PROBABILITY = Decimal("0.94")
HIGHEST_PROBABILITY = Decimal("0.96")
"""What counts as the usual 95 %: k = 2 is often stated as 0.9545."""


def read_values(quantity: Element, notes: Notes) -> Values:
    """The values of a quantity; none where it holds no numbers that are understood."""
    notes.mark_seen(quantity)
    reading = _Reading(quantity, notes)
    relative = quantity.find(dcc("relativeUncertainty"))
    if relative is not None:
        reading.leave_uncertainty(relative)
    for child in quantity:
        name = local_name(child)
        if child.tag == si(name) and name in READERS:
            return READERS[name](child, reading)
        if child.tag == si(name):
            notes.leave(
                "quantity_not_supported",
                _("Bentuk bilangan si:%(name)s dilewatkan: %(numbers)s."),
                quantity=quantity,
                numbers=numbers_within(child),
                name=name,
            )
    return ()


def leave_unseen(root: Element, notes: Notes) -> None:
    """Note the numbers of every quantity that no part of the reading looked at."""
    for quantity in root.iter(dcc("quantity")):
        if notes.is_seen(quantity):
            continue
        numbers = numbers_within(quantity)
        if numbers:
            notes.leave(
                "quantity_elsewhere",
                _(
                    "Besaran %(column)s berada di bagian yang tidak dibaca dan "
                    "dilewatkan: %(numbers)s."
                ),
                quantity=quantity,
                numbers=numbers,
            )


NO_NUMBER = ("unit", "label", "distribution", "dateTime", "listUnit", "coverageProb")
"""Beginnings of the names of elements of the digital SI whose text is no number of the
result; a coverage probability says of what kind the number beside it is."""


def numbers_within(element: Element) -> list[Decimal]:
    """All numbers of the digital SI in an element, in whatever form it holds them;
    those of a quantity within it are that one's."""
    found = []
    pending = [element]
    while pending:
        part = pending.pop()
        pending.extend(
            child for child in reversed(part) if child.tag != dcc("quantity")
        )
        is_ours = part.tag.startswith((f"{{{SI}}}", f"{{{DCC}}}relative"))
        if is_ours and not local_name(part).startswith(NO_NUMBER):
            tokens = (part.text or "").split(None, MOST_POINTS)[:MOST_POINTS]
            numbers = map(decimal_of, tokens)
            found += [number for number in numbers if number is not None]
    return found


@dataclass(frozen=True, slots=True)
class _Reading:
    """The quantity that is being read, and where to say what was not understood."""

    quantity: Element
    notes: Notes

    def leave_uncertainty(self, element: Element) -> None:
        self.notes.leave(
            OTHER_UNCERTAINTY,
            _(
                "Ketidakpastian tidak dinyatakan sebagai ketidakpastian "
                "bentangan (U95) dan dilewatkan: %(numbers)s."
            ),
            quantity=self.quantity,
            numbers=numbers_within(element),
        )


def decimal_of(text: str) -> Decimal | None:
    """A number exactly as certified; None for what is none, or of no sane length."""
    if DECIMAL.fullmatch(text) and len(text) <= MOST_DIGITS:
        number = Decimal(text)
        if abs(number.adjusted()) <= LARGEST_EXPONENT:
            return number
    return None


def read_decimal(text: str | None, notes: Notes) -> Decimal | None:
    """A number exactly as certified, or None with a warning."""
    written = (text or "").strip()
    if not written:
        return None
    number = decimal_of(written)
    if number is None:
        notes.warn(
            "not_a_number",
            _("%(text)s bukan bilangan yang dapat dibaca."),
            text=quoted(written),
        )
    return number


def _read_real(element: Element, reading: _Reading) -> Values:
    number = read_decimal(element.findtext(si("value")), reading.notes)
    unit = one_line(element.findtext(si("unit")))
    u95, k = _read_uncertainty(element, reading)
    return (Value(number, unit, u95, k),)


def _read_uncertainty(
    element: Element, reading: _Reading
) -> tuple[Decimal | None, Decimal | None]:
    expanded, value = _expanded(element)
    _leave_other_uncertainties(element, expanded, reading)
    if expanded is None:
        return None, None
    notes = reading.notes
    _note_probability([expanded.findtext(si("coverageProbability")) or ""], notes)
    return (
        read_decimal(expanded.findtext(si(value)), notes),
        read_decimal(expanded.findtext(si("coverageFactor")), notes),
    )


def _expanded(element: Element, suffix: str = "") -> tuple[Element | None, str]:
    """The expanded uncertainty, and what its value is called: in the form of SI 2.1,
    of SI 2.2, or as it is met without the element around it. Names of a list have a
    ``suffix``."""
    univariate = si(f"measurementUncertaintyUnivariate{suffix}")
    expanded = si(f"expandedMU{suffix}")
    for path, value in (
        (si(f"expandedUnc{suffix}"), f"uncertainty{suffix}"),
        (f"{univariate}/{expanded}", f"valueExpandedMU{suffix}"),
        (expanded, f"valueExpandedMU{suffix}"),
    ):
        found = element.find(path)
        if found is not None:
            return found, value
    return None, ""


def _read_xml_list(element: Element, reading: _Reading) -> Values:
    numbers = _decimals(element, "valueXMLList", reading.notes)
    symbols = _tokens(element, "unitXMLList", reading.notes) or [""]
    u95s, ks = _read_uncertainties(element, reading)
    length = max(len(numbers), len(u95s))
    return tuple(
        Value(
            _at(numbers, position),
            _at(symbols, position) or "",
            _at(u95s, position),
            _at(ks, position),
        )
        for position in range(length)
    )


def _read_uncertainties(
    element: Element, reading: _Reading
) -> tuple[list[Decimal | None], list[Decimal | None]]:
    expanded, value = _expanded(element, "XMLList")
    _leave_other_uncertainties(element, expanded, reading)
    if expanded is None:
        return [], []
    notes = reading.notes
    _note_probability(_tokens(expanded, "coverageProbabilityXMLList", notes), notes)
    return (
        _decimals(expanded, value, notes),
        _decimals(expanded, "coverageFactorXMLList", notes),
    )


def _read_list(element: Element, reading: _Reading) -> Values:
    """``si:list`` and ``si:realList``: reals with a common unit and uncertainty."""
    common = one_line(element.findtext(si("listUnit")))
    shared = element.find(si("listUnivariateUnc"))
    u95, k = (None, None) if shared is None else _read_uncertainty(shared, reading)
    values: list[Value] = []
    for child in element:
        if child.tag == si("real"):
            (value,) = _read_real(child, reading)
            values.append(
                Value(
                    value.number,
                    value.unit or common,
                    u95 if value.u95 is None else value.u95,
                    k if value.k is None else value.k,
                )
            )
        elif child.tag in (si("list"), si("realList")):
            values.extend(_read_list(child, reading))
        if len(values) >= MOST_POINTS:
            _note_cut(reading.notes)
            break
    return tuple(values)


def _read_hybrid(element: Element, reading: _Reading) -> Values:
    """One of the alternatives that state the same in several units.

    The last one is in the unit that people use, after the SI; its uncertainty may
    stand with another one only. What another one states otherwise is not lost.
    """
    readings = []
    for child in element:
        reader = READERS.get(local_name(child))
        if reader is not None and reader is not _read_hybrid:
            readings.append(reader(child, reading))
        elif child.tag == si("hybrid"):
            _leave_alternative(numbers_within(child), "", reading)
    readings = [values for values in readings if values]
    if not readings:
        return ()
    chosen = taken(readings)
    for values in readings:
        numbers = differing(values, chosen)
        if numbers:
            _leave_alternative(numbers, values[0].unit, reading)
    return chosen


def _leave_alternative(numbers: list[Decimal], unit: str, reading: _Reading) -> None:
    reading.notes.leave(
        "alternative_differs",
        _(
            "Kolom %(column)s dinyatakan dalam beberapa satuan yang tidak sama atau "
            "tidak dapat dibandingkan; dilewatkan: %(numbers)s."
        ),
        quantity=reading.quantity,
        numbers=numbers,
        unit=unit,
    )


READERS = {
    "real": _read_real,
    "constant": _read_real,
    "realListXMLList": _read_xml_list,
    "realList": _read_list,
    "list": _read_list,
    "hybrid": _read_hybrid,
}


def _tokens(element: Element, name: str, notes: Notes) -> list[str]:
    text = element.findtext(si(name)) or ""
    tokens = text.split(None, MOST_POINTS)
    if len(tokens) > MOST_POINTS:
        _note_cut(notes)
    return tokens[:MOST_POINTS]


def _note_cut(notes: Notes) -> None:
    notes.warn(
        "too_many_points",
        _("Hanya %(most)s titik ukur pertama yang dibaca."),
        most=MOST_POINTS,
    )


def _decimals(element: Element, name: str, notes: Notes) -> list[Decimal | None]:
    return [read_decimal(token, notes) for token in _tokens(element, name, notes)]


def _at(values: list[Item], position: int) -> Item | None:
    """The value of a row; a single one holds for all rows."""
    if len(values) == 1:
        return values[0]
    return values[position] if position < len(values) else None


def _note_probability(written: list[str], notes: Notes) -> None:
    for text in dict.fromkeys(written):
        probability = read_decimal(text, notes)
        if probability is None:
            continue
        if not LOWEST_PROBABILITY <= probability <= HIGHEST_PROBABILITY:
            notes.warn(
                "other_probability",
                _(
                    "Ketidakpastian dinyatakan pada tingkat kepercayaan "
                    "%(probability)s, bukan 95 %%."
                ),
                probability=str(probability),
            )


def _leave_other_uncertainties(
    element: Element, expanded: Element | None, reading: _Reading
) -> None:
    """Note every uncertainty that is not the expanded one."""
    for child in element:
        if child is expanded or not local_name(child).startswith(UNCERTAINTIES):
            continue
        inside = list(child)
        for part in inside if expanded in inside else [child]:
            if part is not expanded:
                reading.leave_uncertainty(part)
