"""What a number is: says of any text which official number it can be.

Nothing is looked up. A text of digits alone can be several things, which are then all
told, the likeliest first. A text that is no number at all gets a finding of its own,
which says what to do.
"""

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date

from domain.findings import Finding, error, warning
from domain.messages import Alternatives, Message
from domain.messages import gettext_noop as _
from domain.numbers.candidates import (
    DIGIT_KINDS,
    is_sound,
    readings_of,
    several_numbers,
    with_plain_digits,
)
from domain.numbers.labels import Line, take_apart
from domain.numbers.product_codes import GTIN_ELEMENT
from domain.numbers.readings import Certainty, NumberReading
from domain.numbers.spelling import INVISIBLE, compact
from domain.numbers.surroundings import (
    Beside,
    BesideKind,
    day_of_digits,
    may_be_phone,
)

LONGEST_TEXT = 200
SCANNED_GTIN = 16
"""Characters of a GTIN alone as a scanner types it, after its identifier 01."""

AROUND = re.compile(
    rf"^[\s{INVISIBLE}'\"`\u2018-\u201f\u00ab\u00bb]+|"
    rf"[\s{INVISIBLE}'\"`\u2018-\u201f\u00ab\u00bb,;]+$"
)
"""What people copy along with a number: space, quotes, the comma after it."""

BRACKETED = re.compile(r"[(\[<{]([^()\[\]<>{}]*)[)\]>}]")

Checked = tuple[list[NumberReading], list[Finding]]
"""Readings and findings of a text, as CheckedText has them."""


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
    def shown(self) -> list[NumberReading]:
        """The readings worth showing in full: beside a sound one, a reading with an
        error would look like an error of the number."""
        return self.sound or self.readings


def check_text(text: str, *, today: date | None = None) -> CheckedText:
    """All that ``text`` can be; where that is nothing, why.

    A word before the number ("NIB", "CPAKB", "Kode HS") decides what it is. Never
    raises: what is wrong with a number is among the reading's findings.
    """
    return CheckedText(text, *_checked(_trimmed(text), today or date.today()))


def check_number(text: str, *, today: date | None = None) -> list[NumberReading]:
    """All that ``text`` can be, the likeliest first; nothing if it is no number known
    here, or longer than 200 characters."""
    return check_text(text, today=today).readings


def _trimmed(text: str) -> str:
    bare = AROUND.sub("", text)
    bracketed = BRACKETED.fullmatch(bare)
    return AROUND.sub("", bracketed[1]) if bracketed else bare


def _checked(trimmed: str, today: date) -> Checked:
    """All that a text without what stands around it can be, and what is said of it."""
    if not trimmed:
        return [], [_empty_finding()]
    if len(trimmed) > LONGEST_TEXT:
        return [], [_length_finding(len(trimmed))]

    plain = unicodedata.normalize("NFKC", trimmed)
    readings = readings_of(plain, today)
    if not is_sound(readings):
        numbers = several_numbers(plain, today)
        if numbers:
            return [], [_several_finding(numbers)]
        slips = _readings_with_plain_digits(plain, today)
        if slips:
            return slips, _ambiguity_findings(slips)
    if is_sound(readings) and not _is_whole_line(readings):
        return readings, [*_ambiguity_findings(readings), *_other_meanings(plain)]
    return _check_line(take_apart(plain), readings, plain, today)


def _readings_with_plain_digits(text: str, today: date) -> list[NumberReading]:
    """Sound readings once letters such as O, and digits of other scripts, are made the
    digits they look like; each says so as an error, for no register has them.

    In a licence they are only warned about: a scanned label has them, and of eleven
    digits after their letters there is one way to read them.
    """
    plain = with_plain_digits(text)
    if plain == text:
        return []
    return [
        replace(
            reading,
            findings=[_digits_finding(reading, text.isascii()), *reading.findings],
        )
        for reading in readings_of(plain, today)
        if not reading.has_error
    ]


def _is_whole_line(readings: list[NumberReading]) -> bool:
    """Whether a text passed for a number of local content although it has not the form
    of one: it may have one in it."""
    return any(
        finding.code == "tkdn_number_pattern"
        for reading in readings
        for finding in reading.findings
    )


def _check_line(
    line: Line, readings: list[NumberReading], plain: str, today: date
) -> Checked:
    """The number that stands within a text, or what is there in place of one.

    ``readings`` are those of the whole text, which is more than a number, or none.
    """
    within = [
        _readings_with_plain_digits(number, today) or readings_of(number, today)
        for number in line.numbers
    ]
    sound = [each for each in within if is_sound(each)]
    numbers = dict.fromkeys(each[0].normal for each in sound)
    if len(numbers) > 1:
        return [], [_several_finding(list(numbers))]
    best = sound or (not is_sound(readings) and [each for each in within if each])
    if best:
        found = best[0]
        beside = [_beside_finding(each) for each in line.beside]
        words = [_within_finding(found[0])] if line.words else []
        return found, [*_ambiguity_findings(found), *beside, *words]
    is_udi = any(reading.kind == "gtin" for reading in readings)
    if line.beside and not is_sound(readings) and not is_udi:
        return [], [_instead_finding(each) for each in line.beside]
    if readings:
        return readings, []
    return [], [_unknown_finding(plain)]


def _empty_finding() -> Finding:
    return error(
        "text_empty",
        _("Belum ada nomor; tulis satu nomor, misalnya AKD 20903022671."),
    )


def _length_finding(length: int) -> Finding:
    return error(
        "text_too_long",
        _(
            "%(length)s karakter terlalu panjang untuk satu nomor (paling panjang "
            "%(most)s); periksa satu nomor setiap kali."
        ),
        length=length,
        most=LONGEST_TEXT,
    )


def _unknown_finding(text: str) -> Finding:
    number = compact(with_plain_digits(text))
    if re.fullmatch("[0-9]+", number):
        return error(
            "unknown_length",
            _(
                "Tidak ada nomor yang dikenal dengan %(found)s digit (yang dikenal: "
                "%(lengths)s); periksa apakah ada digit yang kurang atau berlebih."
            ),
            found=len(number),
            lengths=", ".join(map(str, DIGIT_KINDS)),
        )
    return error(
        "unknown",
        _(
            "Bukan nomor yang dikenal; tulis nomornya saja atau dengan jenisnya di "
            "depan, misalnya AKD 20903022671 atau NIB 9120106900275."
        ),
    )


def _several_finding(numbers: list[str]) -> Finding:
    return error(
        "several_numbers",
        _("Ada %(count)s nomor sekaligus (%(numbers)s); periksa satu per satu."),
        count=len(numbers),
        numbers="; ".join(numbers),
    )


def _digits_finding(reading: NumberReading, is_scanned: bool) -> Finding:
    if is_scanned and (reading.kind, reading.certainty) == (
        "licence",
        Certainty.CERTAIN,
    ):
        return warning(
            "look_alike_digits",
            _(
                "Huruf yang mirip angka (O, I, l) dibaca sebagai angka; cocokkan "
                "%(number)s dengan aslinya."
            ),
            number=reading.normal,
        )
    return error(
        "not_plain_digits",
        _(
            "Ada huruf (seperti O atau l) atau angka aksara lain di tempat angka 0 "
            "sampai 9; mungkin maksudnya %(number)s."
        ),
        number=reading.display,
    )


def _ambiguity_findings(readings: list[NumberReading]) -> list[Finding]:
    """Says plainly that a text can be several things, and as which it is wrong."""
    sound = [reading.label for reading in readings if not reading.has_error]
    if not sound or len(readings) < 2:
        return []
    faults = [
        (reading.label, finding)
        for reading in readings
        for finding in reading.findings
        if finding.is_error
    ]
    kinds = Alternatives(sound)
    if not faults:
        return [warning("several_readings", _("Bisa berarti %(kinds)s."), kinds=kinds)]
    so_far = Message(_("Bisa berarti %(kinds)s"), {"kinds": kinds})
    for label, fault in faults:
        so_far = Message(
            _("%(so_far)s; sebagai %(kind)s salah: %(fault)s"),
            {"so_far": so_far, "kind": label, "fault": fault},
        )
    return [warning("several_readings", so_far.message, **so_far.parameters)]


def _other_meanings(text: str) -> list[Finding]:
    """What a text that is read as a number could be besides: more than the kinds of
    number known here."""
    number = compact(text)
    if GTIN_ELEMENT.fullmatch(number) and len(number) > SCANNED_GTIN:
        return [
            warning(
                "udi",
                _(
                    "Ini UDI (untaian GS1). Yang dibaca hanya GTIN di dalamnya; "
                    "tanggal, lot, dan nomor seri di sana bukan nomor izin edar."
                ),
            )
        ]
    day = day_of_digits(number)
    if day is not None:
        return [
            warning(
                "may_be_date",
                _("Delapan digit ini bisa juga tanggal %(day)s."),
                day=day,
            )
        ]
    if may_be_phone(number):
        return [warning("may_be_phone", _("Bisa juga nomor telepon."))]
    return []


INSTEAD = {
    BesideKind.DATE: _("%(found)s adalah tanggal, bukan nomor."),
    BesideKind.LETTER: _(
        "%(found)s adalah nomor surat, bukan nomor izin edar. Nomor izin edar berupa "
        "AKD, AKL, PKD, atau PKL diikuti 11 digit."
    ),
    BesideKind.PHONE: _("%(found)s adalah nomor telepon."),
    BesideKind.UDI: _(
        "%(found)s adalah UDI (untaian GS1) tanpa GTIN yang utuh; di dalamnya tidak "
        "ada nomor izin edar."
    ),
}
"""What is said of a text that is no number, by what it is."""

BESIDE = {
    BesideKind.DATE: _("%(found)s dibaca sebagai tanggal, bukan bagian nomor."),
    BesideKind.LETTER: _("%(found)s adalah nomor surat, bukan bagian nomor."),
    BesideKind.PHONE: _("%(found)s adalah nomor telepon, bukan bagian nomor."),
    BesideKind.UDI: _("%(found)s adalah UDI (untaian GS1), bukan nomor izin edar."),
}
"""What is said of what stands beside a number."""


def _instead_finding(found: Beside) -> Finding:
    return error(f"is_{found.kind}", INSTEAD[found.kind], found=found.text)


def _beside_finding(found: Beside) -> Finding:
    return warning(f"{found.kind}_beside", BESIDE[found.kind], found=found.text)


def _within_finding(reading: NumberReading) -> Finding:
    return warning(
        "read_within_text",
        _("Dibaca dari dalam teks; cocokkan %(number)s dengan aslinya."),
        number=reading.normal,
    )
