"""What is not long ago, also by a clock that was wrong."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from axes.models import AccessAttempt
from django.utils import timezone

from core.moments import is_within, rfc3339, within

HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("moment", "written"),
    [
        (datetime(2026, 11, 20, 2, 30, tzinfo=UTC), "2026-11-20T02:30:00Z"),
        (
            datetime(2026, 1, 1, 6, 59, 59, 999_999, tzinfo=ZoneInfo("Asia/Jakarta")),
            "2025-12-31T23:59:59Z",
        ),
        (
            datetime(2026, 7, 1, 12, tzinfo=ZoneInfo("America/New_York")),
            "2026-07-01T16:00:00Z",
        ),
    ],
)
def test_programs_are_told_moments_in_utc(moment, written):
    assert rfc3339(moment) == written


def test_a_moment_without_a_zone_is_none():
    with pytest.raises(ValueError, match="without a zone"):
        rfc3339(datetime(2026, 11, 20, 2, 30))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("ago", "expected"),
    [
        (timedelta(0), True),
        (HOUR - timedelta(seconds=1), True),
        (HOUR, False),
        (timedelta(seconds=-60), True),
        (timedelta(seconds=-61), False),
        (timedelta(days=-1500), False),
    ],
)
def test_a_moment_counts_for_as_long_as_was_said_and_none_that_lies_ahead(
    ago, expected
):
    with time_machine.travel(timezone.now(), tick=False):
        moment = timezone.now() - ago
        AccessAttempt.objects.create(username="a", failures_since_start=1)
        AccessAttempt.objects.update(attempt_time=moment)

        assert is_within(moment, HOUR) is expected
        found = AccessAttempt.objects.filter(within("attempt_time", HOUR))
        assert found.exists() is expected
