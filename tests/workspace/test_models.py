"""Reminders: claimed once, and known to be sent or not."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.factories.products import ProductPageFactory
from workspace.models import ExpiryReminder

pytestmark = pytest.mark.usefixtures("catalogue")


def reminder(page, threshold: int = 7, **fields) -> ExpiryReminder:
    return ExpiryReminder(
        page=page,
        kind="licence",
        number="AKD 20902020001",
        last_day=date(2026, 11, 27),
        threshold=threshold,
        **fields,
    )


def test_only_what_nobody_claimed_before_is_claimed():
    page = ProductPageFactory()
    first = ExpiryReminder.objects.claim([reminder(page, 7)])

    second = ExpiryReminder.objects.claim([reminder(page, 7), reminder(page, 0)])

    assert [each.threshold for each in first] == [7]
    assert [each.threshold for each in second] == [0]
    assert ExpiryReminder.objects.count() == 2


def test_nothing_is_claimed_of_nothing():
    assert list(ExpiryReminder.objects.claim([])) == []


def test_unconfirmed_is_what_was_claimed_before_and_not_sent():
    page, now = ProductPageFactory(), timezone.now()
    ExpiryReminder.objects.claim(
        [
            reminder(page, 180, claimed_at=now - timedelta(hours=2), sent_at=now),
            reminder(page, 90, claimed_at=now - timedelta(hours=2)),
            reminder(page, 30, claimed_at=now),
            # By a clock that was ahead.
            reminder(page, 7, claimed_at=now + timedelta(days=900)),
        ]
    )

    unconfirmed = ExpiryReminder.objects.unconfirmed(timedelta(hours=1))

    assert {each.threshold for each in unconfirmed} == {90, 7}


def test_a_reminder_reads_as_a_line():
    assert str(reminder(None)) == "licence AKD 20902020001 2026-11-27 (7)"
