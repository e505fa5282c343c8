"""Validity on a day, its next change, and what takes the place of what."""

from datetime import date

import pytest

from domain.validity import Status, Validity

OLD = Validity(date(2021, 11, 28), date(2026, 11, 27))


@pytest.mark.parametrize(
    ("starts_on", "expires_on", "expected"),
    [
        # The day after the last one leaves no gap, a day later does.
        (date(2026, 11, 28), date(2031, 11, 27), True),
        (date(2026, 11, 29), date(2031, 11, 27), False),
        # It has to begin after the older one.
        (date(2021, 11, 29), date(2031, 11, 27), True),
        (date(2021, 11, 28), date(2031, 11, 27), False),
        # It has to last longer.
        (date(2026, 1, 1), date(2026, 11, 28), True),
        (date(2026, 1, 1), date(2026, 11, 27), False),
        (date(2026, 1, 1), None, True),
        # Where its first day is not known, lasting longer is enough.
        (None, date(2026, 11, 28), True),
        (None, date(2026, 11, 27), False),
    ],
)
def test_what_takes_the_place_of_something_older(starts_on, expires_on, expected):
    assert Validity(starts_on, expires_on).outlasts(OLD) is expected


def test_what_was_overruled_takes_no_place():
    newer = Validity(date(2026, 11, 28), date(2031, 11, 27), Status.FROZEN)

    assert newer.outlasts(OLD) is False


def test_where_the_first_day_of_the_older_is_not_known_any_begins_after_it():
    older = Validity(None, date(2026, 11, 27))

    assert Validity(date(1999, 1, 1), date(2031, 11, 27)).outlasts(older) is True


def test_nothing_outlasts_what_has_no_last_day():
    assert Validity(None, None).outlasts(Validity(None, None)) is False
