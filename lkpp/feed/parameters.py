"""What a reader may ask of the feed: names and defaults of the v5 format.

A parameter that is absent or empty takes its default, as in both public
implementations; unknown parameters are ignored.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from lkpp.errors import (
    days_reversed,
    invalid_request,
    no_day,
    no_whole_number,
    none_of,
)

MAX_PER_PAGE = 500
"""Default and largest ``per_page``. A larger one is taken as this, and the answer's
``per_page`` says so: refusing would stop a reader that merely asks for much."""

ORDERS = {"create_date": "created_at", "updated_date": "updated_at"}
"""Values of ``order_by`` with the moment of a variant that each stands for."""

_WHOLE_NUMBER = re.compile(r"[0-9]{1,15}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class PageRequest:
    """Which page of a list is wanted, and in what order."""

    page: int
    per_page: int
    order_field: str
    descending: bool

    @property
    def offset(self) -> int:
        return (self.page - 1) * self.per_page


@dataclass(frozen=True, slots=True)
class Days:
    """Days in Jakarta, first and last included."""

    start: date
    end: date


def parse_page_request(given: Mapping[str, str]) -> PageRequest:
    """Raises FeedError naming the first parameter that cannot be read."""
    return PageRequest(
        page=_positive(given, "page", default=1),
        per_page=min(_positive(given, "per_page", default=MAX_PER_PAGE), MAX_PER_PAGE),
        order_field=ORDERS[_one_of(given, "order_by", tuple(ORDERS))],
        descending=_one_of(given, "sort", ("desc", "asc")) == "desc",
    )


def parse_days(given: Mapping[str, str], today: date) -> Days:
    """The days of ``start_date`` and ``end_date``, each ``today`` unless given.

    Raises FeedError naming the parameter that cannot be read or is out of order.
    """
    days = Days(_day(given, "start_date", today), _day(given, "end_date", today))
    if days.end < days.start:
        raise days_reversed("end_date", days.start)
    return days


def parse_sku(given: Mapping[str, str]) -> str:
    """The number of the product asked for. Raises FeedError when it is missing."""
    sku = _value(given, "no_produk_penyedia")
    if not sku:
        raise invalid_request()
    return sku


def _value(given: Mapping[str, str], name: str) -> str:
    return given.get(name, "").strip()


def _positive(given: Mapping[str, str], name: str, default: int) -> int:
    value = _value(given, name)
    if not value:
        return default
    if not _WHOLE_NUMBER.fullmatch(value) or int(value) == 0:
        raise no_whole_number(name)
    return int(value)


def _one_of(given: Mapping[str, str], name: str, values: tuple[str, ...]) -> str:
    """The value given; the first of ``values`` is the default."""
    value = _value(given, name).lower() or values[0]
    if value not in values:
        raise none_of(name, values)
    return value


def _day(given: Mapping[str, str], name: str, default: date) -> date:
    value = _value(given, name)
    if not value:
        return default
    if not _DAY.fullmatch(value):
        raise no_day(name)
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise no_day(name) from error
