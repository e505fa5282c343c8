"""Which case comes next."""

import pytest
from django.utils import timezone

from tests.factories.certificates import VerificationCaseFactory
from tests.factories.users import verifier
from tests.verification.queue_pages import aged, case_url, decision
from verification.decisions import claim
from verification.next_case import next_case

pytestmark = pytest.mark.usefixtures("catalogue")


def test_deciding_leads_to_the_next_of_the_same_filters(client, checker):
    first, second, other_kind, claimed = (
        aged(VerificationCaseFactory(kind=kind), days)
        for kind, days in (("licence", 1), ("licence", 5), ("tkdn", 9), ("licence", 7))
    )
    own = VerificationCaseFactory(declared_by=checker)
    aged(own, 20)
    claim(claimed.pk, verifier())

    response = client.post(
        f"{case_url(first, 'putuskan/')}?kind=licence", decision(first)
    )

    first.refresh_from_db()
    assert (first.state, first.decided_by) == ("verified", checker)
    assert response.url == f"{case_url(second)}?kind=licence"


def following(rf, user, after, **query):
    request = rf.get("/", query)
    request.user = user
    return next_case(request, after)


def test_the_longest_waiting_comes_next(rf, checker):
    decided, second, first = (
        aged(VerificationCaseFactory(), days) for days in (30, 5, 9)
    )

    assert following(rf, checker, decided) == first
    assert following(rf, checker, first) == decided
    assert second != first


def test_nothing_comes_next_where_nothing_else_waits(rf, checker):
    only = VerificationCaseFactory()
    VerificationCaseFactory(state="verified")
    VerificationCaseFactory(withdrawn_at=timezone.now())

    assert following(rf, checker, only) is None


def test_what_is_ones_own_or_with_somebody_else_is_passed_over(rf, checker):
    after = VerificationCaseFactory()
    VerificationCaseFactory(declared_by=checker)
    claim(VerificationCaseFactory().pk, verifier())
    mine = VerificationCaseFactory()
    claim(mine.pk, checker)

    assert following(rf, checker, after) == mine


def test_so_many_of_ones_own_are_tried_and_no_more(rf, checker, monkeypatch):
    monkeypatch.setattr("verification.next_case.MOST_TRIED", 2)
    after = VerificationCaseFactory()
    for days in (9, 8):
        aged(VerificationCaseFactory(declared_by=checker), days)
    aged(VerificationCaseFactory(), 7)

    assert following(rf, checker, after) is None


@pytest.mark.parametrize("query", [{"state": "verified"}, {"kind": "halal"}])
def test_among_decided_cases_and_other_kinds_nothing_comes_next(rf, checker, query):
    after, _other = VerificationCaseFactory(), VerificationCaseFactory()

    assert following(rf, checker, after, **query) is None
