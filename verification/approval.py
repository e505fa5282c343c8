"""Approving a submitted page, or returning it with what stands against it."""

from collections.abc import Iterable

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from wagtail.models import TaskState

from verification.publication import publication_problems


def approve_or_return(
    task_state: TaskState, user: AbstractBaseUser, comment: str
) -> None:
    """Approve the submission, which publishes it; return it where it has faults.

    What is approved is the latest revision. Had it come after the submission, Wagtail
    would ask for the same decision again, for ever.
    """
    page = task_state.workflow_state.content_object
    if task_state.revision_id != page.latest_revision_id:
        task_state.revision = page.get_latest_revision()
        task_state.save(update_fields=["revision"])
    problems = publication_problems(page.get_latest_revision_as_object())
    if not problems:
        try:
            with transaction.atomic():
                task_state.approve(user=user, comment=comment)
        except IntegrityError:
            # Another product with the same SKU went live in this very moment.
            problems = [_("Ada SKU yang baru saja dipakai produk lain.")]
            task_state.refresh_from_db()
    if problems:
        task_state.reject(user=user, comment=_return_comment(problems))


def _return_comment(problems: Iterable[str]) -> str:
    """The comment with which a submission is returned for these problems."""
    return _("Dikembalikan otomatis, belum dapat ditayangkan. %(problems)s") % {
        "problems": " ".join(problems)
    }
