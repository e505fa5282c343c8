"""What a number is: says of any text which official number it can be.

Nothing is looked up. A text of digits alone can be several things, which are then all
told, the likeliest first. A text that is no number at all gets a finding of its own,
which says what to do.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from enum import IntEnum
from typing import NamedTuple

from stdnum.id import npwp

from domain.nomenclature import Name
from domain.numbers import certificates, licences, organisations
from domain.numbers import product_codes as identifiers
from domain.numbers.organisations import INVISIBLE, InvalidNumber, compact
from domain.two_languages import Finding, error, warning

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
    "standard": Name("Standar", "Standard"),
}
"""The kinds of number, by the names that programs know them by."""

PART_LABELS: dict[str, Name] = {
    "licence_kind": Name("Jenis izin", "Kind of licence"),
    "class_digit": Name("Digit kelas", "Class digit"),
    "category": Name("Kategori", "Category"),
    "sub_category": Name("Subkategori", "Sub-category"),
    "application_year": Name("Tahun pengajuan", "Year of application"),
    "serial": Name("Nomor urut", "Serial number"),
    "issuing_office": Name("Unit penerbit", "Issuing office"),
    "issue_month": Name("Bulan terbit", "Month of issue"),
    "issue_year": Name("Tahun terbit", "Year of issue"),
    "subject": Name("Perihal", "Subject"),
    "standards_body": Name("Badan standar", "Standards body"),
    "standard_number": Name("Nomor standar", "Number of the standard"),
    "edition": Name("Edisi", "Edition"),
    "edition_state": Name("Keadaan edisi", "State of the edition"),
    "body_kind": Name("Jenis lembaga", "Kind of body"),
    "holder_nib": Name("NIB pemegang", "NIB of the holder"),
    "gtin_format": Name("Bentuk", "Format"),
    "gs1_prefix": Name("Awalan GS1", "GS1 prefix"),
    "check_digit": Name("Angka pemeriksa", "Check digit"),
    "kfa_level": Name("Tingkat", "Level"),
    "hs_chapter": Name("Bab", "Chapter"),
    "hs_heading": Name("Pos", "Heading"),
    "hs_subheading": Name("Subpos", "Subheading"),
}
"""The parts of numbers, by the names that programs know them by."""

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
    "NIE": "licence",
    "IZIN EDAR": "licence",
    "KEMENKES RI": "licence",
    "KEMENKES": "licence",
    "TKDN": "tkdn",
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
    "standard": re.compile("(?:EN)?(?:ISO|IEC)[A-Z/]{0,20}[0-9].*"),
}
"""What a text without separators looks like where its letters say what it is."""

LICENCE_START = re.compile("[A-Z]*?(?:AKD|AKL|PKD|PKL)(?:NOMOR|NO)?(?![A-Z])")
TKDN_PART = re.compile(r"/\s*TKDN\s*/", re.IGNORECASE)
HS_GROUPS = re.compile(r"[0-9]{4}\.[0-9]{2}\.[0-9]{2}")

DIGIT_KINDS: dict[int, tuple[str, ...]] = {
    5: ("kbki", "kbli"),
    6: ("hs",),
    7: ("kbki",),
    8: ("hs", "kfa", "gtin"),
    10: ("kbki",),
    11: ("licence",),
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
    {
        *(("gtin", 12), ("gtin", 13), ("gtin", 14)),
        *(("npwp", 15), ("npwp", 16)),
        *(("hs", 6), ("licence", 11)),
    }
)
"""Kind and length where a fault (a wrong check digit, digits or letters left out) is
more likely a slip than another kind."""

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

UNKNOWN = Name("tidak diketahui", "unknown")
EDITION_IN_FORCE = Name("edisi yang berlaku", "edition in force")
OTHER_EDITION = Name("bukan edisi yang berlaku", "not the edition in force")
DEVICE_PARTS = frozenset({"class_digit", "category", "sub_category"})
"""Parts of a licence number that are read in numbers of devices alone."""

AROUND = re.compile(
    rf"^[\s{INVISIBLE}'\"`\u2018-\u201f\u00ab\u00bb]+|"
    rf"[\s{INVISIBLE}'\"`\u2018-\u201f\u00ab\u00bb,;]+$"
)
"""What people copy along with a number: space, quotes, the comma after it."""

BRACKETED = re.compile(r"[(\[<{]([^()\[\]<>{}]*)[)\]>}]")
BEFORE_DIGITS = re.compile(r"(?:NO|NOMOR|KODE)\b[\s.:]*(?=[0-9])", re.IGNORECASE)

BETWEEN_NUMBERS = (
    re.compile(r"[,;|\n\r\t]+|\s(?:dan|and|atau|or|serta|&|\+|/)\s", re.IGNORECASE),
    re.compile(
        rf"(?<!RI)[\s/]+(?=(?:AKD|AKL|PKD|PKL|SNI|ISO|{'|'.join(INTRODUCTIONS)})(?![A-Z]))",
        re.IGNORECASE,
    ),
    re.compile(r"\s+"),
)
"""What can stand between several numbers, the plainest first."""

LOOK_ALIKES = str.maketrans("OoIl", "0011")
RUN_WITH_DIGITS = re.compile("[OoIl]*[0-9][0-9OoIl]*")

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


class Part(NamedTuple):
    """What some digits of a number say.

    ``key`` is one of PART_LABELS; ``value`` the code itself, the same in each language,
    or None where it is not known; ``text`` the value for people.
    """

    key: str
    value: str | None
    text: Name

    @property
    def label(self) -> Name:
        return PART_LABELS[self.key]


@dataclass(frozen=True, slots=True)
class NumberReading:
    """A text read as a number of one kind.

    ``kind`` is a key of LABELS; ``normal`` the form that is stored, as far as the text
    has one; ``display`` the form for people; ``parts`` what the digits say, in the
    order of the number.
    """

    kind: str
    normal: str
    display: str
    certainty: Certainty
    parts: list[Part] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def label(self) -> Name:
        """What such a number is called."""
        return LABELS[self.kind]

    @property
    def has_error(self) -> bool:
        return any(finding.is_error for finding in self.findings)

    def parts_in(self, language: str) -> dict[str, str]:
        """Label to text in "en", or in Indonesian for any other language."""
        return {
            part.label.text(language): part.text.text(language) for part in self.parts
        }

    def as_data(self, language: str = "id") -> dict[str, object]:
        """The reading as JSON can hold it; its keys are the same in each language."""
        return {
            "kind": self.kind,
            "label": self.label.text(language),
            "normal": self.normal,
            "display": self.display,
            "certainty": self.certainty.name.lower(),
            "parts": {
                part.key: {
                    "label": part.label.text(language),
                    "value": part.value,
                    "text": part.text.text(language),
                }
                for part in self.parts
            },
            "findings": _as_data(self.findings, language),
        }


@dataclass(frozen=True, slots=True)
class CheckedText:
    """A text with all that it can be, the likeliest first; ``findings`` are about the
    text itself: why it has no reading, or that it has several."""

    text: str
    readings: list[NumberReading]
    findings: list[Finding]

    @property
    def sound(self) -> list[NumberReading]:
        """The readings without an error."""
        return [reading for reading in self.readings if not reading.has_error]

    @property
    def told(self) -> list[NumberReading]:
        """The readings worth showing in full: beside a sound one, a reading with an
        error would look like an error of the number."""
        return self.sound or self.readings

    def as_data(self, language: str = "id") -> dict[str, object]:
        """The check as JSON can hold it; its keys are the same in each language."""
        return {
            "input": self.text,
            "findings": _as_data(self.findings, language),
            "readings": [reading.as_data(language) for reading in self.readings],
        }


def check_text(text: str, *, today: date | None = None) -> CheckedText:
    """All that ``text`` can be; where that is nothing, why.

    A word before the number ("NIB", "CPAKB", "Kode HS") decides what it is. Never
    raises: what is wrong with a number is among the reading's findings.
    """
    day = today or date.today()
    trimmed = _trimmed(text)
    fault = _length_fault(trimmed)
    if fault:
        return CheckedText(text, [], [fault])

    plain = unicodedata.normalize("NFKC", trimmed)
    readings = _readings(plain, day)
    if not _is_sound(readings):
        numbers = _several_numbers(plain, day)
        if numbers:
            return CheckedText(text, [], [_several_finding(numbers)])
        readings = _mended_readings(plain, day) or readings
    if not readings:
        return CheckedText(text, [], [_unknown_finding(plain)])
    return CheckedText(text, readings, _ambiguity(readings))


def check_number(text: str, *, today: date | None = None) -> list[NumberReading]:
    """All that ``text`` can be, the likeliest first; nothing if it is no number known
    here, or longer than 200 characters."""
    return check_text(text, today=today).readings


def _trimmed(text: str) -> str:
    bare = AROUND.sub("", text)
    bracketed = BRACKETED.fullmatch(bare)
    return AROUND.sub("", bracketed[1]) if bracketed else bare


def _as_data(findings: list[Finding], language: str) -> list[dict[str, str]]:
    return [
        {
            "code": finding.code,
            "grade": str(finding.grade),
            "message": finding.text(language),
        }
        for finding in findings
    ]


def _is_sound(readings: list[NumberReading]) -> bool:
    return any(not reading.has_error for reading in readings)


def _length_fault(text: str) -> Finding | None:
    if not text:
        return error(
            "text_empty",
            "Belum ada nomor; tulis satu nomor, misalnya AKD 20903022671.",
            "There is no number; write one, for example AKD 20903022671.",
        )
    if len(text) > LONGEST_TEXT:
        return error(
            "text_too_long",
            f"{len(text)} karakter terlalu panjang untuk satu nomor (paling panjang "
            f"{LONGEST_TEXT}); periksa satu nomor setiap kali.",
            f"{len(text)} characters are too many for one number (at most "
            f"{LONGEST_TEXT}); check one number at a time.",
        )
    return None


def _unknown_finding(text: str) -> Finding:
    number = compact(_with_plain_digits(text))
    if re.fullmatch("[0-9]+", number):
        lengths = ", ".join(str(length) for length in DIGIT_KINDS)
        return error(
            "unknown_length",
            f"Tidak ada nomor yang dikenal dengan {len(number)} digit (yang dikenal: "
            f"{lengths}); periksa apakah ada digit yang kurang atau berlebih.",
            f"No known number has {len(number)} digits (known: {lengths}); look for a "
            "digit that is missing or too many.",
        )
    return error(
        "unknown",
        "Bukan nomor yang dikenal; tulis nomornya saja atau dengan jenisnya di depan, "
        "misalnya AKD 20903022671 atau NIB 9120106900275.",
        "Not a known number; write the number alone or with its kind before it, for "
        "example AKD 20903022671 or NIB 9120106900275.",
    )


def _several_numbers(text: str, today: date) -> list[str]:
    """The numbers in a text that holds more than one; none if it does not."""
    for pattern in BETWEEN_NUMBERS:
        parts = [part for part in pattern.split(text) if part.strip()]
        if len(parts) > 1 and all(_is_sound(_readings(part, today)) for part in parts):
            return [_tidy(part) for part in parts]
    return []


def _several_finding(numbers: list[str]) -> Finding:
    listed = "; ".join(numbers)
    return error(
        "several_numbers",
        f"Ada {len(numbers)} nomor sekaligus ({listed}); periksa satu per satu.",
        f"There are {len(numbers)} numbers at once ({listed}); check them one by one.",
    )


def _mended_readings(text: str, today: date) -> list[NumberReading]:
    """Sound readings once letters such as O, and digits of other scripts, are made the
    digits they look like; each says so as an error, for no register has them."""
    mended = _with_plain_digits(text)
    if mended == text:
        return []
    return [
        replace(reading, findings=[_digits_finding(reading), *reading.findings])
        for reading in _readings(mended, today)
        if not reading.has_error
    ]


def _with_plain_digits(text: str) -> str:
    plain = "".join(
        str(unicodedata.decimal(character)) if character.isdecimal() else character
        for character in text
    )
    return RUN_WITH_DIGITS.sub(lambda run: run[0].translate(LOOK_ALIKES), plain)


def _digits_finding(reading: NumberReading) -> Finding:
    return error(
        "not_plain_digits",
        "Ada huruf (seperti O atau l) atau angka aksara lain di tempat angka 0 sampai "
        f"9; mungkin maksudnya {reading.display}.",
        "There are letters (such as O or l) or digits of another script where 0 to 9 "
        f"should be; {reading.display} may be meant.",
    )


def _ambiguity(readings: list[NumberReading]) -> list[Finding]:
    """Says plainly that a text can be several things, and as which it is wrong."""
    sound = [reading.label for reading in readings if not reading.has_error]
    if not sound or len(readings) < 2:
        return []
    wrong = [reading for reading in readings if reading.has_error]
    return [
        warning(
            "several_readings",
            f"Bisa berarti {' atau '.join(name.id for name in sound)}"
            + _wrong_readings("; sebagai {} salah: {}", wrong, "id"),
            f"May be {' or '.join(name.en for name in sound)}"
            + _wrong_readings("; as {} it is wrong: {}", wrong, "en"),
        )
    ]


def _wrong_readings(template: str, wrong: list[NumberReading], language: str) -> str:
    """Each fault once, to end a sentence with."""
    told = [
        template.format(reading.label.text(language), finding.text(language))
        for reading in wrong
        for finding in reading.findings
        if finding.is_error
    ]
    return "".join(told) or "."


def _readings(text: str, today: date) -> list[NumberReading]:
    """What a text can be, the likeliest first."""
    readings = _unsorted_readings(text, today)
    return sorted(readings, key=lambda reading: reading.certainty, reverse=True)


def _unsorted_readings(text: str, today: date) -> list[NumberReading]:
    bare = BEFORE_DIGITS.sub("", text, count=1)
    number = compact(bare)
    if re.fullmatch("[0-9]+", number):
        return _digit_readings(bare, len(number), today)
    kind = _lettered_kind(text, number.upper())
    if kind:
        return [_certain(_read(kind, text, today))]
    introduced = INTRODUCTION.fullmatch(_tidy(text))
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
    try:
        number = licences.parse_licence_number(text, today=today)
    except licences.InvalidLicenceNumber as fault:
        if fault.code != "letters":
            raise
        return _read_without_letters(re.sub("[^0-9]", "", text), today, fault.finding)
    return NumberReading(
        "licence",
        number.canonical,
        number.display,
        Certainty.CERTAIN,
        [
            Part("licence_kind", number.kind, licences.KINDS[number.kind]),
            *_licence_parts(number, today),
        ],
        licences.licence_findings(number, today=today),
    )


def _read_without_letters(digits: str, today: date, finding: Finding) -> NumberReading:
    """The eleven digits of a licence whose letters are missing: those of a device if
    class, category and year allow it, of a household supply in any case."""
    try:
        number = licences.parse_licence_number(f"AKD{digits}", today=today)
    except licences.InvalidLicenceNumber:
        number = licences.parse_licence_number(f"PKD{digits}", today=today)
    if number.is_household:
        possible = Name("PKD atau PKL", "PKD or PKL")
    else:
        possible = Name("AKD, AKL, PKD, atau PKL", "AKD, AKL, PKD or PKL")
    parts = [
        Part("licence_kind", None, possible),
        *(_if_device(part) for part in _licence_parts(number, today)),
    ]
    return NumberReading(
        "licence", digits, digits, Certainty.POSSIBLE, parts, [finding]
    )


def _if_device(part: Part) -> Part:
    """A part that is read so in numbers of devices alone says that."""
    if part.key not in DEVICE_PARTS or part.value is None:
        return part
    text = Name(f"{part.text.id}, bila AKD atau AKL", f"{part.text.en}, if AKD or AKL")
    return part._replace(text=text)


def _licence_parts(number: licences.LicenceNumber, today: date) -> list[Part]:
    """What follows the letters."""
    if number.is_household:
        return _household_parts(number, today)
    return [
        Part("class_digit", str(number.class_digit), CLASS_DIGITS[number.class_digit]),
        _coded("category", number.category, number.category_name),
        _coded("sub_category", number.sub_category, number.sub_category_name),
        _part("application_year", number.year),
        _part("serial", number.serial),
    ]


def _household_parts(number: licences.LicenceNumber, today: date) -> list[Part]:
    """The guide to licence numbers cuts those of household supplies like those of
    devices, but they have categories of their own and none was proven on a register:
    year and serial are presumed, the rest is unknown."""
    is_likely = number.year <= today.year
    return [
        *(Part(key, None, UNKNOWN) for key in ("class_digit", "category")),
        _presumed("application_year", number.year)
        if is_likely
        else Part("application_year", None, UNKNOWN),
        _presumed("serial", number.serial),
    ]


def _presumed(key: str, value: object) -> Part:
    return Part(
        key,
        str(value),
        Name(
            f"{value} (dugaan, dibaca seperti pada AKD)",
            f"{value} (presumed, read as in an AKD)",
        ),
    )


def _read_tkdn(text: str, today: date) -> NumberReading:
    findings = certificates.tkdn_number_findings(text, today=today)
    try:
        number = certificates.parse_tkdn_number(text)
    except InvalidNumber:
        return _unparsed("tkdn", text, findings)
    month = Part("issue_month", None, UNKNOWN)
    parts = [
        _part("serial", number.serial),
        _part("issuing_office", number.unit),
        _part("issue_month", number.month) if number.month else month,
        _part("issue_year", number.year),
    ]
    canonical = number.canonical
    return NumberReading(
        "tkdn", canonical, canonical, Certainty.CERTAIN, parts, findings
    )


def _read_sni(text: str, _today: date) -> NumberReading:
    return _standard_reading("sni", certificates.parse_sni_number, text)


def _read_standard(text: str, _today: date) -> NumberReading:
    return _standard_reading("standard", certificates.parse_international_number, text)


def _standard_reading(
    kind: str, parse: Callable[[str], certificates.StandardNumber], text: str
) -> NumberReading:
    try:
        number = parse(text)
    except InvalidNumber as fault:
        return _unparsed(kind, text, [fault.as_warning])
    return NumberReading(
        kind,
        number.canonical,
        number.canonical,
        Certainty.CERTAIN,
        list(_standard_parts(number)),
        certificates.edition_findings(number),
    )


def _standard_parts(number: certificates.StandardNumber) -> Iterator[Part]:
    if number.known:
        yield Part("subject", f"{number.adopted} {number.number}", number.known.subject)
    if number.adopted:
        yield _part("standards_body", number.adopted)
    yield _part("standard_number", number.number)
    if number.year:
        yield _part("edition", number.year)
    if number.known and number.year:
        is_current = number.year == number.known.edition
        yield (
            Part("edition_state", "current", EDITION_IN_FORCE)
            if is_current
            else Part("edition_state", "other", OTHER_EDITION)
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
    parts = [
        Part("body_kind", prefix, ACCREDITED_BODIES[prefix]),
        _part("serial", serial),
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
    parts = [_part("holder_nib", nib), _part("serial", sequence)]
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
    parts = [_part("gtin_format", f"GTIN-{len(gtin.value)}")]
    if gtin.prefix is not None:
        told = f"{gtin.prefix.value} ({gtin.prefix.usage})"
        parts.append(Part("gs1_prefix", gtin.prefix.value, _same(told)))
    parts.append(_part("check_digit", gtin.check_digit))
    is_plain = len(compact(text)) in (12, 13, 14)
    certainty = Certainty.LIKELY if is_plain else Certainty.POSSIBLE
    return NumberReading("gtin", gtin.value, gtin.value, certainty, parts)


def _read_kfa(text: str, _today: date) -> NumberReading:
    number = identifiers.normalise_kfa_code(text)
    parts = [Part("kfa_level", number[1], KFA_LEVELS[number[1]])]
    return NumberReading("kfa", number, number, Certainty.LIKELY, parts)


def _read_kbki(text: str, _today: date) -> NumberReading:
    number = identifiers.normalise_kbki(text)
    return NumberReading("kbki", number, number, _typical(number, TYPICAL_KBKI))


def _read_kbli(text: str, _today: date) -> NumberReading:
    number = organisations.normalise_kbli(text)
    return NumberReading("kbli", number, number, _typical(number, TYPICAL_KBLI))


def _read_hs(text: str, _today: date) -> NumberReading:
    number = identifiers.normalise_hs_code(text)
    parts = [
        _part("hs_chapter", number[:2]),
        _part("hs_heading", number[:4]),
        _part("hs_subheading", number[:6]),
    ]
    is_grouped = HS_GROUPS.fullmatch(text.strip())
    certainty = Certainty.LIKELY if is_grouped else Certainty.POSSIBLE
    display = f"{number[:4]}.{number[4:6]}.{number[6:]}"
    return NumberReading("hs", number, display, certainty, parts)


def _typical(number: str, beginning: str) -> Certainty:
    return Certainty.LIKELY if number.startswith(beginning) else Certainty.POSSIBLE


def _in_fours(number: str) -> str:
    return " ".join(re.findall(".{4}", number))


def _part(key: str, value: object) -> Part:
    """A part whose value is all that can be said of it."""
    return Part(key, str(value), _same(value))


def _coded(key: str, code: str, name: Name | None) -> Part:
    if name is None:
        return _part(key, code)
    return Part(key, code, Name(f"{code} {name.id}", f"{code} {name.en}"))


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
    "standard": _read_standard,
}
"""Readers of each kind; they raise InvalidNumber or InvalidLicenceNumber."""
