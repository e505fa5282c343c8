"""What is not long ago, also by a clock that was wrong."""

from datetime import timedelta

import pytest
import time_machine
from axes.models import AccessAttempt
from django.utils import timezone

from core.moments import is_within, within

HOUR = timedelta(hours=1)


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
