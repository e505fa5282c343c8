"""Numbers of marketing authorisations (nomor izin edar, NIE).

A number is a prefix and eleven digits: class (1), category (2), sub-category (2), year
written backwards (2) and serial (4). The structure is from a published reading guide
and was proven on numbers of the KFA register; PMK 62/2017 itself was not at hand. Two
things do *not* follow from a number: the risk class (digit 2 is both B and C) and the
dates (a renewed licence keeps its first year).
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.findings import invalid
from domain.messages import gettext_noop as _
from domain.nomenclature import CATEGORIES, SUB_CATEGORIES, Name
from domain.numbers.spelling import INVISIBLE


class LicenceKind(StrEnum):
    """The letters before the digits of a licence."""

    AKD = "AKD"
    """Medical device (alat kesehatan), made in Indonesia."""

    AKL = "AKL"
    """Medical device, imported."""

    PKD = "PKD"
    """Household health supply (PKRT), made in Indonesia."""

    PKL = "PKL"
    """Household health supply, imported."""

    @property
    def is_domestic(self) -> bool:
        """Whether the letters say made in Indonesia."""
        return self in DOMESTIC_KINDS

    @property
    def is_household(self) -> bool:
        """Whether the licence is of a household health supply, not of a device."""
        return self in HOUSEHOLD_KINDS


DOMESTIC_KINDS = (LicenceKind.AKD, LicenceKind.PKD)
"""What the numbers of goods made in Indonesia begin with."""

HOUSEHOLD_KINDS = (LicenceKind.PKD, LicenceKind.PKL)
KIND_NAMES: dict[LicenceKind, str] = {
    LicenceKind.AKD: _("Alat kesehatan dalam negeri"),
    LicenceKind.AKL: _("Alat kesehatan luar negeri"),
    LicenceKind.PKD: _("Perbekalan kesehatan rumah tangga (PKRT) dalam negeri"),
    LicenceKind.PKL: _("Perbekalan kesehatan rumah tangga (PKRT) luar negeri"),
}
"""What the letters of a number stand for, as marked texts."""

NOISE = re.compile(rf"[\s.:,;#/_'\"()\[\]\-\u2010-\u2015\u2212{INVISIBLE}]+")
"""What stands between the characters of a number: separators, brackets, and what
cannot be seen."""

LABEL_WORDS = (
    *("NOMOR", "NO", "NUMBER", "NIE", "REG", "REGISTRASI", "IZIN", "IJIN", "EDAR"),
    *("ALAT", "KESEHATAN", "ALKES", "PKRT", "DALAM", "LUAR", "NEGERI", "TERDAFTAR"),
    *("KEMENKES", "KEMKES", "KEMENTERIAN", "MENTERI", "MENKES", "DEPKES", "DEPARTEMEN"),
    *("REPUBLIK", "INDONESIA", "RI", "DI"),
)
"""Words that labels and papers print before a licence's number."""

NUMBER = re.compile(
    f"(?:{'|'.join(LABEL_WORDS)})*"
    f"(?P<kind>{'|'.join(LicenceKind)})?(?:NOMOR|NO)?(?P<digits>[0-9]+)"
)
KINDS_TO_CHOOSE = re.compile(
    rf"(?:{'|'.join(LicenceKind)})(?:\s*[/|,\-]\s*(?:{'|'.join(LicenceKind)}))+",
    re.IGNORECASE,
)
"""The kinds of which one is to be chosen, as forms print them: "AKD/AKL"."""
DIGITS = 11
LONGEST_INPUT = 100
ISSUER_ON_LABELS = "KEMENKES RI"
"""The words that labels print before a number."""

CLASSES_OF_DIGIT = {1: "A", 2: "BC", 3: "D"}
"""Risk classes (PMK 62/2017) that a number's first digit can stand for."""

NO_LICENCE = _(
    "Nomor izin edar harus berupa AKD, AKL, PKD, atau PKL diikuti 11 digit, "
    "misalnya AKD 20903022671."
)
LETTERS_MISSING = _(
    "Huruf di depan ke-11 digit belum ditulis. Lihat pada izin edar atau kemasan, "
    "lalu tulis AKD (alat kesehatan dalam negeri), AKL (alat kesehatan impor), "
    "PKD (PKRT dalam negeri), atau PKL (PKRT impor)."
)
FUTURE_YEAR = _(
    "Digit ke-6 dan ke-7 nomor izin edar adalah tahun yang ditulis terbalik; "
    "%(found)s berada di masa depan."
)


@dataclass(frozen=True, slots=True)
class LicenceNumber:
    """The parts of a licence number.

    ``category`` has two digits and ``sub_category`` four, category included, as the KFA
    register writes it. ``year`` is the year of the first application, ``serial`` the
    four digits within it. The parts of a PKD or PKL are cut at the same places but
    their meaning is not established.
    """

    kind: LicenceKind
    class_digit: int
    category: str
    sub_category: str
    year: int
    serial: str

    @property
    def canonical(self) -> str:
        """The form that is stored and compared: "AKD 20903022671"."""
        backwards = f"{self.year % 100:02d}"[::-1]
        return (
            f"{self.kind} {self.class_digit}{self.sub_category}{backwards}{self.serial}"
        )

    @property
    def display(self) -> str:
        """The form printed on labels: "KEMENKES RI AKD 20903022671"."""
        return as_on_labels(self.canonical)

    @property
    def is_domestic(self) -> bool:
        """Whether the licence says made in Indonesia (AKD or PKD)."""
        return self.kind.is_domestic

    @property
    def is_household(self) -> bool:
        """Whether it is of a household health supply (PKRT), not of a device."""
        return self.kind.is_household

    @property
    def category_name(self) -> Name | None:
        """The category's name; None for a household supply or an unknown category."""
        return None if self.is_household else CATEGORIES.get(self.category)

    @property
    def sub_category_name(self) -> Name | None:
        """The sub-category's name, most of them inferred; None as above."""
        return None if self.is_household else SUB_CATEGORIES.get(self.sub_category)


def as_on_labels(canonical: str) -> str:
    """A stored number as labels print it: "KEMENKES RI AKD 20903022671"."""
    return f"{ISSUER_ON_LABELS} {canonical}"


def letters_of(number: str) -> str:
    """The letters of a stored number, "AKD"; what there is of an unfinished one."""
    return number[:3]


def parse_licence_number(text: str, *, today: date | None = None) -> LicenceNumber:
    """Read a licence number as people write it.

    The words before the prefix ("KEMENKES RI", "No."), dots, spaces, hyphens and case
    do not matter. A device's class must be 1 to 3, its category one of the sixteen and
    its year not after ``today`` (the present day unless given). Household supplies
    have categories of their own, so only their pattern is checked.

    Raises InvalidInput with a code that begins with "licence_": "pattern", "letters"
    (eleven digits without them), "length", "class", "category" or "year".
    """
    kind, digits = _cut(text)
    number = LicenceNumber(
        kind=kind,
        class_digit=int(digits[0]),
        category=digits[1:3],
        sub_category=digits[1:5],
        year=2000 + int(digits[5:7][::-1]),
        serial=digits[7:],
    )
    if not number.is_household:
        _check_device(number, today or date.today())
    return number


def _cut(text: str) -> tuple[LicenceKind, str]:
    """The letters and the eleven digits. Raises InvalidInput."""
    plain = unicodedata.normalize("NFKC", text[:LONGEST_INPUT]).upper()
    match = NUMBER.fullmatch(NOISE.sub("", KINDS_TO_CHOOSE.sub(" ", plain)))
    if match is None or len(text) > LONGEST_INPUT:
        raise invalid("licence_pattern", NO_LICENCE)

    kind, digits = match["kind"], match["digits"]
    if kind is None:
        if len(digits) != DIGITS:
            raise invalid("licence_pattern", NO_LICENCE)
        raise invalid("licence_letters", LETTERS_MISSING)
    if len(digits) != DIGITS:
        raise invalid(
            "licence_length",
            _(
                "Sesudah %(kind)s harus ada 11 digit, bukan %(found)s; periksa apakah "
                "ada digit yang kurang atau berlebih."
            ),
            kind=kind,
            found=len(digits),
        )
    return LicenceKind(kind), digits


def _check_device(number: LicenceNumber, today: date) -> None:
    """Raises InvalidInput where a part cannot be that of a device's licence."""
    if number.class_digit not in CLASSES_OF_DIGIT:
        raise invalid(
            "licence_class",
            _(
                "Digit pertama nomor izin edar menyatakan kelas dan harus 1, 2, atau "
                "3, bukan %(found)s."
            ),
            found=number.class_digit,
        )
    if number.category not in CATEGORIES:
        raise invalid(
            "licence_category",
            _(
                "Digit ke-2 dan ke-3 nomor izin edar menyatakan kategori dan harus "
                "01 sampai 16, bukan %(found)s."
            ),
            found=number.category,
        )
    if number.year > today.year:
        raise invalid("licence_year", FUTURE_YEAR, found=number.year)
