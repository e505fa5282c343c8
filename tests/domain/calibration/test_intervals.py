"""When the next calibration is due."""

from datetime import date

import pytest

from domain.calibration.intervals import due_date


@pytest.mark.parametrize(
    ("performed", "months", "due"),
    [
        (date(2026, 3, 2), 12, date(2027, 3, 2)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 1, 31), 0, date(2026, 1, 31)),
        (date(9998, 12, 31), 12, date.max),
        (date(9998, 6, 1), 12, date(9999, 6, 1)),
        (date(9999, 6, 1), 12, date.max),
        (date(2026, 1, 1), 10**20, date.max),
    ],
)
def test_the_due_date_keeps_the_day_or_takes_the_months_last(performed, months, due):
    assert due_date(performed, months) == due


def test_a_negative_interval_is_refused():
    with pytest.raises(ValueError, match="-1"):
        due_date(date(2026, 3, 2), -1)
