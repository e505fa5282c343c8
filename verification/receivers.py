"""When products and suppliers are submitted or decided upon."""

from django.db.models.signals import pre_delete
from django.dispatch import receiver
from wagtail.models import TaskState
from wagtail.signals import (
    task_approved,
    task_cancelled,
    task_rejected,
    task_submitted,
)

from certificates.kinds import CaseState
from verification import submissions
from verification.models import VerificationTask


def _is_verification(task_state: TaskState) -> bool:
    return task_state.task.specific_class is VerificationTask


@receiver(task_submitted)
def page_submitted(instance: TaskState, **kwargs) -> None:
    if _is_verification(instance):
        submissions.open_case(instance)


@receiver(task_approved)
def submission_approved(instance: TaskState, user=None, **kwargs) -> None:
    submissions.close_case(instance, CaseState.VERIFIED, user)


@receiver(task_rejected)
def submission_returned(instance: TaskState, user=None, **kwargs) -> None:
    submissions.close_case(instance, CaseState.REFUSED, user)


@receiver(task_cancelled)
def submission_cancelled(instance: TaskState, **kwargs) -> None:
    submissions.withdraw_case(instance)


@receiver(pre_delete, sender=TaskState)
def submission_deleted(instance: TaskState, **kwargs) -> None:
    submissions.withdraw_case(instance)
