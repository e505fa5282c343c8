from django.contrib.auth.models import AbstractBaseUser
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, Page, TaskState

from core.one_at_a_time import page_held
from verification import approval
from verification.forms import ReasonForm
from verification.submissions import is_own_submission, other_claimant


class VerificationTask(AbstractGroupApprovalTask):
    """A verifier approves what was submitted, or returns it with a reason.

    Four eyes: whoever wrote or submitted the latest revision never approves it, not
    even as a superuser. What cannot be published without fault is returned instead
    of approved, with the faults as the reason.
    """

    class Meta:
        verbose_name = _("tugas verifikasi")
        verbose_name_plural = _("tugas verifikasi")

    @classmethod
    def get_description(cls):
        return _(
            "Anggota kelompok menyetujui kiriman orang lain, atau mengembalikannya "
            "dengan alasan."
        )

    def get_actions(self, obj: Page, user: AbstractBaseUser):
        if not (user.is_superuser or self._user_in_groups(user)):
            return []
        if other_claimant(obj, user):
            return []
        actions = [("reject", _("Kembalikan dengan alasan"), True)]
        if not is_own_submission(obj, user):
            actions.append(("approve", _("Setujui dan tayangkan"), False))
        return actions

    def get_form_for_action(self, action: str):
        return ReasonForm if action == "reject" else super().get_form_for_action(action)

    def on_action(
        self,
        task_state: TaskState,
        user: AbstractBaseUser,
        action_name: str,
        comment: str = "",
        **kwargs,
    ) -> None:
        """Approve or return. A refused action changes nothing: one that another
        verifier is at, or one upon a decision.

        Wagtail checks here neither the comment nor who asks when the action comes
        along with the edit form, so both are checked again, as the submission is once
        nobody else can decide on it.
        """
        with page_held(int(task_state.workflow_state.object_id)):
            task_state.refresh_from_db()
            if task_state.status != TaskState.STATUS_IN_PROGRESS:
                return
            page = task_state.workflow_state.content_object
            if action_name not in {name for name, *_ in self.get_actions(page, user)}:
                return
            if action_name == "reject" and comment.strip():
                task_state.reject(user=user, comment=comment.strip())
            elif action_name == "approve":
                approval.approve_or_return(task_state, user, comment)
