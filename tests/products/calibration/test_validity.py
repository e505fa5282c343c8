"""Until when calibrations say that a unit is fit for use."""

from dataclasses import dataclass
from datetime import date

import pytest

from products.calibration.validity import calibrated_until

FIRST, SECOND = date(2027, 1, 31), date(2027, 3, 1)


@dataclass(frozen=True)
class Record:
    """A calibration that finds its unit fit until ``due_on``, or never."""

    due_on: date
    fit: bool = True

    def fit_for_use(self, on: date) -> bool:
        return self.fit and on <= self.due_on


@pytest.mark.parametrize(
    ("records", "on", "expected"),
    [
        ([], FIRST, None),
        ([Record(FIRST)], FIRST, FIRST),
        ([Record(FIRST)], SECOND, None),
        ([Record(FIRST), Record(SECOND)], FIRST, SECOND),
        ([Record(SECOND), Record(FIRST)], FIRST, SECOND),
        ([Record(FIRST), Record(SECOND, fit=False)], FIRST, FIRST),
    ],
)
def test_the_last_day_of_those_that_find_a_unit_fit(records, on, expected):
    assert calibrated_until(records, on) == expected
