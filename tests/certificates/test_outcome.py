"""What a verifier found, as far as everyone may read it."""

from datetime import UTC, date, datetime

import pytest

from certificates.kinds import CaseState
from certificates.outcome import (
    VerificationOutcome,
    outcome_of,
    public_reason,
    supplier_reason,
)
from tests.factories.certificates import VerificationCaseFactory
from tests.factories.users import UserFactory

LATE = datetime(2026, 11, 23, 20, 0, tzinfo=UTC)
"""In Jakarta it is the next day."""


def decided(state: CaseState, **fields):
    sari = UserFactory.build(first_name="Sari", last_name="Wulandari")
    return VerificationCaseFactory.build(
        supplier=None,
        state=state,
        decided_at=LATE,
        reason="Nomor tidak ada.",
        **{"decided_by": sari} | fields,
    )


def test_what_has_no_case_is_open():
    assert outcome_of(None) == VerificationOutcome(state=CaseState.OPEN)


def test_an_open_case_says_nothing_of_former_decisions():
    assert outcome_of(decided(CaseState.OPEN)) == VerificationOutcome()


def test_what_was_noted_while_verifying_stays_among_verifiers():
    assert outcome_of(decided(CaseState.VERIFIED)) == VerificationOutcome(
        state=CaseState.VERIFIED,
        on=date(2026, 11, 24),
        by="Sari Wulandari",
        reason="",
    )


@pytest.mark.parametrize(
    ("state", "everyone", "supplier"),
    [
        ("open", "", "Palsu."),
        ("verified", "", ""),
        ("refused", "Palsu.", "Palsu."),
        ("frozen", "Palsu.", "Palsu."),
        ("revoked", "Palsu.", "Palsu."),
        ("replaced", "Palsu.", "Palsu."),
    ],
)
def test_who_reads_why(state, everyone, supplier):
    assert public_reason(state, "Palsu.") == everyone
    assert supplier_reason(state, "Palsu.") == supplier


@pytest.mark.parametrize("state", ["refused", "frozen", "revoked", "replaced"])
def test_why_something_is_not_valid_is_said(state):
    outcome = outcome_of(decided(CaseState(state)))

    assert outcome.reason == "Nomor tidak ada."
    assert (outcome.is_against, outcome.is_open, outcome.is_verified) == (
        True,
        False,
        False,
    )


@pytest.mark.parametrize(
    ("state", "is_open", "is_verified"),
    [("open", True, False), ("verified", False, True)],
)
def test_what_is_open_or_verified_is_not_refuted(state, is_open, is_verified):
    outcome = VerificationOutcome(state=CaseState(state))

    assert (outcome.is_open, outcome.is_verified, outcome.is_against) == (
        is_open,
        is_verified,
        False,
    )


@pytest.mark.parametrize("verifier", [None, UserFactory.build(username="sari01")])
def test_what_a_verifier_signs_in_with_is_not_shown(verifier):
    outcome = outcome_of(decided(CaseState.VERIFIED, decided_by=verifier))

    assert outcome.by == ""


def test_a_decision_without_a_moment_has_no_day():
    case = decided(CaseState.VERIFIED)
    case.decided_at = None

    assert outcome_of(case).on is None
