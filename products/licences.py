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

from products.nomenclature import CATEGORIES

NOISE = re.compile(r"[\s.:,\-\u2010-\u2015]+")
NUMBER = re.compile(
    "(?:NOMOR|NO|NIE|IZINEDAR|KEMENKES|DEPKES|RI)*(AKD|AKL|PKD|PKL)([0-9]{11})"
)
LONGEST_INPUT = 100
MESSAGES = {
    "pattern": (
        "Nomor izin edar harus berupa AKD, AKL, PKD, atau PKL diikuti 11 digit, "
        "misalnya AKD 20903022671."
    ),
    "class": (
        "Digit pertama nomor izin edar menyatakan kelas dan harus 1, 2, atau 3, "
        "bukan {found}."
    ),
    "category": (
        "Digit ke-2 dan ke-3 nomor izin edar menyatakan kategori dan harus "
        "01 sampai 16, bukan {found}."
    ),
    "year": (
        "Digit ke-6 dan ke-7 nomor izin edar adalah tahun yang ditulis terbalik; "
        "{found} berada di masa depan."
    ),
}


class InvalidLicenceNumber(ValueError):
    """A text that is no licence number; ``message`` says why, in Indonesian."""

    def __init__(self, code: str, **params: object) -> None:
        self.code = code
        self.message = MESSAGES[code].format(**params)
        super().__init__(self.message)


@dataclass(frozen=True, slots=True)
class LicenceNumber:
    """The parts of a licence number.

    ``kind`` is AKD, AKL (device, domestic or imported), PKD or PKL (household health
    supply, domestic or imported). ``category`` has two digits and ``sub_category``
    four, category included, as the KFA register writes it. ``year`` is the year of the
    first application, ``serial`` the four digits within it. The parts of a PKD or PKL
    are cut at the same places but their meaning is not established.
    """

    kind: str
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
        return f"KEMENKES RI {self.canonical}"

    @property
    def is_domestic(self) -> bool:
        """Whether the licence says made in Indonesia (AKD or PKD)."""
        return self.kind in {"AKD", "PKD"}


def parse_licence_number(text: str, *, today: date | None = None) -> LicenceNumber:
    """Read a licence number as people write it.

    The words before the prefix ("KEMENKES RI", "No."), dots, spaces, hyphens and case
    do not matter. A device's class must be 1 to 3, its category one of the sixteen and
    its year not after ``today`` (the present day unless given). Household supplies
    have categories of their own, so only their pattern is checked.

    Raises InvalidLicenceNumber.
    """
    plain = unicodedata.normalize("NFKC", text[:LONGEST_INPUT]).upper()
    match = NUMBER.fullmatch(NOISE.sub("", plain))
    if match is None or len(text) > LONGEST_INPUT:
        raise InvalidLicenceNumber("pattern")

    kind, digits = match.groups()
    number = LicenceNumber(
        kind=kind,
        class_digit=int(digits[0]),
        category=digits[1:3],
        sub_category=digits[1:5],
        year=2000 + int(digits[5:7][::-1]),
        serial=digits[7:],
    )
    if kind in {"AKD", "AKL"}:
        _check_device(number, today or date.today())
    return number


def _check_device(number: LicenceNumber, today: date) -> None:
    if number.class_digit not in (1, 2, 3):
        raise InvalidLicenceNumber("class", found=number.class_digit)
    if number.category not in CATEGORIES:
        raise InvalidLicenceNumber("category", found=number.category)
    if number.year > today.year:
        raise InvalidLicenceNumber("year", found=number.year)
