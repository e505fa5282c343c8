"""Cases: which wait, and who is at them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from certificates.models import VerificationCase
from tests.factories.certificates import VerificationCaseFactory
from tests.factories.users import verifier

pytestmark = pytest.mark.usefixtures("catalogue")


def test_waiting_are_those_open_and_declared():
    waiting = VerificationCaseFactory()
    VerificationCaseFactory(withdrawn_at=timezone.now())
    decided = VerificationCaseFactory(state="verified")

    assert list(VerificationCase.objects.waiting()) == [waiting]
    assert set(VerificationCase.objects.active()) == {waiting, decided}


def test_whose_a_case_is():
    me, other, now = verifier(), verifier(), timezone.now()
    free = VerificationCaseFactory()
    mine = VerificationCaseFactory(claimed_by=me, claimed_at=now)
    others = VerificationCaseFactory(claimed_by=other, claimed_at=now)
    lapsed = VerificationCaseFactory(
        claimed_by=other, claimed_at=now - timedelta(hours=5)
    )
    cases = VerificationCase.objects

    assert set(cases.free()) == {free, lapsed}
    assert set(cases.claimed()) == {mine, others}
    assert set(cases.claimable_by(me)) == {free, mine, lapsed}
    assert [each.is_claimed_by_other(me) for each in (mine, others, lapsed)] == [
        False,
        True,
        False,
    ]
