"""Submissions of pages, and of other tasks than verification."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import GroupApprovalTask, Workflow, WorkflowTask

from certificates.models import VerificationCase
from suppliers.access import VERIFIER_GROUP
from tests.factories.users import verifier
from tests.submitting import draft_lamp
from tests.verification.queue_pages import submission

pytestmark = pytest.mark.usefixtures("catalogue")


def test_another_task_opens_no_case(supplier, editor):
    task = GroupApprovalTask.objects.create(name="Redaksi")
    task.groups.add(Group.objects.get(name=VERIFIER_GROUP))
    workflow = Workflow.objects.create(name="Redaksi")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    draft = draft_lamp(supplier)
    draft.save_revision(user=editor)

    workflow.start(draft, editor)

    assert not VerificationCase.objects.exists()


@pytest.mark.parametrize(
    ("decide", "state"),
    [
        (lambda task_state, user: task_state.approve(user=user), "verified"),
        (
            lambda task_state, user: task_state.reject(user=user, comment="Buram."),
            "refused",
        ),
    ],
    ids=["approved", "returned"],
)
def test_a_decided_submission_is_a_decided_case(product, decide, state):
    sari = verifier()

    decide(product.current_workflow_task_state, sari)

    case = submission()
    assert (case.state, case.decided_by) == (state, sari)
