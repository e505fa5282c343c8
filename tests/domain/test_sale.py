"""Which restriction of a variant's sale counts."""

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from domain.sale import in_force


@dataclass(frozen=True)
class Restriction:
    kind: str
    day: int

    @property
    def since(self) -> datetime:
        return datetime(2026, 11, self.day, tzinfo=UTC)


SHOWN_EARLY, SHOWN_LATE = Restriction("unorderable", 1), Restriction("unorderable", 9)
HIDDEN_EARLY, HIDDEN_LATE = Restriction("withdrawn", 2), Restriction("withdrawn", 8)


@pytest.mark.parametrize(
    ("standing", "expected"),
    [
        ([], None),
        ([SHOWN_LATE], SHOWN_LATE),
        ([SHOWN_LATE, SHOWN_EARLY], SHOWN_EARLY),
        ([SHOWN_EARLY, HIDDEN_LATE], HIDDEN_LATE),
        ([HIDDEN_LATE, SHOWN_EARLY, HIDDEN_EARLY], HIDDEN_EARLY),
    ],
)
def test_the_stricter_counts_and_of_equal_ones_the_earlier(standing, expected):
    assert in_force(standing) == expected
    assert in_force(reversed(standing)) == expected
