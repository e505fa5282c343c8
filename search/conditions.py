"""What a program may ask for besides facets: a code, and what changed since a moment.

Pages have no place for them; who types a code there finds it by its words.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.http import QueryDict
from django.utils import timezone

from domain.findings import Finding, InvalidInput, error
from domain.messages import gettext_noop as _
from domain.numbers.licences import parse_licence_number
from domain.numbers.product_codes import normalise_gtin
from search.engines.base import Filter, Range
from search.facets import MOST_VALUES, too_many_values

UPDATED_SINCE = "updated_since"
LONGEST_SKU = 60
GTIN_DIGITS = 14


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of code. ``key`` gives the form in which it lies in the index, however it
    is written; it raises InvalidInput for what is none. ``written`` is a pattern of the
    form in which the API describes it."""

    name: str
    description: str
    key: Callable[[str], str]
    written: str


def same_sku(text: str) -> str:
    """Without differences of case and spacing."""
    return " ".join(text.split()).casefold()


def same_gtin(digits: str) -> str:
    """With 14 digits: a GTIN-13 and the same in a GTIN-14 name the same unit."""
    return digits.zfill(GTIN_DIGITS)


def _sku(text: str) -> str:
    plain = same_sku(text)
    if len(plain) > LONGEST_SKU:
        raise InvalidInput(
            error(
                "sku_too_long",
                _("SKU paling banyak %(most)d karakter."),
                most=LONGEST_SKU,
            )
        )
    return plain


def _gtin(text: str) -> str:
    return same_gtin(normalise_gtin(text))


def _licence(text: str) -> str:
    return parse_licence_number(text).canonical


CODES: tuple[Code, ...] = (
    Code("sku", "SKU of a variant, in capitals or not.", _sku, r"^.{1,60}$"),
    Code(
        "gtin",
        "GTIN of a variant, with 8, 12, 13 or 14 digits.",
        _gtin,
        r"^[0-9]{8}([0-9]{4,6})?$",
    ),
    Code(
        "licence_number",
        "Number of a marketing authorisation, in any spelling: `AKD 20903022671`.",
        _licence,
        r"^(AKD|AKL|PKD|PKL) ?[0-9]{11}$",
    ),
)
NAMES = (*(each.name for each in CODES), UPDATED_SINCE)


def read_conditions(parameters: QueryDict) -> tuple[tuple[Filter, ...], list[Finding]]:
    """The filters that ``parameters`` ask for, and what cannot be understood."""
    filters: list[Filter] = []
    findings: list[Finding] = []
    for code in CODES:
        keys = _keys(code, parameters.getlist(code.name), findings)
        if keys:
            filters.append(Filter(code.name, values=tuple(dict.fromkeys(keys))))
    if since := parameters.get(UPDATED_SINCE, ""):
        try:
            filters.append(Filter("updated", ranges=(Range(low=_epoch(since)),)))
        except InvalidInput as refusal:
            findings.append(refusal.finding.at(UPDATED_SINCE))
    return tuple(filters), findings


def _keys(code: Code, values: list[str], findings: list[Finding]) -> list[str]:
    stated = [each for each in values if each]
    if len(stated) > MOST_VALUES:
        findings.append(too_many_values().at(code.name))
    keys = []
    for value in stated[:MOST_VALUES]:
        try:
            keys.append(code.key(value))
        except InvalidInput as refusal:
            findings.append(refusal.finding.at(code.name))
    return keys


def _epoch(text: str) -> float:
    """Seconds since 1970 of a day or moment in ISO 8601; without an offset it is of the
    catalogue's own time. Raises InvalidInput."""
    try:
        # A plus sign that was not encoded arrives as a space.
        moment = datetime.fromisoformat(text.strip().replace(" ", "+"))
        if timezone.is_naive(moment):
            moment = timezone.make_aware(moment, timezone.get_default_timezone())
        return moment.timestamp()
    except (ValueError, OverflowError):
        raise InvalidInput(
            error(
                "moment_invalid",
                _(
                    "Tulis hari atau waktu menurut ISO 8601, misalnya 2026-11-30 atau "
                    "2026-11-30T08:00:00+07:00."
                ),
            )
        ) from None
