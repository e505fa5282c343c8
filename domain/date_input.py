"""Dates as people in Indonesia write them: the day first, or with the month's name.

One reading for every form and table. The machine formats of digital certificates
(``xs:date``) and of LKPP's feed (``YYYY-MM-DD``) are contracts of their own and are
read where they are used.
"""

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date, datetime, time

from domain.findings import Finding, InvalidInput, error
from domain.messages import Alternatives, Message
from domain.messages import gettext_noop as _
from domain.number_input import plain_text

LONGEST_INPUT = 60
EARLIEST_YEAR = 1900
FIRST_OF_LAST_CENTURY = 69
"""Two digits from 69 on are a year of the last century, fewer of this one, as POSIX has
it: no certificate is older, and none lasts as long."""

DATE_FORMAT = "%d-%m-%Y"
MOMENT_FORMAT = "%d-%m-%Y %H:%M"
"""How fields show what they hold, in either language."""

MONTHS = (
    ("januari", "january", "jan"),
    ("februari", "february", "feb", "pebruari", "peb"),
    ("maret", "march", "mar", "mrt"),
    ("april", "apr"),
    ("mei", "may"),
    ("juni", "june", "jun"),
    ("juli", "july", "jul"),
    ("agustus", "august", "agu", "agt", "aug", "ags"),
    ("september", "sep", "sept"),
    ("oktober", "october", "okt", "oct"),
    ("november", "nov", "nopember", "nop"),
    ("desember", "december", "des", "dec"),
)
"""How each month is spelled, in both languages. What begins a single one of them, from
three letters on, means it too."""

MONTH_NAMES = (
    Message(_("Januari")),
    Message(_("Februari")),
    Message(_("Maret")),
    Message(_("April")),
    Message(_("Mei")),
    Message(_("Juni")),
    Message(_("Juli")),
    Message(_("Agustus")),
    Message(_("September")),
    Message(_("Oktober")),
    Message(_("November")),
    Message(_("Desember")),
)

WEEKDAYS = (
    "senin monday",
    "selasa tuesday",
    "rabu wednesday",
    "kamis thursday",
    "jumat jum'at jum’at friday",
    "sabtu saturday",
    "minggu ahad sunday",
)
SHORTEST_NAME = 3

YEAR = "(?P<year>[0-9]{4}|[0-9]{2})"
DAY_FIRST = re.compile(
    f"(?P<day>[0-9]{{1,2}})(?P<mark>[-/. ])(?P<month>[0-9]{{1,2}})(?P=mark){YEAR}"
)
YEAR_FIRST = re.compile(
    "(?P<year>[0-9]{4})(?P<mark>[-/. ])(?P<month>[0-9]{1,2})(?P=mark)"
    "(?P<day>[0-9]{1,2})"
)
ORDINAL = "(?:st|nd|rd|th)?"
BETWEEN = "[-/., ]{0,2}"
NAMED_MONTH = re.compile(
    f"(?P<day>[0-9]{{1,2}}){ORDINAL}{BETWEEN}(?P<name>[a-z]+){BETWEEN}{YEAR}"
)
NAMED_MONTH_FIRST = re.compile(
    f"(?P<name>[a-z]+)[. ]+(?P<day>[0-9]{{1,2}}){ORDINAL},? (?P<year>[0-9]{{4}})"
)
FORMS = (DAY_FIRST, YEAR_FIRST, NAMED_MONTH, NAMED_MONTH_FIRST)

SPACED_MARK = re.compile(" ?([-/.]) ?")
WEEKDAY_BEFORE = re.compile("(?P<weekday>[a-z'’]+),? ?(?P<rest>.*[0-9].*)")
TIME_BEHIND = re.compile(
    "(?P<date>.*[0-9])(?:[ ,]+(?:(?:pukul|jam|at) )?|t)(?P<hour>[0-9]{1,2})[.:]"
    "(?P<minute>[0-9]{2})(?:[.:][0-9]{2}(?:[.][0-9]+)?)?(?: ?wib)?"
)


def parse_date(text: str) -> date:
    """The date of "17 Agustus 2024", "17/08/2024", "17.8.24", "August 17, 2024" or
    "2024-08-17".

    Of numbers the first is the day, in either language of the catalogue, unless it is a
    year of four digits: 08/07/2024 is in July. A weekday before it must be that day's.
    Midnight behind it, as spreadsheets write it, is passed over. Raises InvalidInput.
    """
    moment = parse_moment(text)
    if moment.time() != time():
        raise InvalidInput(_invalid(plain_text(text)))
    return moment.date()


def parse_moment(text: str) -> datetime:
    """The same with a time behind it, "14.30" or "14:30"; midnight without one.

    Raises InvalidInput.
    """
    typed = plain_text(text)
    if len(typed) > LONGEST_INPUT:
        raise InvalidInput(_invalid(f"{typed[:LONGEST_INPUT]}…"))
    behind = TIME_BEHIND.fullmatch(typed.casefold())
    if behind is None:
        return datetime.combine(_read(typed, typed.casefold()), time())
    day = _read(typed, behind["date"])
    try:
        return datetime.combine(day, time(int(behind["hour"]), int(behind["minute"])))
    except ValueError:
        raise InvalidInput(_invalid(typed)) from None


def _read(typed: str, text: str) -> date:
    """The date of ``text``; ``typed`` is what a refusal quotes."""
    weekday, rest = _without_weekday(text)
    plain = SPACED_MARK.sub(r"\1", rest)
    for form in FORMS:
        if match := form.fullmatch(plain):
            parts = match.groupdict()
            month = _month(typed, parts)
            day = _checked(typed, _full_year(parts["year"]), month, int(parts["day"]))
            if weekday is not None and day.weekday() != weekday:
                raise InvalidInput(_other_weekday(typed, day))
            return day
    raise InvalidInput(_invalid(typed))


def _without_weekday(text: str) -> tuple[int | None, str]:
    match = WEEKDAY_BEFORE.fullmatch(text)
    for number, names in enumerate(WEEKDAYS):
        if match and match["weekday"] in names.split():
            return number, match["rest"]
    return None, text


def _full_year(digits: str) -> int:
    year = int(digits)
    if len(digits) == 4:
        return year
    return year + (1900 if year >= FIRST_OF_LAST_CENTURY else 2000)


def _month(typed: str, parts: dict[str, str]) -> int:
    if "month" in parts:
        return int(parts["month"])
    fitting = list(_months_called(parts["name"]))
    if len(fitting) > 1:
        raise InvalidInput(
            error(
                "date_ambiguous",
                _("“%(text)s” dapat berarti %(months)s. Tulis nama bulannya lengkap."),
                text=typed,
                months=Alternatives(MONTH_NAMES[each - 1] for each in fitting),
            )
        )
    if not fitting or len(parts["name"]) < SHORTEST_NAME:
        raise InvalidInput(_invalid(typed))
    return fitting[0]


def _months_called(name: str) -> Iterable[int]:
    """The numbers of the months whose name begins so."""
    for number, names in enumerate(MONTHS, start=1):
        if any(each.startswith(name) for each in names):
            yield number


def _checked(typed: str, year: int, month: int, day: int) -> date:
    if year < EARLIEST_YEAR:
        raise InvalidInput(
            error(
                "date_too_early",
                _(
                    "“%(text)s” menyebut tahun %(year)s; tulis tahunnya dengan empat "
                    "angka."
                ),
                text=typed,
                year=f"{year:04d}",
            )
        )
    if not 1 <= month <= 12:
        raise InvalidInput(_no_such_month(typed, year, month, day))
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        raise InvalidInput(
            error(
                "date_impossible",
                _("Tidak ada tanggal “%(text)s”: bulan itu dari 1 sampai %(last)s."),
                text=typed,
                last=last,
            )
        )
    return date(year, month, day)


def _no_such_month(typed: str, year: int, month: int, day: int) -> Finding:
    """What was written with the month first is shown with the day first."""
    try:
        example = date(year, day, month)
    except ValueError:
        example = date(2024, 8, 17)
    return error(
        "date_no_such_month",
        _("“%(text)s” menyebut bulan ke-%(month)s. Tulis hari dulu: %(example)s."),
        text=typed,
        month=month,
        example=for_input(example),
    )


def _other_weekday(typed: str, day: date) -> Finding:
    return error(
        "date_other_weekday",
        _("“%(text)s”: tanggal %(date)s jatuh pada hari lain."),
        text=typed,
        date=for_input(day),
    )


def _invalid(typed: str) -> Finding:
    return error(
        "date_invalid",
        _("“%(text)s” bukan tanggal yang sah. Contoh: 31-12-2026."),
        text=typed,
    )


def for_input(value: date) -> str:
    """A date, or date and time, as fields show it: 17-08-2024, 17-08-2024 14:30."""
    is_moment = isinstance(value, datetime)
    return value.strftime(MOMENT_FORMAT if is_moment else DATE_FORMAT)
