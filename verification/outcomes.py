"""What became of a submission, in a sentence for whoever asked for it."""

from typing import NamedTuple

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page, TaskState, WorkflowState

from core.people import display_name
from verification.submissions import is_own_submission, other_claimant


class Outcome(NamedTuple):
    """``level`` is the name of a message's level."""

    level: str
    text: str


def tell(request: HttpRequest, outcome: Outcome) -> None:
    """Show the outcome on the next page; once, however often the same was asked."""
    waiting = get_messages(request)
    told = any(outcome.text in str(each) for each in waiting)
    # They are shown on the next page all the same.
    waiting.used = False
    if not told:
        getattr(messages, outcome.level)(request, outcome.text)


def decision_outcome(
    task_state: TaskState, user: AbstractBaseUser, action: str
) -> Outcome:
    """What became of a submission after ``user`` asked for ``action``, "approve" or
    "reject": it may have been decided before, by them or by somebody else."""
    page = task_state.workflow_state.content_object
    title = {"title": page.get_admin_display_title()}
    if task_state.status == TaskState.STATUS_IN_PROGRESS:
        return _undecided(page, user, action)
    if task_state.status == TaskState.STATUS_CANCELLED:
        return Outcome("warning", _("Kiriman “%(title)s” sudah ditarik.") % title)
    decider = task_state.finished_by
    is_own = decider is None or decider.pk == user.pk
    named = title | {"name": "" if is_own else display_name(decider)}
    if task_state.status == TaskState.STATUS_APPROVED:
        if not is_own:
            return Outcome(
                "warning", _("“%(title)s” sudah disetujui %(name)s.") % named
            )
        return Outcome("success", _approved(task_state.workflow_state) % title)
    if not is_own:
        return Outcome("warning", _("“%(title)s” sudah dikembalikan %(name)s.") % named)
    if action == "reject":
        return Outcome("success", _("“%(title)s” dikembalikan kepada editor.") % title)
    # Returned for its faults, which are the comment.
    return Outcome("error", f"{page}: {task_state.comment}")


def changed_since() -> Outcome:
    """Of a decision about what its verifier has not seen."""
    return Outcome(
        "error",
        _("Belum diputuskan: isinya berubah sejak dibuka. Periksa lagi isinya."),
    )


def own_change() -> Outcome:
    return Outcome(
        "error",
        _("Belum disetujui: perubahan Anda sendiri harus disetujui orang lain."),
    )


def handled_by(name: str) -> Outcome:
    return Outcome(
        "error",
        _("Belum diputuskan: kiriman ini sedang ditangani %(name)s.") % {"name": name},
    )


def not_waiting(page: Page) -> Outcome:
    """Of a page that was never submitted."""
    return Outcome(
        "error",
        _("“%(title)s” tidak sedang menunggu verifikasi.")
        % {"title": page.get_admin_display_title()},
    )


def saved_as_draft(page: Page) -> Outcome:
    """Of a form of a new page that made one already."""
    return Outcome(
        "warning",
        _("“%(title)s” sudah tersimpan sebagai konsep. Periksa, lalu lanjutkan.")
        % {"title": page.get_admin_display_title()},
    )


def not_live(page: Page) -> Outcome:
    """Of taking off what is off already."""
    return Outcome(
        "success",
        _("“%(title)s” sudah tidak ditayangkan.")
        % {"title": page.get_admin_display_title()},
    )


def submission_outcome(state: WorkflowState, user: AbstractBaseUser) -> Outcome:
    """Of a submission of what is submitted already."""
    title = {"title": state.content_object.get_admin_display_title()}
    submitter = state.requested_by
    if submitter is None or submitter.pk == user.pk:
        return Outcome(
            "success", _("“%(title)s” sudah diajukan untuk diverifikasi.") % title
        )
    return Outcome(
        "warning",
        _("“%(title)s” sudah diajukan %(name)s; isian ini tidak disimpan.")
        % (title | {"name": display_name(submitter)}),
    )


def _undecided(page: Page, user: AbstractBaseUser, action: str) -> Outcome:
    if name := other_claimant(page, user):
        return handled_by(name)
    if action == "approve" and is_own_submission(page, user):
        return own_change()
    if action == "reject":
        return Outcome("error", _("Belum dikembalikan: tulis alasan pengembalian."))
    return Outcome("error", _("Belum diputuskan: Anda tidak berwenang memutuskannya."))


def _approved(state: WorkflowState) -> str:
    if state.status == WorkflowState.STATUS_APPROVED:
        return _("“%(title)s” disetujui dan ditayangkan.")
    return _("“%(title)s” disetujui; alurnya belum selesai.")
