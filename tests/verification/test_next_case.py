"""Which case comes next."""

import pytest

from tests.factories.certificates import VerificationCaseFactory
from tests.factories.users import verifier
from tests.verification.queue_pages import aged, case_url, decision
from verification.decisions import claim

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
