"""Cases: which wait, and who is at them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from certificates.kinds import SUBMISSION, CaseState
from certificates.models import VerificationCase
from certificates.models.case import CLAIM_LASTS
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


@pytest.mark.parametrize(
    ("ago", "is_claimed"),
    [
        (CLAIM_LASTS - timedelta(seconds=1), True),
        (CLAIM_LASTS, False),
    ],
)
def test_a_claim_lasts_four_hours(time_machine, ago, is_claimed):
    time_machine.move_to("2026-11-24 08:00+07:00", tick=False)
    me = verifier()
    case = VerificationCaseFactory(claimed_by=me, claimed_at=timezone.now() - ago)
    cases = VerificationCase.objects

    assert timedelta(hours=4) == CLAIM_LASTS
    assert case.is_claimed is is_claimed
    assert cases.claimed().exists() is is_claimed
    assert cases.free().exists() is not is_claimed


def test_what_was_claimed_by_nobody_or_at_no_time_is_free():
    VerificationCaseFactory(claimed_by=None, claimed_at=timezone.now())
    VerificationCaseFactory(claimed_by=verifier(), claimed_at=None)

    assert VerificationCase.objects.free().count() == 2
    assert not VerificationCase.objects.claimed().exists()
    assert [each.is_claimed for each in VerificationCase.objects.all()] == [False] * 2


def test_each_decision_makes_another_version():
    case = VerificationCaseFactory.build(supplier=None)
    versions = [case.version]
    case.state, case.decided_at = CaseState.VERIFIED, timezone.now()
    versions.append(case.version)
    case.decided_at += timedelta(seconds=1)
    versions.append(case.version)
    case.state, case.decided_at = CaseState.OPEN, None
    versions.append(case.version)

    assert len(set(versions)) == 3
    assert versions[0] == versions[-1]


def test_a_case_reads_as_kind_and_number():
    case = VerificationCaseFactory.build(supplier=None, number="AKD 20902020001")
    submission = VerificationCaseFactory.build(
        supplier=None, kind=SUBMISSION, number=""
    )

    assert str(case) == "Izin edar AKD 20902020001"
    assert str(submission) == "Kiriman halaman"
    assert (case.is_submission, submission.is_submission) == (False, True)
