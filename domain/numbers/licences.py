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
from datetime import MAXYEAR, date, timedelta

from domain.nomenclature import CATEGORIES, SUB_CATEGORIES, Name
from domain.numbers.organisations import INVISIBLE
from domain.two_languages import Finding, error, warning

NOISE = re.compile(rf"[\s.:,;#/_'\"()\[\]\-\u2010-\u2015\u2212{INVISIBLE}]+")
"""What stands between the characters of a number: separators, brackets, and what
cannot be seen."""

NUMBER = re.compile(
    "(?:NOMOR|NO|NIE|REG|REGISTRASI|IZINEDAR|KEMENKES|KEMENTERIANKESEHATAN|DEPKES|RI)*"
    "(?P<kind>AKD|AKL|PKD|PKL)?(?:NOMOR|NO)?(?P<digits>[0-9]+)"
)
DOMESTIC_KINDS = ("AKD", "PKD")
"""What the numbers of goods made in Indonesia begin with."""

DIGITS = 11
LONGEST_INPUT = 100
MESSAGES = {
    "pattern": Name(
        "Nomor izin edar harus berupa AKD, AKL, PKD, atau PKL diikuti 11 digit, "
        "misalnya AKD 20903022671.",
        "A licence number must be AKD, AKL, PKD or PKL and 11 digits, "
        "for example AKD 20903022671.",
    ),
    "letters": Name(
        "Huruf di depan ke-11 digit belum ditulis. Lihat pada izin edar atau kemasan, "
        "lalu tulis AKD (alat kesehatan dalam negeri), AKL (alat kesehatan impor), "
        "PKD (PKRT dalam negeri), atau PKL (PKRT impor).",
        "The letters before the 11 digits are missing. Look at the licence or the "
        "package and write AKD (device, made in Indonesia), AKL (device, imported), "
        "PKD (household supply, made in Indonesia) or PKL (household supply, "
        "imported).",
    ),
    "length": Name(
        "Sesudah {kind} harus ada 11 digit, bukan {found}; periksa apakah ada digit "
        "yang kurang atau berlebih.",
        "There must be 11 digits after {kind}, not {found}; look for a digit that is "
        "missing or too many.",
    ),
    "class": Name(
        "Digit pertama nomor izin edar menyatakan kelas dan harus 1, 2, atau 3, "
        "bukan {found}.",
        "The first digit of a licence number is the class and must be 1, 2 or 3, "
        "not {found}.",
    ),
    "category": Name(
        "Digit ke-2 dan ke-3 nomor izin edar menyatakan kategori dan harus "
        "01 sampai 16, bukan {found}.",
        "Digits 2 and 3 of a licence number are the category and must be "
        "01 to 16, not {found}.",
    ),
    "year": Name(
        "Digit ke-6 dan ke-7 nomor izin edar adalah tahun yang ditulis terbalik; "
        "{found} berada di masa depan.",
        "Digits 6 and 7 of a licence number are the year written backwards; "
        "{found} is in the future.",
    ),
}

KINDS: dict[str, Name] = {
    "AKD": Name("Alat kesehatan dalam negeri", "Medical device, made in Indonesia"),
    "AKL": Name("Alat kesehatan luar negeri", "Medical device, imported"),
    "PKD": Name(
        "Perbekalan kesehatan rumah tangga (PKRT) dalam negeri",
        "Household health supply, made in Indonesia",
    ),
    "PKL": Name(
        "Perbekalan kesehatan rumah tangga (PKRT) luar negeri",
        "Household health supply, imported",
    ),
}
"""What the letters of a number stand for."""

CLASSES_OF_DIGIT = {1: "A", 2: "BC", 3: "D"}
"""Risk classes (PMK 62/2017) that a number's first digit can stand for."""

FIRST_YEAR = 2000
VALID_FOR_YEARS = 5
TOLERATED_OVERRUN = timedelta(days=31)


class InvalidLicenceNumber(ValueError):
    """A text that is no licence number; ``message`` says why in Indonesian,
    ``message_en`` in English."""

    def __init__(self, code: str, **params: object) -> None:
        self.code = code
        self.message = MESSAGES[code].id.format(**params)
        self.message_en = MESSAGES[code].en.format(**params)
        super().__init__(self.message)

    @property
    def finding(self) -> Finding:
        """The fault as a finding, which is an error."""
        return error(f"licence_{self.code}", self.message, self.message_en)


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
        return self.kind in DOMESTIC_KINDS

    @property
    def is_household(self) -> bool:
        """Whether it is of a household health supply (PKRT), not of a device."""
        return self.kind in {"PKD", "PKL"}

    @property
    def category_name(self) -> Name | None:
        """The category's name; None for a household supply or an unknown category."""
        return None if self.is_household else CATEGORIES.get(self.category)

    @property
    def sub_category_name(self) -> Name | None:
        """The sub-category's name, most of them inferred; None as above."""
        return None if self.is_household else SUB_CATEGORIES.get(self.sub_category)


def parse_licence_number(text: str, *, today: date | None = None) -> LicenceNumber:
    """Read a licence number as people write it.

    The words before the prefix ("KEMENKES RI", "No."), dots, spaces, hyphens and case
    do not matter. A device's class must be 1 to 3, its category one of the sixteen and
    its year not after ``today`` (the present day unless given). Household supplies
    have categories of their own, so only their pattern is checked.

    Raises InvalidLicenceNumber.
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


def _cut(text: str) -> tuple[str, str]:
    """The letters and the eleven digits. Raises InvalidLicenceNumber."""
    plain = unicodedata.normalize("NFKC", text[:LONGEST_INPUT]).upper()
    match = NUMBER.fullmatch(NOISE.sub("", plain))
    if match is None or len(text) > LONGEST_INPUT:
        raise InvalidLicenceNumber("pattern")

    kind, digits = match["kind"], match["digits"]
    if kind and len(digits) != DIGITS:
        raise InvalidLicenceNumber("length", kind=kind, found=len(digits))
    if not kind:
        raise InvalidLicenceNumber("letters" if len(digits) == DIGITS else "pattern")
    return kind, digits


def _check_device(number: LicenceNumber, today: date) -> None:
    if number.class_digit not in (1, 2, 3):
        raise InvalidLicenceNumber("class", found=number.class_digit)
    if number.category not in CATEGORIES:
        raise InvalidLicenceNumber("category", found=number.category)
    if number.year > today.year:
        raise InvalidLicenceNumber("year", found=number.year)


def licence_findings(
    number: LicenceNumber,
    *,
    risk_class: str = "",
    category: str = "",
    sub_category: str = "",
    issued_on: date | None = None,
    expires_on: date | None = None,
    stated_domestic: bool = False,
    today: date,
) -> list[Finding]:
    """What is wrong or doubtful about a licence, by its number and dates.

    A licence of imported goods contradicts a product that is ``stated_domestic``.
    ``risk_class`` (A to D), ``category`` (two digits) and ``sub_category`` (four) are
    those stated for the device; blank ones are not compared. The public registers
    themselves disagree with their numbers in places, so a mismatch only warns. That
    a licence holds for five years is PMK 62/2017.
    """
    return [
        *_origin_findings(number, stated_domestic),
        *_year_findings(number, issued_on, today),
        *_class_findings(number, risk_class),
        *_category_findings(number, category, sub_category),
        *_period_findings(issued_on, expires_on),
    ]


def anniversary(day: date, years: int) -> date:
    """The same day ``years`` later; 1 March where there is no 29 February, and the
    last day of the calendar beyond it."""
    if day.year + years > MAXYEAR:
        return date.max
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def _origin_findings(number: LicenceNumber, stated_domestic: bool) -> list[Finding]:
    findings = []
    if not number.is_domestic and stated_domestic:
        findings.append(
            error(
                "licence_contradicts_statement",
                f"{number.kind} adalah izin edar barang impor, sedangkan produk ini "
                "dinyatakan diproduksi di Indonesia. Perbaiki nomornya atau pernyataan "
                "“Lokasi produksi”.",
                f"{number.kind} is the licence of imported goods, while this product "
                "is stated to be produced in Indonesia. Mend the number, or what is "
                "stated under “Lokasi produksi”.",
            )
        )
    elif not number.is_domestic:
        findings.append(
            warning(
                "licence_not_domestic",
                f"{number.kind} adalah izin edar barang impor: bukan produk dalam "
                "negeri.",
                f"{number.kind} is the licence of imported goods: not a domestic "
                "product.",
            )
        )
    if number.is_household:
        findings.append(
            warning(
                "licence_household_supply",
                f"{number.kind} adalah izin edar perbekalan kesehatan rumah tangga "
                "(PKRT), bukan alat kesehatan; digit kategorinya tidak ditafsirkan.",
                f"{number.kind} is the licence of a household health supply (PKRT), "
                "not of a medical device; its category digits are not interpreted.",
            )
        )
    return findings


def _year_findings(
    number: LicenceNumber, issued_on: date | None, today: date
) -> list[Finding]:
    if number.is_household:
        return []
    if number.year > today.year:
        return [InvalidLicenceNumber("year", found=number.year).finding]
    if number.year < FIRST_YEAR:
        return [
            error(
                "licence_year_too_early",
                f"Tahun pada nomor izin edar ({number.year}) sebelum {FIRST_YEAR}.",
                f"The year in the licence number ({number.year}) is before "
                f"{FIRST_YEAR}.",
            )
        ]
    if issued_on is not None and number.year > issued_on.year:
        return [
            warning(
                "licence_year_after_issue",
                f"Tahun pada nomor izin edar ({number.year}) sesudah tahun terbit "
                f"({issued_on.year}).",
                f"The year in the licence number ({number.year}) is after the year of "
                f"issue ({issued_on.year}).",
            )
        ]
    return []


def _class_findings(number: LicenceNumber, risk_class: str) -> list[Finding]:
    classes = CLASSES_OF_DIGIT.get(number.class_digit, "")
    if number.is_household or not risk_class or risk_class in classes:
        return []
    return [
        warning(
            "licence_class_mismatch",
            f"Digit kelas {number.class_digit} pada nomor izin edar tidak cocok dengan "
            f"kelas risiko {risk_class}.",
            f"Class digit {number.class_digit} of the licence number does not fit risk "
            f"class {risk_class}.",
        )
    ]


def _category_findings(
    number: LicenceNumber, category: str, sub_category: str
) -> list[Finding]:
    if number.is_household:
        return []
    if category and number.category != category:
        return [
            warning(
                "licence_category_mismatch",
                f"Kategori pada nomor izin edar ({number.category}) berbeda dengan "
                f"kategori jenis alat ({category}).",
                f"The category in the licence number ({number.category}) differs from "
                f"that of the device type ({category}).",
            )
        ]
    if sub_category and number.sub_category != sub_category:
        return [
            warning(
                "licence_sub_category_mismatch",
                f"Subkategori pada nomor izin edar ({number.sub_category}) berbeda "
                f"dengan subkategori jenis alat ({sub_category}).",
                f"The sub-category in the licence number ({number.sub_category}) "
                f"differs from that of the device type ({sub_category}).",
            )
        ]
    return []


def _period_findings(issued_on: date | None, expires_on: date | None) -> list[Finding]:
    if issued_on is None or expires_on is None:
        return []
    if expires_on <= issued_on:
        return [
            error(
                "licence_expires_before_issue",
                "Akhir masa berlaku izin edar harus sesudah tanggal terbit.",
                "A licence must expire after its day of issue.",
            )
        ]
    if expires_on - anniversary(issued_on, VALID_FOR_YEARS) > TOLERATED_OVERRUN:
        return [
            warning(
                "licence_valid_too_long",
                "Masa berlaku izin edar lebih dari 5 tahun 31 hari; periksa kedua "
                "tanggalnya.",
                "The licence is valid for more than 5 years and 31 days; look at both "
                "dates.",
            )
        ]
    return []
