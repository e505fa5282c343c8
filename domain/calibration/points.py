"""Test points and reference standards of a calibration: reading, writing, checking.

Both are stored as JSON lists of objects, numbers as plain decimal texts with exactly
the digits that were certified. There are two ways to read a number. In *stored* form
a lone dot is always decimal: "1.234" is a little more than one. *Typed* by a person or
pasted, the table's other numbers tell what it means.
"""

import calendar
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date
from decimal import Decimal

from domain import units
from domain.calibration.conformity import (
    CONFORMITY_NAMES,
    Conformity,
    DecisionRule,
    judge,
)
from domain.calibration.limits import (
    EXACT,
    SHARES,
    Bounds,
    Limit,
    LimitsByKey,
    parse_ratio,
)
from domain.number_input import parse_number
from domain.numerals import format_number
from domain.problems import Problem, ProblemError
from domain.two_languages import Finding, error, warning

MOST_POINTS = 500
MOST_STANDARDS = 50
LONGEST_TEXT = 200
MOST_DIGITS = 30

LOWEST_K, HIGHEST_K = Decimal("1.65"), Decimal("3.5")
"""Coverage factors for about 95 %: one-sided normal, to three degrees of freedom."""

FIT = "fit"
"""The result of a record whose unit is fit for use (laik pakai)."""


@dataclass(frozen=True, slots=True)
class TestPoint:
    """One row of a calibration's table of results.

    ``parameter`` is the key of a parameter of the device type's profile, or "".
    ``low`` and ``high`` are the acceptance bounds of the measured value as certified,
    ``tolerance`` the laboratory's own words for them; ``u95`` is the expanded
    uncertainty and ``k`` its coverage factor. ``stated`` is the conformity that the
    certificate states, or "". All values are in ``unit``.
    """

    # The field's own name, which pytest would otherwise take for a class of tests.
    __test__ = False

    parameter: str = ""
    name: str = ""
    unit: str = ""
    nominal: Decimal | None = None
    mean: Decimal | None = None
    error: Decimal | None = None
    u95: Decimal | None = None
    k: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    tolerance: str = ""
    rule: str = DecisionRule.SIMPLE
    stated: str = ""

    @property
    def measured(self) -> Decimal | None:
        """The mean reading, or the nominal value and the error together."""
        if self.mean is not None:
            return self.mean
        if self.nominal is None or self.error is None:
            return None
        return EXACT.add(self.nominal, self.error)

    @property
    def deviation(self) -> Decimal | None:
        """The error as certified, or what the mean differs from the nominal value."""
        if self.error is not None:
            return self.error
        if self.nominal is None or self.mean is None:
            return None
        return EXACT.subtract(self.mean, self.nominal)

    def bounds(self, limits: LimitsByKey) -> Bounds:
        """The bounds as certified, else those of the profile at this nominal value.

        A profile's limit in another unit than the point's says nothing about it,
        unless it is a share of the setting.
        """
        if self.low is not None or self.high is not None:
            return Bounds(self.low, self.high)
        limit = limits.get(self.parameter)
        if limit is None:
            return Bounds()
        if limit.kind not in SHARES and not _same_unit(self.unit, limit.unit):
            return Bounds()
        return limit.bounds(self.nominal)

    def computed(self, limits: LimitsByKey) -> Conformity | None:
        """The conformity that follows from the numbers, or None if none does."""
        return judge(self.measured, self.u95, self.bounds(limits), self.rule)

    def conformity(self, limits: LimitsByKey) -> Conformity | None:
        """What follows from the numbers, else what the certificate states."""
        computed = self.computed(limits)
        if computed is None and self.stated:
            return Conformity(self.stated)
        return computed


@dataclass(frozen=True, slots=True)
class ReferenceStandard:
    """A measuring instrument the laboratory calibrated with."""

    name: str = ""
    brand: str = ""
    model: str = ""
    serial: str = ""
    traceability: str = ""
    certificate_number: str = ""
    due_on: date | None = None


def _same_unit(one: str, other: str) -> bool:
    """Whether two units are the same, or one of them is not stated."""
    return not one or not other or bool(_spellings(one) & _spellings(other))


def _spellings(unit: str) -> set[str]:
    spellings = {unit}
    if units.is_known(unit):
        spellings |= {units.label(unit, "id"), units.label(unit, "en")}
    return {spelling.replace(" ", "") for spelling in spellings}


# Writing


def dump_points(points: Iterable[TestPoint]) -> list[dict]:
    """The points as JSON objects; ``read_points`` gives them back unchanged."""
    return [
        {name: _dumped(value) for name, value in asdict(point).items()}
        for point in points
    ]


def dump_standards(standards: Iterable[ReferenceStandard]) -> list[dict]:
    """The standards as JSON objects; ``read_standards`` gives them back unchanged."""
    return [
        {name: _dumped(value) for name, value in asdict(standard).items()}
        for standard in standards
    ]


def _dumped(value: str | Decimal | date | None) -> str | None:
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        return value.isoformat()
    return None if value is None else str(value)


# Reading

WHOLE_LIST = (-1, "")
"""Where findings on the list as a whole stand; those on a whole row: (row, "")."""

CellFindings = dict[tuple[int, str], list[Finding]]
"""Findings by row of the input, counted from 0, and field."""


class CellError(ValueError):
    """A cell that cannot be read, with the finding that says why."""

    def __init__(self, finding: Finding):
        super().__init__(finding.text("en"))
        self.finding = finding


def read_points(data: object) -> tuple[tuple[TestPoint, ...], CellFindings]:
    """The points of a JSON list in stored form, and what is wrong with its cells.

    Spelling is forgiven where it has one meaning only: decimal commas, "±0,5", a ratio
    "1:2", "laik" for pass. Empty rows are left out; a cell that cannot be read is
    left empty in its point and has an error. Missing data are an empty list.
    """
    return _read_points(data, lambda _field, text: _stored_number(text))


def read_typed_points(data: object) -> tuple[tuple[TestPoint, ...], CellFindings]:
    """The same for a form, where a person typed or pasted from a spreadsheet.

    "36.500" is thirty-six and a half to an English spreadsheet and thousands to an
    Indonesian. The rest of the table tells: where some number can only have a decimal
    dot, every lone dot is decimal, and likewise a comma. Without such a hint a comma is
    decimal, as Indonesians write, and such a dot is an error that asks.
    """
    sign = _decimal_sign(data)
    return _read_points(data, lambda _field, text: _typed_number(text, sign))


def read_standards(
    data: object,
) -> tuple[tuple[ReferenceStandard, ...], CellFindings]:
    """The reference standards of a JSON list, and what is wrong with its cells.

    A date is written 2026-12-31 or, as Indonesians do, 31-12-2026.
    """
    readers = {field.name: _text for field in fields(ReferenceStandard)}
    readers["due_on"] = _date
    rows, findings = _read_rows(data, readers, MOST_STANDARDS)
    return tuple(ReferenceStandard(**row) for row in rows), findings


def _read_points(
    data: object, number: Callable[[str, str], Decimal]
) -> tuple[tuple[TestPoint, ...], CellFindings]:
    readers: dict[str, Callable] = {field.name: _text for field in fields(TestPoint)}
    for name in NUMBER_FIELDS:
        readers[name] = _number_reader(name, number)
    readers["rule"] = _rule
    readers["stated"] = _conformity
    rows, findings = _read_rows(data, readers, MOST_POINTS, defaulted={"rule"})
    return tuple(TestPoint(**row) for row in rows), findings


def _read_rows(
    data: object,
    readers: Mapping[str, Callable],
    most: int,
    defaulted: frozenset[str] | set[str] = frozenset(),
) -> tuple[list[dict], CellFindings]:
    """The rows that say something beyond the ``defaulted`` fields, each with the
    fields that could be read."""
    findings: CellFindings = defaultdict(list)
    if data is None or data == "":
        return [], {}
    if not isinstance(data, list | tuple):
        return [], {WHOLE_LIST: [_not_a_list()]}
    if len(data) > most:
        findings[WHOLE_LIST].append(_too_many(len(data), most))

    rows = []
    for number, row in enumerate(data[:most]):
        if not isinstance(row, Mapping):
            findings[number, ""].append(_not_a_row())
        elif any(_filled(row.get(name)) for name in readers if name not in defaulted):
            values, faults = _read_row(row, readers)
            rows.append(values)
            for name, finding in faults:
                findings[number, name].append(finding)
    return rows, dict(findings)


def _read_row(
    row: Mapping, readers: Mapping[str, Callable]
) -> tuple[dict, list[tuple[str, Finding]]]:
    values, faults = {}, []
    for name, reader in readers.items():
        if _filled(row.get(name)):
            try:
                values[name] = reader(row[name])
            except CellError as refusal:
                faults.append((name, refusal.finding))
    unknown = [name for name in row if name not in readers]
    if unknown:
        faults.append(("", _unknown_field(str(unknown[0]))))
    return values, faults


CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
"""Control characters (Cc) and halves of characters (Cs)."""


def _filled(cell: object) -> bool:
    return bool(cell.strip()) if isinstance(cell, str) else cell is not None


def _text(cell: object) -> str:
    """Any text on one line, without spaces around it. Raises CellError."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        # What spreadsheets make of a serial number or a name such as "25".
        cell = f"{_finite(cell):f}"
    if not isinstance(cell, str):
        raise CellError(
            error("not_text", "Nilai harus berupa teks.", "The value must be a text.")
        )
    text = " ".join(cell.split())
    if len(text) > LONGEST_TEXT:
        raise CellError(
            error(
                "text_too_long",
                f"Teks terlalu panjang; paling banyak {LONGEST_TEXT} karakter.",
                f"The text is too long; at most {LONGEST_TEXT} characters.",
            )
        )
    if CONTROL.search(text):
        raise CellError(
            error(
                "text_control",
                "Teks memuat karakter yang tidak dapat disimpan.",
                "The text contains characters that cannot be stored.",
            )
        )
    return text


def _date(cell: object) -> date:
    text = _text(cell)
    iso = re.fullmatch("([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})", text)
    local = re.fullmatch("([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})", text)
    parts = iso.groups() if iso else local.groups()[::-1] if local else ()
    try:
        return date(*map(int, parts))
    except (TypeError, ValueError):
        raise CellError(
            error(
                "date_invalid",
                f"“{text}” bukan tanggal yang sah. Contoh: 31-12-2026.",
                f"“{text}” is not a valid date. Example: 2026-12-31.",
            )
        ) from None


# Numbers

DASHES = "-‐‑‒–—−"
MARGIN = re.compile(r"^(?:±|\+/-|\+-)\s*")
EXPONENT = re.compile("[+-]?[0-9]+(?:[.,][0-9]+)?[eE][+-]?[0-9]{1,2}")
PLAIN = re.compile("[+-]?(?:0|[1-9][0-9]*)(?:[.,][0-9]+)?")
PERHAPS_GROUPED = re.compile("[+-]?[1-9][0-9]{0,2}[.,][0-9]{3}")

SURELY_DECIMAL = re.compile(
    r"[^0-9]{0,3}(?:[0-9]+|[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]{1,3}(?:,[0-9]{3})+)"
    r"(?P<sign>[.,])[0-9]+"
)

NUMBER_FIELDS = ("nominal", "mean", "error", "u95", "k", "low", "high")
RATIO_FIELDS = {"nominal", "mean", "low", "high"}


def _number_reader(
    name: str, number: Callable[[str, str], Decimal]
) -> Callable[[object], Decimal | None]:
    def read(cell: object) -> Decimal | None:
        if isinstance(cell, int | float | Decimal) and not isinstance(cell, bool):
            return _short(_finite(cell))
        text = re.sub(f"^[{DASHES}] ?", "-", unicodedata.normalize("NFKC", _text(cell)))
        if text == "-":
            return None
        if name in RATIO_FIELDS and ":" in text:
            return _ratio(text)
        if name == "u95":
            text = MARGIN.sub("", text)
        return _short(number(name, text))

    return read


def _stored_number(text: str) -> Decimal:
    """A number whose lone dot is decimal. Raises CellError."""
    if "." in text and PLAIN.fullmatch(text):
        return Decimal(text)
    return _typed_number(text, None)


def _decimal_sign(data: object) -> str | None:
    """The decimal sign that the table's numbers agree on; None where none shows it."""
    rows = data if isinstance(data, list) else ()
    shown = {
        sign
        for row in rows
        if isinstance(row, Mapping)
        for name in NUMBER_FIELDS
        if (sign := _sign_shown(row.get(name)))
    }
    return shown.pop() if len(shown) == 1 else None


def _sign_shown(cell: object) -> str:
    """The sign that is surely decimal in a cell, or ""."""
    if not isinstance(cell, str) or len(cell) > LONGEST_TEXT:
        return ""
    text = unicodedata.normalize("NFKC", cell).strip()
    match = SURELY_DECIMAL.fullmatch(text)
    return match["sign"] if match and not PERHAPS_GROUPED.fullmatch(text) else ""


def _typed_number(text: str, sign: str | None) -> Decimal:
    """A number as a person types it, with every digit it has. Raises CellError.

    ``sign`` is the decimal sign where the table tells it.
    """
    if PERHAPS_GROUPED.fullmatch(text):
        return _perhaps_grouped(text, sign)
    if PLAIN.fullmatch(text) or EXPONENT.fullmatch(text):
        return Decimal(text.replace(",", "."))
    try:
        return parse_number(text)
    except ProblemError as refusal:
        raise _refusal(refusal.problem) from None


def _perhaps_grouped(text: str, sign: str | None) -> Decimal:
    """A number such as 36.500 or 36,500."""
    mark = "," if "," in text else "."
    if mark == sign or (sign is None and mark == ","):
        return Decimal(text.replace(mark, "."))
    if sign is not None:
        return Decimal(text.replace(mark, ""))
    thousands, fraction = text.replace(mark, ""), text.replace(mark, ",")
    raise _refusal(
        Problem(
            "number_ambiguous",
            {"text": text, "thousands": thousands, "fraction": fraction},
        )
    )


def _refusal(problem: Problem) -> CellError:
    return CellError(error(problem.code, problem.text("id"), problem.text("en")))


def _ratio(text: str) -> Decimal:
    try:
        return parse_ratio(text)
    except ValueError:
        raise CellError(
            error(
                "ratio_invalid",
                f"“{text}” bukan perbandingan yang sah. Contoh: 1:2.",
                f"“{text}” is not a valid ratio. Example: 1:2.",
            )
        ) from None


def _finite(cell: int | float | Decimal) -> Decimal:
    """A JSON number, in the shortest digits that stand for it. Raises CellError."""
    # Python refuses to write out integers of thousands of digits.
    if isinstance(cell, int) and abs(cell) >= 10**MOST_DIGITS:
        raise CellError(_too_long())
    number = cell if isinstance(cell, Decimal) else Decimal(repr(cell))
    if not number.is_finite():
        raise CellError(
            error(
                "number_not_finite",
                "Nilai harus berupa angka terhingga.",
                "The value must be a finite number.",
            )
        )
    return _short(number)


def _short(number: Decimal) -> Decimal:
    """The number, if it can be written out. Raises CellError."""
    _sign, digits, exponent = number.as_tuple()
    written = max(len(digits), -exponent) + max(exponent, 0)
    if written > MOST_DIGITS:
        raise CellError(_too_long())
    return number


def _too_long() -> Finding:
    return error(
        "number_too_long",
        f"Angka terlalu panjang; paling banyak {MOST_DIGITS} digit.",
        f"The number is too long; at most {MOST_DIGITS} digits.",
    )


# Words

RULE_WORDS = {
    "simple": DecisionRule.SIMPLE,
    "simple acceptance": DecisionRule.SIMPLE,
    "sederhana": DecisionRule.SIMPLE,
    "guarded": DecisionRule.GUARDED,
    "guard band": DecisionRule.GUARDED,
    "guard banded": DecisionRule.GUARDED,
    "pita pengaman": DecisionRule.GUARDED,
    "non binary": DecisionRule.NON_BINARY,
    "nonbinary": DecisionRule.NON_BINARY,
    "non biner": DecisionRule.NON_BINARY,
}

CONFORMITIES = {
    Conformity.PASS: (
        "pass, passed, p, laik, laik pakai, lulus, baik, ok, sesuai, memenuhi, diterima"
    ),
    Conformity.FAIL: (
        "fail, failed, f, gagal, tidak laik, tidak laik pakai, tidak lulus, "
        "tidak baik, tidak sesuai, tidak memenuhi, not ok, ditolak"
    ),
    Conformity.CONDITIONAL_PASS: (
        "conditional pass, conditionalpass, bersyarat, laik bersyarat, lulus bersyarat"
    ),
    Conformity.CONDITIONAL_FAIL: (
        "conditional fail, conditionalfail, gagal bersyarat, tidak lulus bersyarat"
    ),
}

CONFORMITY_WORDS = {
    word: conformity
    for conformity, words in CONFORMITIES.items()
    for word in words.split(", ")
}


def _rule(cell: object) -> DecisionRule:
    text = _text(cell)
    try:
        return RULE_WORDS[_words(text)]
    except KeyError:
        raise CellError(
            error(
                "rule_unknown",
                f"Aturan keputusan “{text}” tidak dikenal. "
                "Pilih simple, guarded, atau non_binary.",
                f"The decision rule “{text}” is unknown. "
                "Choose simple, guarded or non_binary.",
            )
        ) from None


def _conformity(cell: object) -> str:
    text = _text(cell)
    if text in DASHES:
        return ""
    try:
        return CONFORMITY_WORDS[_words(text)]
    except KeyError:
        raise CellError(
            error(
                "conformity_unknown",
                f"Hasil “{text}” tidak dikenal. Tulis lulus atau gagal.",
                f"The result “{text}” is unknown. Write pass or fail.",
            )
        ) from None


def _words(text: str) -> str:
    return re.sub("[ _.-]+", " ", text.casefold()).strip()


# Faults of lists and rows


def _not_a_list() -> Finding:
    return error("not_a_list", "Data harus berupa daftar.", "The data must be a list.")


def _not_a_row() -> Finding:
    return error(
        "not_an_object",
        "Setiap baris harus berupa objek JSON.",
        "Each row must be a JSON object.",
    )


def _too_many(found: int, most: int) -> Finding:
    return error(
        "too_many_rows",
        f"Terlalu banyak baris ({found}); paling banyak {most}.",
        f"Too many rows ({found}); at most {most}.",
    )


def _unknown_field(name: str) -> Finding:
    short = name if len(name) <= 40 else f"{name[:39]}…"
    return warning(
        "unknown_field",
        f"Kolom “{short}” tidak dikenal dan tidak disimpan.",
        f"The column “{short}” is unknown and is not stored.",
    )


# Checking


def point_findings(point: TestPoint, limits: LimitsByKey) -> list[Finding]:
    """What is wrong or doubtful about one point: impossible numbers are errors, a
    disagreement between numbers, limits and the certificate's own words a warning."""
    findings = [
        *_bound_findings(point),
        *_uncertainty_findings(point),
        *_error_findings(point),
        *_conformity_findings(point, limits),
    ]
    if point.parameter:
        findings += _parameter_findings(point, limits.get(point.parameter))
    return findings


def _bound_findings(point: TestPoint) -> list[Finding]:
    if point.low is None or point.high is None or point.low <= point.high:
        return []
    low, high = point.low, point.high
    return [
        error(
            "bounds_reversed",
            f"Batas bawah ({format_number(low)}) lebih besar daripada batas atas "
            f"({format_number(high)}).",
            f"The lower limit ({format_number(low, 'en')}) is greater than the upper "
            f"limit ({format_number(high, 'en')}).",
        )
    ]


def _uncertainty_findings(point: TestPoint) -> list[Finding]:
    findings = []
    if point.u95 is not None and point.u95 < 0:
        findings.append(
            error(
                "u95_negative",
                "Ketidakpastian (U95) tidak boleh negatif.",
                "The uncertainty (U95) cannot be negative.",
            )
        )
    if point.k is not None and not LOWEST_K <= point.k <= HIGHEST_K:
        findings.append(
            warning(
                "k_unusual",
                f"Faktor cakupan k = {format_number(point.k)} tidak lazim untuk "
                "tingkat kepercayaan 95 % (1,65 sampai 3,5).",
                f"A coverage factor k = {format_number(point.k, 'en')} is unusual for "
                "a confidence of 95 % (1.65 to 3.5).",
            )
        )
    return findings


def _error_findings(point: TestPoint) -> list[Finding]:
    if point.error is None or point.mean is None or point.nominal is None:
        return []
    difference = EXACT.subtract(point.mean, point.nominal)
    rounding = (
        sum(
            (_last_digit(value) for value in (point.error, point.mean, point.nominal)),
            Decimal(0),
        )
        / 2
    )
    if EXACT.subtract(difference, point.error).copy_abs() <= rounding:
        return []
    if EXACT.add(difference, point.error).copy_abs() <= rounding:
        return [
            warning(
                "error_is_correction",
                "Kesalahan berlawanan tanda dengan rata-rata dikurangi nominal: "
                "tampaknya yang tertulis adalah koreksi.",
                "The error has the opposite sign of mean minus nominal: it seems to "
                "be the correction.",
            )
        ]
    return [
        warning(
            "error_disagrees",
            f"Kesalahan ({format_number(point.error)}) berbeda dari rata-rata "
            f"dikurangi nominal ({format_number(difference)}).",
            f"The error ({format_number(point.error, 'en')}) differs from mean minus "
            f"nominal ({format_number(difference, 'en')}).",
        )
    ]


def _last_digit(value: Decimal) -> Decimal:
    """One in the last digit written: 0.01 for 10.00."""
    exponent = value.as_tuple().exponent
    return Decimal(1).scaleb(min(exponent, 0) if isinstance(exponent, int) else 0)


def _conformity_findings(point: TestPoint, limits: LimitsByKey) -> list[Finding]:
    computed = point.computed(limits)
    if computed is None or not point.stated or computed == point.stated:
        return []
    stated_id, stated_en = CONFORMITY_NAMES[Conformity(point.stated)]
    computed_id, computed_en = CONFORMITY_NAMES[computed]
    return [
        warning(
            "conformity_disagrees",
            f"Sertifikat menyatakan {stated_id}, sedangkan hasil hitungan dari "
            f"nilai dan batasnya {computed_id}.",
            f"The certificate states {stated_en}, but value and limits amount to "
            f"{computed_en}.",
        )
    ]


def _parameter_findings(point: TestPoint, limit: Limit | None) -> list[Finding]:
    if limit is None:
        return [
            warning(
                "parameter_unknown",
                f"Parameter “{point.parameter}” tidak ada pada profil kalibrasi jenis "
                "alat ini.",
                f"The calibration profile of this device type has no parameter "
                f"“{point.parameter}”.",
            )
        ]
    if _same_unit(point.unit, limit.unit):
        return []
    return [
        warning(
            "unit_differs",
            f"Satuan “{point.unit}” berbeda dari satuan parameter “{limit.unit}”.",
            f"The unit “{point.unit}” differs from the parameter's “{limit.unit}”.",
        )
    ]


def record_findings(
    points: Sequence[TestPoint],
    limits: LimitsByKey,
    stated_result: str,
    performed_from: date | None,
    performed_to: date | None,
    issued_on: date | None,
    received_on: date | None,
    due_on: date | None,
    interval_months: int | None,
) -> list[Finding]:
    """What is wrong or doubtful about a record as a whole: its dates in themselves and
    against each other, and its result against its points (``point_findings`` has each
    point's own). ``interval_months`` is the device type's: usually 12, as testing or
    calibration is due at least once a year (PMK 54/2015, Article 8). A date that is
    not stated is not checked.
    """
    began = performed_from or performed_to
    ended = performed_to or performed_from
    return [
        *_order_findings(began, ended, issued_on, received_on),
        *_due_findings(ended, due_on, interval_months),
        *_result_findings(points, limits, stated_result),
    ]


def _order_findings(
    began: date | None,
    ended: date | None,
    issued_on: date | None,
    received_on: date | None,
) -> list[Finding]:
    findings = []
    if began and ended and began > ended:
        findings.append(
            error(
                "performed_reversed",
                "Tanggal selesai kalibrasi mendahului tanggal mulainya.",
                "The calibration ends before it begins.",
            )
        )
    if ended and issued_on and issued_on < ended:
        findings.append(
            error(
                "issued_before_performed",
                "Sertifikat terbit sebelum kalibrasi selesai.",
                "The certificate was issued before the calibration ended.",
            )
        )
    if began and received_on and received_on > began:
        findings.append(
            warning(
                "received_after_performed",
                "Alat diterima laboratorium setelah kalibrasi dimulai.",
                "The device was received after the calibration began.",
            )
        )
    return findings


def _due_findings(
    ended: date | None, due_on: date | None, interval_months: int | None
) -> list[Finding]:
    if ended is None or due_on is None:
        return []
    if due_on <= ended:
        return [
            warning(
                "due_before_performed",
                "Tanggal kalibrasi ulang tidak sesudah tanggal kalibrasi.",
                "The next calibration is not due after this one.",
            )
        ]
    if interval_months is None:
        return []
    expected = due_date(ended, interval_months)
    # Laboratories count the year from either end of the day.
    if (due_on - expected).days <= 1:
        return []
    return [
        warning(
            "due_too_late",
            f"Tanggal kalibrasi ulang lebih dari {interval_months} bulan setelah "
            f"kalibrasi; paling lambat {expected:%d-%m-%Y}.",
            f"The next calibration is due more than {interval_months} months after "
            f"this one; {expected:%Y-%m-%d} at the latest.",
        )
    ]


def _result_findings(
    points: Sequence[TestPoint], limits: LimitsByKey, stated_result: str
) -> list[Finding]:
    if stated_result != FIT:
        return []
    failing = [
        number
        for number, point in enumerate(points, start=1)
        if Conformity.FAIL in (point.computed(limits), point.stated)
    ]
    if not failing:
        return []
    rows = ", ".join(map(str, failing[:5])) + (", …" if len(failing) > 5 else "")
    return [
        warning(
            "fit_with_failures",
            f"Hasilnya laik pakai, padahal ada titik uji yang gagal: baris {rows}.",
            f"The result is fit for use, but test points fail: row {rows}.",
        )
    ]


def due_date(performed_to: date, interval_months: int) -> date:
    """When the next calibration is due: the same day of the month, or the month's last
    (31 August and 6 months: 28 or 29 February).

    The calendar's last day if it would lie beyond. Raises ValueError for a negative
    interval.
    """
    if interval_months < 0:
        raise ValueError(f"no interval: {interval_months} months")
    years, month = divmod(performed_to.month - 1 + interval_months, 12)
    year = performed_to.year + years
    if year > date.max.year:
        return date.max
    last_day = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(performed_to.day, last_day))
