"""Numbers of the digital SI: ``si:real``, ``si:constant``, lists and hybrids.

Uncertainties are read in the form of SI 2.1 and before (``expandedUnc``) and in that
of SI 2.2 (``measurementUncertaintyUnivariate``).
"""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeVar
from xml.etree.ElementTree import Element

from domain.dcc import units
from domain.dcc.notes import Notes, quoted
from domain.dcc.texts import dcc, local_name, one_line, si
from domain.messages import gettext_noop as _

Item = TypeVar("Item")

MOST_POINTS = 5_000
"""Points of one certificate; a longer list is cut."""

MOST_DIGITS = 40
LARGEST_EXPONENT = 40
DECIMAL = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d{1,4})?", re.ASCII)

LOWEST_PROBABILITY = Decimal("0.94")
HIGHEST_PROBABILITY = Decimal("0.96")
"""What counts as the usual 95 %: k = 2 is often stated as 0.9545."""


@dataclass(frozen=True, slots=True)
class Value:
    """A number in a D-SI unit, with its expanded uncertainty and coverage factor."""

    number: Decimal | None
    unit: str
    u95: Decimal | None = None
    k: Decimal | None = None


Values = tuple[Value, ...]


def read_values(quantity: Element, notes: Notes) -> Values:
    """The values of a quantity; none where it holds no numbers that are understood."""
    if quantity.find(dcc("relativeUncertainty")) is not None:
        _note_skipped_uncertainty(notes)
    for child in quantity:
        name = local_name(child)
        if child.tag == si(name) and name in READERS:
            return READERS[name](child, notes)
        if child.tag == si(name):
            notes.warn(
                "quantity_not_supported",
                _("Bentuk bilangan si:%(name)s dilewatkan."),
                name=name,
            )
    return ()


def read_decimal(text: str | None, notes: Notes) -> Decimal | None:
    """A number exactly as certified, or None with a warning."""
    written = (text or "").strip()
    if not written:
        return None
    if DECIMAL.fullmatch(written) and len(written) <= MOST_DIGITS:
        number = Decimal(written)
        if abs(number.adjusted()) <= LARGEST_EXPONENT:
            return number
    notes.warn(
        "not_a_number",
        _("%(text)s bukan bilangan yang dapat dibaca."),
        text=quoted(written),
    )
    return None


def _read_real(element: Element, notes: Notes) -> Values:
    number = read_decimal(element.findtext(si("value")), notes)
    unit = one_line(element.findtext(si("unit")))
    u95, k = _read_uncertainty(element, notes)
    return (Value(number, unit, u95, k),)


def _read_uncertainty(
    element: Element, notes: Notes
) -> tuple[Decimal | None, Decimal | None]:
    expanded = element.find(si("expandedUnc"))
    value = "uncertainty"
    if expanded is None:
        expanded = element.find(
            f"{si('measurementUncertaintyUnivariate')}/{si('expandedMU')}"
        )
        value = "valueExpandedMU"
    if expanded is None:
        _note_other_uncertainty(element, notes)
        return None, None
    _note_probability([expanded.findtext(si("coverageProbability")) or ""], notes)
    return (
        read_decimal(expanded.findtext(si(value)), notes),
        read_decimal(expanded.findtext(si("coverageFactor")), notes),
    )


def _read_xml_list(element: Element, notes: Notes) -> Values:
    numbers = _decimals(element, "valueXMLList", notes)
    symbols = _tokens(element, "unitXMLList") or [""]
    u95s, ks = _read_uncertainties(element, notes)
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
    element: Element, notes: Notes
) -> tuple[list[Decimal | None], list[Decimal | None]]:
    expanded = element.find(si("expandedUncXMLList"))
    value = "uncertaintyXMLList"
    if expanded is None:
        expanded = element.find(
            f"{si('measurementUncertaintyUnivariateXMLList')}/{si('expandedMUXMLList')}"
        )
        value = "valueExpandedMUXMLList"
    if expanded is None:
        _note_other_uncertainty(element, notes)
        return [], []
    _note_probability(_tokens(expanded, "coverageProbabilityXMLList"), notes)
    return (
        _decimals(expanded, value, notes),
        _decimals(expanded, "coverageFactorXMLList", notes),
    )


def _read_list(element: Element, notes: Notes) -> Values:
    """``si:list`` and ``si:realList``: reals with a common unit and uncertainty."""
    common = one_line(element.findtext(si("listUnit")))
    shared = element.find(si("listUnivariateUnc"))
    u95, k = (None, None) if shared is None else _read_uncertainty(shared, notes)
    values: list[Value] = []
    for child in element:
        if child.tag == si("real"):
            (value,) = _read_real(child, notes)
            values.append(
                Value(
                    value.number,
                    value.unit or common,
                    u95 if value.u95 is None else value.u95,
                    k if value.k is None else value.k,
                )
            )
        elif child.tag in (si("list"), si("realList")):
            values.extend(_read_list(child, notes))
        if len(values) >= MOST_POINTS:
            break
    return tuple(values)


def _read_hybrid(element: Element, notes: Notes) -> Values:
    """One of the alternatives that state the same in several units.

    The last one is in the unit that people use, after the SI; its uncertainty may
    stand with another one only.
    """
    readings = []
    for child in element:
        reader = READERS.get(local_name(child))
        if reader is not None and reader is not _read_hybrid:
            readings.append(reader(child, notes))
    readings = [values for values in readings if values]
    if not readings:
        return ()
    usual = readings[-1]
    certain = next((values for values in reversed(readings) if _has_u95(values)), None)
    if certain is None or certain is usual:
        return usual
    return _with_uncertainty(usual, certain) or certain


def _has_u95(values: Values) -> bool:
    return any(value.u95 is not None for value in values)


def _with_uncertainty(usual: Values, certain: Values) -> Values:
    """``usual`` with the uncertainties of ``certain``; () where they do not convert."""
    if len(usual) != len(certain):
        return ()
    merged = []
    for value, other in zip(usual, certain, strict=True):
        shift = units.shift_of_differences(other.unit, value.unit)
        if shift is None:
            return ()
        u95 = None if other.u95 is None else other.u95.scaleb(shift)
        merged.append(replace(value, u95=u95, k=other.k))
    return tuple(merged)


READERS = {
    "real": _read_real,
    "constant": _read_real,
    "realListXMLList": _read_xml_list,
    "realList": _read_list,
    "list": _read_list,
    "hybrid": _read_hybrid,
}


def _tokens(element: Element, name: str) -> list[str]:
    text = element.findtext(si(name)) or ""
    return text.split(None, MOST_POINTS)[:MOST_POINTS]


def _decimals(element: Element, name: str, notes: Notes) -> list[Decimal | None]:
    return [read_decimal(token, notes) for token in _tokens(element, name)]


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


def _note_other_uncertainty(element: Element, notes: Notes) -> None:
    forms = ("measurementUncertainty", "coverageInterval")
    if any(local_name(child).startswith(forms) for child in element):
        _note_skipped_uncertainty(notes)


def _note_skipped_uncertainty(notes: Notes) -> None:
    notes.warn(
        "uncertainty_not_expanded",
        _(
            "Ketidakpastian tidak dinyatakan sebagai ketidakpastian "
            "bentangan (U95) dan dilewatkan."
        ),
    )
