"""What a number is: says of any text which official number it can be.

Nothing is looked up. A text of digits alone can be several things, which are then all
told, the likeliest first.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from enum import IntEnum

from stdnum.id import npwp

from certificates.findings import Finding
from products.numbers import certificates, identifiers, licences
from products.numbers.nomenclature import Name
from suppliers import identifiers as organisations
from suppliers.identifiers import InvalidNumber, compact

LONGEST_TEXT = 200

LABELS: dict[str, Name] = {
    "licence": Name("Izin edar", "Marketing authorisation"),
    "tkdn": Name("Sertifikat TKDN", "Certificate of local content (TKDN)"),
    "business_licence": Name("CPAKB atau CDAKB", "CPAKB or CDAKB licence"),
    "accreditation": Name("Akreditasi KAN", "KAN accreditation"),
    "nib": Name("NIB", "Business identification number (NIB)"),
    "npwp": Name("NPWP", "Taxpayer number (NPWP)"),
    "gtin": Name("GTIN", "GTIN"),
    "kfa": Name("Kode KFA", "KFA code"),
    "kbki": Name("Kode KBKI", "KBKI commodity code"),
    "kbli": Name("Kode KBLI", "KBLI business class"),
    "hs": Name("Kode HS", "HS code"),
    "halal": Name("Sertifikat halal", "Halal certificate"),
    "trademark": Name("Pendaftaran merek", "Trademark registration"),
    "sni": Name("SNI", "National standard (SNI)"),
}
"""The kinds of number, by the names that programs know them by."""

INTRODUCTIONS = {
    "PB-UMKU": "business_licence",
    "CPAKB": "business_licence",
    "CDAKB": "business_licence",
    "KAN": "accreditation",
    "NIB": "nib",
    "NPWP": "npwp",
    "GTIN": "gtin",
    "EAN": "gtin",
    "KFA": "kfa",
    "KBKI": "kbki",
    "KBLI": "kbli",
    "HS": "hs",
    "HALAL": "halal",
    "MEREK": "trademark",
}
"""Words written before a number that say what it is."""

INTRODUCTION = re.compile(
    rf"(?:(?:NO|NOMOR|KODE)\b[\s.]*)?(?P<word>{'|'.join(INTRODUCTIONS)})"
    r"(?:-(?:8|12|13|14)\b)?(?![A-Z])[\s.:]*(?:(?:NO|NOMOR|CODE)\b[\s.:]*)?"
    r"(?P<number>.*[0-9].*)",
    re.IGNORECASE | re.DOTALL,
)

LETTERED_KINDS = {
    "accreditation": re.compile("(?:LK|LP|LSPR)[0-9].*"),
    "halal": re.compile("ID[0-9]{10,}"),
    "trademark": re.compile("IDM[0-9]{5,}"),
    "sni": re.compile("SNI[^0-9]{0,20}[0-9].*"),
}
"""What a text without separators looks like where its letters say what it is."""

LICENCE_START = re.compile("[A-Z]*?(?:AKD|AKL|PKD|PKL)(?:NOMOR|NO)?[0-9]")
TKDN_PART = re.compile(r"/\s*TKDN\s*/", re.IGNORECASE)
HS_GROUPS = re.compile(r"[0-9]{4}\.[0-9]{2}(?:\.[0-9]{2})?")

DIGIT_KINDS: dict[int, tuple[str, ...]] = {
    5: ("kbki", "kbli"),
    6: ("hs",),
    7: ("kbki",),
    8: ("hs", "kfa", "gtin"),
    10: ("kbki",),
    12: ("gtin",),
    13: ("gtin", "nib"),
    14: ("gtin",),
    15: ("npwp",),
    16: ("npwp", "gtin"),
    20: ("business_licence",),
}
"""What a number of so many digits can be. Sixteen digits are a GTIN as a scanner types
it, after the application identifier 01."""

TOLD_WHEN_WRONG = frozenset(
    {("gtin", 12), ("gtin", 13), ("gtin", 14), ("npwp", 15), ("npwp", 16)}
)
"""Kind and length where a wrong check digit is more likely a slip than another kind."""

CLASS_DIGITS = {
    1: Name("1 (kelas A)", "1 (class A)"),
    2: Name("2 (kelas B atau C)", "2 (class B or C)"),
    3: Name("3 (kelas D)", "3 (class D)"),
}
"""What the first digit of a licence number says of the risk class (PMK 62/2017)."""

KFA_LEVELS = {
    "2": Name("Templat", "Template"),
    "3": Name("Varian", "Variant"),
    "4": Name("Kemasan", "Packaging"),
}
ACCREDITED_BODIES = {
    "LK": Name("Laboratorium kalibrasi", "Calibration laboratory"),
    "LP": Name("Laboratorium pengujian", "Testing laboratory"),
    "LSPr": Name("Lembaga sertifikasi produk", "Product certification body"),
}

TYPICAL_KBKI = "481"
"""Where the commodity list has medical appliances."""

TYPICAL_KBLI = "325"
"""Where the business list has makers of medical devices."""


class Certainty(IntEnum):
    """How sure it is that a text is a number of the kind."""

    UNLIKELY = 0
    """A check digit is wrong."""
    POSSIBLE = 1
    """Nothing but the length speaks for it."""
    LIKELY = 2
    """A check digit or a typical beginning speaks for it too."""
    CERTAIN = 3
    """Its letters say so, or the word before it."""


@dataclass(frozen=True, slots=True)
class NumberReading:
    """A text read as a number of one kind.

    ``kind`` is a key of LABELS; ``normal`` the form that is stored, as far as the text
    has one; ``display`` the form for people; ``parts`` what the digits say, label to
    text, in the order of the number.
    """

    kind: str
    normal: str
    display: str
    certainty: Certainty
    parts: dict[Name, Name] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    @property
    def label(self) -> Name:
        """What such a number is called."""
        return LABELS[self.kind]

    @property
    def has_error(self) -> bool:
        return any(finding.is_error for finding in self.findings)

    def parts_in(self, language: str) -> dict[str, str]:
        """The parts in "en", or in Indonesian for any other language."""
        return {
            label.text(language): text.text(language)
            for label, text in self.parts.items()
        }

    def as_data(self, language: str = "id") -> dict[str, object]:
        """The reading as JSON can hold it; its keys are the same in each language."""
        return {
            "kind": self.kind,
            "label": self.label.text(language),
            "normal": self.normal,
            "display": self.display,
            "parts": self.parts_in(language),
            "findings": [
                {
                    "code": finding.code,
                    "grade": str(finding.grade),
                    "message": finding.text(language),
                }
                for finding in self.findings
            ],
        }


def check_number(text: str, *, today: date | None = None) -> list[NumberReading]:
    """All that ``text`` can be, the likeliest first; nothing if it is no number known
    here, or longer than 200 characters.

    A word before the number ("NIB", "CPAKB", "Kode HS") decides what it is. Never
    raises: what is wrong with a number is among the reading's findings.
    """
    if len(text) > LONGEST_TEXT:
        return []
    plain = unicodedata.normalize("NFKC", text).strip()
    readings = _readings(plain, today or date.today())
    return sorted(readings, key=lambda reading: reading.certainty, reverse=True)


def check_as_data(
    text: str, language: str = "id", *, today: date | None = None
) -> dict[str, object]:
    """What ``check_number`` says, as JSON can hold it: ``input`` and ``readings``, each
    with ``kind``, ``label``, ``normal``, ``display``, ``parts`` and ``findings``."""
    readings = check_number(text, today=today)
    return {
        "input": text,
        "readings": [reading.as_data(language) for reading in readings],
    }


def _readings(text: str, today: date) -> list[NumberReading]:
    number = compact(text)
    if re.fullmatch("[0-9]+", number):
        return _digit_readings(text, len(number), today)
    kind = _lettered_kind(text, number.upper())
    if kind:
        return [_certain(_read(kind, text, today))]
    introduced = INTRODUCTION.fullmatch(text)
    if introduced:
        kind = INTRODUCTIONS[introduced["word"].upper()]
        return [_certain(_read(kind, introduced["number"], today))]
    return []


def _digit_readings(text: str, length: int, today: date) -> list[NumberReading]:
    readings = [_read(kind, text, today) for kind in DIGIT_KINDS.get(length, ())]
    return [
        reading
        for reading in readings
        if not reading.has_error or (reading.kind, length) in TOLD_WHEN_WRONG
    ]


def _lettered_kind(text: str, number: str) -> str | None:
    """The kind that the letters within a number tell, if they tell one."""
    if LICENCE_START.match(licences.NOISE.sub("", text.upper())):
        return "licence"
    if TKDN_PART.search(text):
        return "tkdn"
    if identifiers.GTIN_ELEMENT.fullmatch(number):
        return "gtin"
    for kind, pattern in LETTERED_KINDS.items():
        if pattern.fullmatch(number):
            return kind
    if number.startswith("FK") and organisations.is_old_business_licence(text):
        return "business_licence"
    return None


def _certain(reading: NumberReading) -> NumberReading:
    return replace(reading, certainty=Certainty.CERTAIN)


def _read(kind: str, text: str, today: date) -> NumberReading:
    try:
        return READERS[kind](text, today)
    except (InvalidNumber, licences.InvalidLicenceNumber) as fault:
        shown = _tidy(text)
        return NumberReading(
            kind, shown, shown, Certainty.UNLIKELY, findings=[fault.finding]
        )


def _read_licence(text: str, today: date) -> NumberReading:
    number = licences.parse_licence_number(text, today=today)
    return NumberReading(
        "licence",
        number.canonical,
        number.display,
        Certainty.CERTAIN,
        _licence_parts(number),
        licences.licence_findings(number, today=today),
    )


def _licence_parts(number: licences.LicenceNumber) -> dict[Name, Name]:
    kind = {Name("Jenis izin", "Kind of licence"): licences.KINDS[number.kind]}
    if number.is_household:
        return kind
    return kind | {
        Name("Digit kelas", "Class digit"): CLASS_DIGITS[number.class_digit],
        Name("Kategori", "Category"): _coded(number.category, number.category_name),
        Name("Subkategori", "Sub-category"): _coded(
            number.sub_category, number.sub_category_name
        ),
        Name("Tahun pengajuan", "Year of application"): _same(number.year),
        Name("Nomor urut", "Serial number"): _same(number.serial),
    }


def _read_tkdn(text: str, _today: date) -> NumberReading:
    findings = certificates.tkdn_number_findings(text)
    try:
        number = certificates.parse_tkdn_number(text)
    except InvalidNumber:
        return _unparsed("tkdn", text, findings)
    parts = {
        Name("Nomor urut", "Serial number"): _same(number.serial),
        Name("Unit penerbit", "Issuing office"): _same(number.unit),
        Name("Bulan terbit", "Month of issue"): _same(number.month or "-"),
        Name("Tahun terbit", "Year of issue"): _same(number.year),
    }
    canonical = number.canonical
    return NumberReading(
        "tkdn", canonical, canonical, Certainty.CERTAIN, parts, findings
    )


def _read_sni(text: str, _today: date) -> NumberReading:
    try:
        number = certificates.parse_sni_number(text)
    except InvalidNumber as fault:
        return _unparsed("sni", text, [fault.as_warning])
    parts = {
        Name("Standar yang diadopsi", "Standard taken over"): _same(number.adopted),
        Name("Nomor standar", "Number of the standard"): _same(number.number),
        Name("Tahun", "Year"): _same(number.year or ""),
    }
    return NumberReading(
        "sni",
        number.canonical,
        number.canonical,
        Certainty.CERTAIN,
        {label: told for label, told in parts.items() if told.id},
    )


def _read_halal(text: str, _today: date) -> NumberReading:
    findings = certificates.halal_number_findings(text)
    return _unparsed("halal", compact(text).upper(), findings)


def _read_trademark(text: str, _today: date) -> NumberReading:
    findings = certificates.trademark_number_findings(text)
    return _unparsed("trademark", compact(text).upper(), findings)


def _unparsed(kind: str, text: str, findings: list[Finding]) -> NumberReading:
    """A number without parts, or one whose form is not the usual one."""
    shown = _tidy(text)
    return NumberReading(kind, shown, shown, Certainty.CERTAIN, findings=findings)


def _read_accreditation(text: str, _today: date) -> NumberReading:
    number = organisations.normalise_accreditation_number(text)
    prefix, serial, _country = number.split("-")
    parts = {
        Name("Jenis lembaga", "Kind of body"): ACCREDITED_BODIES[prefix],
        Name("Nomor urut", "Serial number"): _same(serial),
    }
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
    parts = {
        Name("NIB pemegang", "NIB of the holder"): _same(nib),
        Name("Nomor urut", "Serial number"): _same(sequence),
    }
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
    gtin = identifiers.read_gtin(text)
    parts = {Name("Bentuk", "Format"): _same(f"GTIN-{len(gtin.value)}")}
    if gtin.prefix is not None:
        parts[Name("Awalan GS1", "GS1 prefix")] = _same(
            f"{gtin.prefix.value} ({gtin.prefix.usage})"
        )
    parts[Name("Angka pemeriksa", "Check digit")] = _same(gtin.check_digit)
    is_plain = len(compact(text)) in (12, 13, 14)
    certainty = Certainty.LIKELY if is_plain else Certainty.POSSIBLE
    return NumberReading("gtin", gtin.value, gtin.value, certainty, parts)


def _read_kfa(text: str, _today: date) -> NumberReading:
    number = identifiers.normalise_kfa_code(text)
    parts = {Name("Tingkat", "Level"): KFA_LEVELS[number[1]]}
    return NumberReading("kfa", number, number, Certainty.LIKELY, parts)


def _read_kbki(text: str, _today: date) -> NumberReading:
    number = identifiers.normalise_kbki(text)
    return NumberReading("kbki", number, number, _typical(number, TYPICAL_KBKI))


def _read_kbli(text: str, _today: date) -> NumberReading:
    number = organisations.normalise_kbli(text)
    return NumberReading("kbli", number, number, _typical(number, TYPICAL_KBLI))


def _read_hs(text: str, _today: date) -> NumberReading:
    number = identifiers.normalise_hs_code(text)
    groups = [number[:4], number[4:6], number[6:]]
    parts = {
        Name("Bab", "Chapter"): _same(number[:2]),
        Name("Pos", "Heading"): _same(number[:4]),
        Name("Subpos", "Subheading"): _same(number[:6]),
    }
    is_grouped = HS_GROUPS.fullmatch(text.strip())
    certainty = Certainty.LIKELY if is_grouped else Certainty.POSSIBLE
    display = ".".join(group for group in groups if group)
    return NumberReading("hs", number, display, certainty, parts)


def _typical(number: str, beginning: str) -> Certainty:
    return Certainty.LIKELY if number.startswith(beginning) else Certainty.POSSIBLE


def _in_fours(number: str) -> str:
    return " ".join(re.findall(".{4}", number))


def _coded(code: str, name: Name | None) -> Name:
    if name is None:
        return _same(code)
    return Name(f"{code} {name.id}", f"{code} {name.en}")


def _same(value: object) -> Name:
    """A text that is the same in both languages."""
    return Name(str(value), str(value))


def _tidy(text: str) -> str:
    return " ".join(text.split())


READERS: dict[str, Callable[[str, date], NumberReading]] = {
    "licence": _read_licence,
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
}
"""Readers of each kind; they raise InvalidNumber or InvalidLicenceNumber."""
