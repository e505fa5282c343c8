"""Submissions that nobody can decide any more."""

import pytest
from django.utils import timezone
from wagtail.models import TaskState, WorkflowState

from certificates.models import VerificationCase
from products.models import ProductPage
from verification.unfinished import REASON, close_unfinished


def states():
    return (
        list(WorkflowState.objects.order_by("pk").values_list("status", flat=True)),
        list(TaskState.objects.order_by("pk").values_list("status", flat=True)),
        [case.withdrawn_at is None for case in VerificationCase.objects.order_by("pk")],
    )


UNTOUCHED = (["in_progress"], ["in_progress"], [True])


def test_a_submission_that_waits_is_left_alone(product):
    assert close_unfinished() == 0
    assert states() == UNTOUCHED


def test_a_task_whose_workflow_ended_is_closed(product):
    WorkflowState.objects.update(status="approved")

    closed = close_unfinished()

    task = TaskState.objects.get()
    assert closed == 1
    assert states() == (["approved"], ["cancelled"], [False])
    assert task.comment == REASON
    assert task.finished_at <= timezone.now()


def test_a_submission_that_is_live_already_is_closed(product):
    page = ProductPage.objects.get()
    page.live, page.live_revision = True, page.latest_revision
    page.save()

    assert close_unfinished() == 2
    assert states() == (["cancelled"], ["cancelled"], [False])


def test_a_live_page_with_a_newer_revision_still_waits(product):
    page = ProductPage.objects.get()
    page.live, page.live_revision = True, page.latest_revision
    page.save()
    page.save_revision()

    assert close_unfinished() == 0
    assert states() == UNTOUCHED


def test_a_task_that_another_took_the_place_of_is_closed(product):
    first = TaskState.objects.get()
    second = first.copy()
    WorkflowState.objects.update(current_task_state=second)

    assert close_unfinished() == 1
    assert states()[:2] == (["in_progress"], ["cancelled", "in_progress"])


@pytest.mark.parametrize("task", [None, "approved"])
def test_a_workflow_without_a_task_to_decide_is_closed(product, task):
    if task:
        TaskState.objects.update(status=task)
    else:
        WorkflowState.objects.update(current_task_state=None)

    assert close_unfinished() == (1 if task else 2)
    assert states()[0] == ["cancelled"]
    assert states()[2] == [False]


def test_what_waits_for_its_editor_is_left_alone(product):
    TaskState.objects.update(status="rejected")
    WorkflowState.objects.update(status="needs_changes")

    assert close_unfinished() == 0
    assert states()[0] == ["needs_changes"]


def test_it_is_repeatable_and_can_be_tried(product):
    WorkflowState.objects.update(status="approved")

    assert close_unfinished(dry_run=True) == 1
    tried = states()
    assert close_unfinished() == 1
    assert close_unfinished() == 0
    assert tried == (["approved"], ["in_progress"], [True])
