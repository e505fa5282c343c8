"""Submitted pages as cases in the verification queue."""

import pytest
from wagtail.models import WorkflowState

from certificates.kinds import SUBMISSION, CaseState
from certificates.models import VerificationCase
from products.models import ProductPage
from tests.factories.products import ProductPageFactory
from tests.factories.users import administrator, verifier
from tests.screens import rows
from tests.submitting import act, submitted
from tests.verification.queue_pages import QUEUE, submission
from verification.decisions import claim
from verification.submissions import (
    close_case,
    is_own_submission,
    open_case,
    other_claimant,
    withdraw_case,
)

pytestmark = pytest.mark.usefixtures("catalogue")


def test_submitted_page_waits_in_the_queue(client, checker, product, editor):
    case = submission()

    assert (case.page_id, case.declared_by) == (product.pk, editor)
    assert rows(client.get(QUEUE))[0][:2] == ["Kiriman halaman", product.title]


@pytest.mark.parametrize(
    ("action", "comment", "state"),
    [("approve", None, "verified"), ("reject", "Foto buram.", "refused")],
)
def test_decision_on_the_page_closes_the_case(
    client, checker, product, action, comment, state
):
    claim(submission().pk, checker)

    act(client, product, action, comment)

    case = submission()
    assert (case.state, case.reason) == (state, comment or "")
    assert (case.decided_by, case.claimed_by) == (checker, None)
    assert "Kiriman halaman" not in [row[0] for row in rows(client.get(QUEUE))]


def test_submission_returned_for_its_faults_is_closed(client, checker, product):
    product.device_type.attribute_rows.filter(key="note").update(required=True)

    act(client, product, "approve")

    case = submission()
    assert case.state == "refused"
    assert case.reason.startswith("Dikembalikan otomatis")


def test_cancelled_submission_is_withdrawn(product, editor):
    product.current_workflow_state.cancel(user=editor)

    assert submission().is_withdrawn
    assert submission().state == "open"


def test_submission_of_a_deleted_draft_is_withdrawn(product):
    ProductPage.objects.get().delete()

    assert submission().is_withdrawn


def test_submitting_again_is_another_case(client, checker, product, editor):
    act(client, product, "reject", "Foto buram.")

    WorkflowState.objects.get().resume(user=editor)

    states = VerificationCase.objects.filter(kind=SUBMISSION).order_by("pk")
    assert list(states.values_list("state", flat=True)) == ["refused", "open"]


def test_submitted_supplier_is_a_case_too(supplier, editor):
    submitted(supplier, editor)

    assert submission().supplier_id == submission().page_id == supplier.pk


def test_opening_again_adds_nothing(product):
    open_case(product.current_workflow_task_state)

    assert VerificationCase.objects.filter(kind=SUBMISSION).count() == 1


def test_a_page_of_no_supplier_has_no_case(catalogue):
    home = catalogue.get_parent().specific
    home.save_revision(user=administrator())
    workflow = catalogue.get_workflow()

    workflow.start(home, administrator())

    assert not VerificationCase.objects.exists()


def test_closed_cases_are_not_closed_again(product):
    state = product.current_workflow_task_state
    close_case(state, CaseState.VERIFIED, verifier())
    first = submission()

    close_case(state, CaseState.REFUSED, verifier())
    withdraw_case(state)

    assert (submission().state, submission().decided_by) == (
        "verified",
        first.decided_by,
    )
    assert not submission().is_withdrawn


def test_nobody_else_is_at_a_page_that_waits_unclaimed(product, checker):
    assert other_claimant(product, checker) == ""


def test_whoever_wrote_or_submitted_a_page_owns_the_submission(product, editor):
    author = verifier()
    product.save_revision(user=author)

    assert is_own_submission(product, editor)
    assert is_own_submission(product, author)
    assert not is_own_submission(product, verifier())


def test_a_page_without_revisions_is_nobodys_submission():
    page = ProductPageFactory()

    assert not is_own_submission(page, verifier())
