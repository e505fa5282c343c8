"""What the dates of a licence, certificate or price say on a day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.validity import EXPIRING_WITHIN, Status, Validity, anniversary

TODAY = date(2026, 11, 24)
ONE_DAY = timedelta(days=1)
FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)

days = st.dates(date(2020, 1, 1), date(2035, 1, 1))
validities = st.builds(
    Validity,
    days | st.none(),
    days | st.none(),
    st.sampled_from([None, None, Status.REFUSED, Status.FROZEN]),
)


def after(count):
    return TODAY + timedelta(days=count)


@pytest.mark.parametrize(
    ("starts_on", "expires_on", "status", "is_valid"),
    [
        (None, None, Status.VALID, True),
        (TODAY, None, Status.VALID, True),
        (after(1), None, Status.NOT_YET_VALID, False),
        (after(1), after(2), Status.NOT_YET_VALID, False),
        (None, after(-1), Status.EXPIRED, False),
        (None, TODAY, Status.EXPIRING, True),
        (None, after(180), Status.EXPIRING, True),
        (None, after(181), Status.VALID, True),
        (after(3), after(-3), Status.NOT_YET_VALID, False),
    ],
)
def test_status_follows_from_the_dates(starts_on, expires_on, status, is_valid):
    validity = Validity(starts_on, expires_on)

    assert validity.status(TODAY) is status
    assert validity.is_valid(TODAY) is is_valid


@pytest.mark.parametrize(
    "status", [Status.REFUSED, Status.FROZEN, Status.REVOKED, Status.REPLACED]
)
@pytest.mark.parametrize("day", [FIRST - ONE_DAY, FIRST, LAST, LAST + ONE_DAY])
def test_what_was_overruled_is_not_valid_on_any_day(status, day):
    validity = Validity(FIRST, LAST, status)

    assert validity.status(day) is status
    assert validity.is_valid(day) is False
    assert validity.next_change(day) is None


def test_the_status_changes_on_four_days():
    validity = Validity(date(2026, 1, 1), date(2026, 12, 31))
    expiring = date(2026, 7, 4)

    assert validity.next_change(date(2025, 1, 1)) == date(2026, 1, 1)
    assert validity.next_change(date(2026, 1, 1)) == expiring
    assert validity.next_change(expiring) == date(2027, 1, 1)
    assert validity.next_change(date(2027, 1, 1)) is None


@pytest.mark.parametrize(
    ("validity", "expected"),
    [
        (Validity(None, None), None),
        (Validity(after(1), None), after(1)),
        (Validity(TODAY, None), None),
        (Validity(None, TODAY), after(1)),
        (Validity(None, after(180)), after(181)),
        (Validity(None, after(181)), after(1)),
    ],
)
def test_only_days_that_are_to_come_are_changes(validity, expected):
    assert validity.next_change(TODAY) == expected


def test_something_may_begin_on_the_last_day_of_the_calendar():
    assert Validity(date.max, None).next_change(TODAY) == date.max


def test_after_the_last_day_of_the_calendar_nothing_changes():
    validity = Validity(None, date.max)

    assert validity.next_change(date.max - EXPIRING_WITHIN) is None
    assert validity.next_change(date.max) is None


@given(validities, days)
def test_nothing_changes_before_the_next_change(validity, day):
    status = validity.status(day)

    change = validity.next_change(day)

    if change is not None:
        assert change > day
        assert validity.status(change - ONE_DAY) is status
        assert validity.status(change) is not status
    else:
        assert validity.status(day + timedelta(days=40 * 366)) is status


@pytest.mark.parametrize(
    ("newer", "expected"),
    [
        (Validity(date(2026, 6, 1), date(2031, 5, 31)), True),
        (Validity(LAST, date(2031, 12, 31)), True),
        (Validity(LAST + ONE_DAY, date(2031, 12, 31)), True),
        (Validity(LAST + 2 * ONE_DAY, date(2031, 12, 31)), False),
        (Validity(FIRST, date(2031, 12, 31)), False),
        (Validity(FIRST + ONE_DAY, LAST), False),
        (Validity(FIRST + ONE_DAY, LAST + ONE_DAY), True),
        (Validity(FIRST + ONE_DAY, None), True),
        (Validity(None, LAST + ONE_DAY), True),
        (Validity(None, LAST), False),
        (Validity(date(2026, 6, 1), date(2031, 5, 31), Status.REFUSED), False),
    ],
)
def test_what_takes_the_place_of_something_older(newer, expected):
    assert newer.outlasts(Validity(FIRST, LAST)) is expected


def test_without_a_first_day_lasting_longer_is_enough():
    older = Validity(None, LAST)

    assert Validity(FIRST, LAST + ONE_DAY).outlasts(older) is True
    assert Validity(FIRST, LAST).outlasts(older) is False


def test_nothing_outlasts_what_has_no_last_day():
    assert Validity(TODAY, None).outlasts(Validity(FIRST, None)) is False


@given(validities, validities)
def test_of_two_one_at_most_takes_the_place_of_the_other(one, other):
    assert not (one.outlasts(other) and other.outlasts(one))
    assert not one.outlasts(one)


@pytest.mark.parametrize(
    ("day", "years", "later"),
    [
        (date(2021, 5, 17), 5, date(2026, 5, 17)),
        (date(2020, 2, 29), 4, date(2024, 2, 29)),
        (date(2020, 2, 29), 5, date(2025, 3, 1)),
        (date(9996, 1, 1), 5, date.max),
        (date(9994, 5, 1), 5, date(9999, 5, 1)),
        (date(9995, 5, 1), 5, date.max),
    ],
)
def test_an_anniversary_is_the_same_day_of_a_later_year(day, years, later):
    assert anniversary(day, years) == later
