"""Which names are locked, and until when."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt, AccessLog
from django.utils import timezone

from tests.workspace.accounts.attempts import attempt
from workspace.accounts.locks import Lock, forget_attempts, locks
from workspace.accounts.sign_in import FROM_ALL_ADDRESSES, LASTS

pytestmark = pytest.mark.django_db


def test_pairs_and_names_that_are_locked_are_listed():
    locked = attempt()
    attempt("budi", failures=4)
    attempt("citra", "192.0.2.1", ago=LASTS)
    spread = [
        attempt("dewi", f"192.0.2.{n}", failures=3)
        for n in range(FROM_ALL_ADDRESSES // 3)
    ]

    assert locks() == [
        Lock("ani", "203.0.113.7", 5, locked.attempt_time + LASTS),
        Lock("dewi", "", FROM_ALL_ADDRESSES, spread[0].attempt_time + LASTS),
    ]


def test_what_no_longer_counts_is_forgotten():
    attempt(ago=LASTS + timedelta(seconds=1))
    kept = attempt("budi", ago=LASTS - timedelta(minutes=1))
    for days in (29, 31):
        row = AccessLog.objects.create(username=f"{days}", ip_address="203.0.113.7")
        AccessLog.objects.filter(pk=row.pk).update(
            attempt_time=timezone.now() - timedelta(days=days)
        )

    assert forget_attempts() == 2
    assert AccessAttempt.objects.get() == kept
    assert AccessLog.objects.get().username == "29"
