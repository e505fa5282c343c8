"""Submitted pages as cases in the verification queue.

A case says since when a page waits and who is at it. The decision itself is that of
Wagtail's workflow (see :class:`verification.models.VerificationTask`), which closes
the case.
"""

from django.contrib.auth.base_user import AbstractBaseUser
from django.utils import timezone
from wagtail.models import Page, TaskState

from certificates.kinds import SUBMISSION, CaseState
from certificates.models import VerificationCase
from certificates.models.case import CaseQuerySet
from core.people import display_name


def open_case(task_state: TaskState) -> None:
    """Put a submission into the queue; repeatable.

    Pages that belong to no supplier have no case.
    """
    page = task_state.workflow_state.content_object.specific
    supplier = Page.objects.filter(path=getattr(page, "supplier_path", "")).first()
    if supplier is None:
        return
    VerificationCase.objects.get_or_create(
        supplier=supplier,
        fingerprint=_fingerprint(task_state.pk),
        defaults={
            "kind": SUBMISSION,
            "page_id": page.pk,
            "declared_by": task_state.workflow_state.requested_by,
        },
    )


def close_case(
    task_state: TaskState, state: CaseState, user: AbstractBaseUser | None
) -> None:
    """Note what became of the submission and who decided."""
    _open_cases_of(task_state).update(
        state=state,
        reason=task_state.comment,
        decided_by=user,
        decided_at=timezone.now(),
        claimed_by=None,
        claimed_at=None,
    )


def withdraw_case(task_state: TaskState) -> None:
    """Take a submission that nobody decided out of the queue."""
    _open_cases_of(task_state).update(
        withdrawn_at=timezone.now(), claimed_by=None, claimed_at=None
    )


def other_claimant(page: Page, user: AbstractBaseUser) -> str:
    """The name of whoever else is at the submission of ``page``, or ""."""
    claimed = (
        VerificationCase.objects.waiting()
        .claimed()
        .filter(kind=SUBMISSION, page_id=page.pk)
        .exclude(claimed_by_id=user.pk)
        .select_related("claimed_by")
        .first()
    )
    return display_name(claimed.claimed_by) if claimed else ""


def is_own_submission(page: Page, user: AbstractBaseUser) -> bool:
    """Whether ``user`` wrote the latest revision of ``page`` or submitted it."""
    revision = page.get_latest_revision()
    state = page.current_workflow_state
    authors = {revision.user_id if revision else None}
    authors.add(state.requested_by_id if state else None)
    return user.pk in authors


def _open_cases_of(task_state: TaskState) -> CaseQuerySet:
    return VerificationCase.objects.waiting().filter(
        kind=SUBMISSION, fingerprint=_fingerprint(task_state.pk)
    )


def _fingerprint(task_state_id: int) -> str:
    """No digest, hence never that of a certificate."""
    return f"{SUBMISSION}-{task_state_id}"
