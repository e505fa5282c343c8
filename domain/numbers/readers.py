"""How a text is read as a number of each kind."""

import re
from collections.abc import Callable, Iterator
from datetime import date

from stdnum.id import npwp

from domain.findings import Finding, InvalidInput
from domain.messages import Message, pgettext
from domain.messages import gettext_noop as _
from domain.numbers import organisations, product_codes, standards, tkdn
from domain.numbers.certificate_numbers import (
    halal_number_findings,
    trademark_number_findings,
)
from domain.numbers.licence_reading import read_licence
from domain.numbers.product_codes import KBKI_OF_MEDICAL_APPLIANCES
from domain.numbers.readings import Certainty, NumberPart, NumberReading
from domain.numbers.spelling import compact, tidy

HS_GROUPS = re.compile(r"[0-9]{4}\.[0-9]{2}\.[0-9]{2}")

KFA_LEVELS = {
    "2": pgettext("level of KFA", "Templat"),
    "3": pgettext("level of KFA", "Varian"),
    "4": pgettext("level of KFA", "Kemasan"),
}
ACCREDITED_BODIES = {
    "LK": _("Laboratorium kalibrasi"),
    "LP": _("Laboratorium pengujian"),
    "LSPr": _("Lembaga sertifikasi produk"),
}
EDITION_IN_FORCE = _("edisi yang berlaku")
OTHER_EDITION = _("bukan edisi yang berlaku")

TYPICAL_KBLI = "325"
"""Where the business list has makers of medical devices."""


def read(kind: str, text: str, today: date) -> NumberReading:
    """``text`` as a number of ``kind``, a key of READERS; what keeps it from being one
    is among the findings."""
    try:
        return READERS[kind](text, today)
    except InvalidInput as refusal:
        shown = tidy(text)
        return NumberReading(
            kind, shown, shown, Certainty.UNLIKELY, findings=[refusal.finding]
        )


def _unparsed(kind: str, text: str, findings: list[Finding]) -> NumberReading:
    """A number without parts, or one whose form is not the usual one."""
    shown = tidy(text)
    return NumberReading(kind, shown, shown, Certainty.CERTAIN, findings=findings)


def _read_tkdn(text: str, today: date) -> NumberReading:
    findings = tkdn.tkdn_number_findings(text, today=today)
    try:
        number = tkdn.parse_tkdn_number(text)
    except InvalidInput:
        return _unparsed("tkdn", text, findings)
    parts = [
        NumberPart.plain("serial", number.serial),
        NumberPart.plain("issuing_office", number.unit),
        NumberPart.plain("issue_month", number.month)
        if number.month
        else NumberPart.unknown("issue_month"),
        NumberPart.plain("issue_year", number.year),
    ]
    canonical = number.canonical
    return NumberReading(
        "tkdn", canonical, canonical, Certainty.CERTAIN, parts, findings
    )


def _read_sni(text: str, _today: date) -> NumberReading:
    return _standard_reading("sni", standards.parse_sni_number, text)


def _read_standard(text: str, _today: date) -> NumberReading:
    return _standard_reading("standard", standards.parse_international_number, text)


def _standard_reading(
    kind: str, parse: Callable[[str], standards.StandardNumber], text: str
) -> NumberReading:
    try:
        number = parse(text)
    except InvalidInput as refusal:
        return _unparsed(kind, text, [refusal.finding.as_warning()])
    return NumberReading(
        kind,
        number.canonical,
        number.canonical,
        Certainty.CERTAIN,
        list(_standard_parts(number)),
        standards.edition_findings(number),
    )


def _standard_parts(number: standards.StandardNumber) -> Iterator[NumberPart]:
    if number.known:
        yield NumberPart(
            "subject",
            f"{number.adopted} {number.number}",
            Message(number.known.subject),
        )
    if number.adopted:
        yield NumberPart.plain("standards_body", number.adopted)
    yield NumberPart.plain("standard_number", number.number)
    if number.year:
        yield NumberPart.plain("edition", number.year)
    if number.known and number.year:
        is_current = number.year == number.known.edition
        yield (
            NumberPart("edition_state", "current", Message(EDITION_IN_FORCE))
            if is_current
            else NumberPart("edition_state", "other", Message(OTHER_EDITION))
        )


def _read_halal(text: str, _today: date) -> NumberReading:
    findings = halal_number_findings(text)
    return _unparsed("halal", compact(text).upper(), findings)


def _read_trademark(text: str, _today: date) -> NumberReading:
    findings = trademark_number_findings(text)
    return _unparsed("trademark", compact(text).upper(), findings)


def _read_accreditation(text: str, _today: date) -> NumberReading:
    number = organisations.normalise_accreditation_number(text)
    prefix, serial, _country = number.split("-")
    parts = [
        NumberPart("body_kind", prefix, Message(ACCREDITED_BODIES[prefix])),
        NumberPart.plain("serial", serial),
    ]
    return NumberReading("accreditation", number, number, Certainty.CERTAIN, parts)


def _read_business_licence(text: str, _today: date) -> NumberReading:
    number = organisations.normalise_business_licence(text)
    findings = organisations.business_licence_findings(number)
    if organisations.is_old_business_licence(number):
        return _unparsed("business_licence", number, findings)
    nib, sequence = (
        number[: organisations.NIB_LENGTH],
        number[organisations.NIB_LENGTH :],
    )
    parts = [
        NumberPart.plain("holder_nib", nib),
        NumberPart.plain("serial", sequence),
    ]
    return NumberReading(
        "business_licence", number, f"{nib} {sequence}", Certainty.LIKELY, parts
    )


def _read_nib(text: str, _today: date) -> NumberReading:
    number = organisations.normalise_nib(text)
    return NumberReading("nib", number, number, Certainty.POSSIBLE)


def _read_npwp(text: str, _today: date) -> NumberReading:
    number = organisations.normalise_npwp(text)
    display = npwp.format(number) if len(number) == 15 else _in_fours(number)
    return NumberReading("npwp", number, display, Certainty.LIKELY)


def _read_gtin(text: str, _today: date) -> NumberReading:
    gtin = product_codes.read_gtin(text)
    parts = [NumberPart.plain("gtin_format", f"GTIN-{len(gtin.value)}")]
    if gtin.prefix is not None:
        used_for = f"{gtin.prefix.value} ({gtin.prefix.usage})"
        parts.append(NumberPart("gs1_prefix", gtin.prefix.value, used_for))
    parts.append(NumberPart.plain("check_digit", gtin.check_digit))
    is_plain = len(compact(text)) in (12, 13, 14)
    certainty = Certainty.LIKELY if is_plain else Certainty.POSSIBLE
    return NumberReading("gtin", gtin.value, gtin.value, certainty, parts)


def _read_kfa(text: str, _today: date) -> NumberReading:
    number = product_codes.normalise_kfa_code(text)
    parts = [NumberPart("kfa_level", number[1], KFA_LEVELS[number[1]])]
    return NumberReading("kfa", number, number, Certainty.LIKELY, parts)


def _read_kbki(text: str, _today: date) -> NumberReading:
    number = product_codes.normalise_kbki(text)
    return NumberReading(
        "kbki",
        number,
        number,
        _typical(number, KBKI_OF_MEDICAL_APPLIANCES),
    )


def _read_kbli(text: str, _today: date) -> NumberReading:
    number = organisations.normalise_kbli(text)
    return NumberReading("kbli", number, number, _typical(number, TYPICAL_KBLI))


def _read_hs(text: str, _today: date) -> NumberReading:
    number = product_codes.normalise_hs_code(text)
    parts = [
        NumberPart.plain("hs_chapter", number[:2]),
        NumberPart.plain("hs_heading", number[:4]),
        NumberPart.plain("hs_subheading", number[:6]),
    ]
    is_grouped = HS_GROUPS.fullmatch(text.strip())
    certainty = Certainty.LIKELY if is_grouped else Certainty.POSSIBLE
    display = f"{number[:4]}.{number[4:6]}.{number[6:]}"
    return NumberReading("hs", number, display, certainty, parts)


def _typical(number: str, beginning: str) -> Certainty:
    return Certainty.LIKELY if number.startswith(beginning) else Certainty.POSSIBLE


def _in_fours(number: str) -> str:
    return " ".join(re.findall(".{4}", number))


READERS: dict[str, Callable[[str, date], NumberReading]] = {
    "licence": read_licence,
    "tkdn": _read_tkdn,
    "business_licence": _read_business_licence,
    "accreditation": _read_accreditation,
    "nib": _read_nib,
    "npwp": _read_npwp,
    "gtin": _read_gtin,
    "kfa": _read_kfa,
    "kbki": _read_kbki,
    "kbli": _read_kbli,
    "hs": _read_hs,
    "halal": _read_halal,
    "trademark": _read_trademark,
    "sni": _read_sni,
    "standard": _read_standard,
}
"""Readers of each kind; they raise InvalidInput."""
