"""Submitting and deciding: each click has one effect and one true answer.

Wagtail takes an action that is not possible (any more) for a wish to save: a second
click on "approve" made a revision whose author was the verifier. And its autosave,
which sends the form with all that a click put into it, decided as well. Here the
requests about a page come one after another, an autosave only saves, and what was done
already is told and not done again.
"""

import json
from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.revisions import RevisionsRevertView
from wagtail.admin.views.pages.unpublish import UnpublishView
from wagtail.admin.views.pages.workflow import WorkflowActionView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page, TaskState

from certificates.travelling import with_present_evidence
from core.one_at_a_time import OneAtATime
from products.models import ProductPage
from suppliers.access import is_verifier
from suppliers.models import SupplierPage
from verification import outcomes
from verification.outcomes import tell
from verification.submissions import is_own_submission, other_claimant

DECIDE = "action-workflow-action"
EXTRA = "workflow-action-extra-data"
"""What the dialogue of a decision asked for, as JSON."""


class OneEdit(OneAtATime):
    """An edit page on which everything asked for happens once."""

    @cached_property
    def action_name_and_method(self) -> tuple[str, Callable[[], HttpResponse]]:
        if self.expects_json_response:
            return "save", self.save_action
        return super().action_name_and_method

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if self.expects_json_response:
            return self.autosave()
        for name, act in (
            (DECIDE, self.decide),
            ("action-submit", self.already_submitted),
            ("action-restart-workflow", self.already_submitted),
            ("action-cancel-workflow", self.already_cancelled),
        ):
            if request.POST.get(name) and (response := act()):
                return response
        return super().post(request, *args, **kwargs)

    def autosave(self) -> HttpResponse:
        """Saves a draft. What is being verified changes only where somebody says so,
        else a slip of the hand would make the verifier its author."""
        if self.page.workflow_in_progress:
            return self.json_error_response(
                "locked",
                _("Sedang diverifikasi: perubahan tidak disimpan dengan sendirinya."),
            )
        return super().post(self.request)

    def save_action(self) -> HttpResponse:
        """Makes no revision of what nobody changed: who makes one is its author."""
        if self.has_content_changes:
            return super().save_action()
        if self.expects_json_response:
            return JsonResponse({"success": True, "pk": self.page.pk})
        if self.page.workflow_in_progress:
            messages.info(self.request, _("Tidak ada yang berubah."))
            return self.redirect_and_remain()
        return super().save_action()

    # Deciding

    def decide(self) -> HttpResponse:
        """Decide on the submission that the verifier has before them."""
        action = self.request.POST.get("workflow-action-name", "")
        state = self.page.current_workflow_task_state
        if state is None:
            return self._tell_what_became_of_it(action)
        if self.is_out_of_date:
            tell(self.request, outcomes.changed_since())
            return self.redirect_and_remain()
        if not self.workflow_action_is_valid() or self._extra_data() is None:
            self._tell_decision(state, action)
            return self.redirect_away()
        self.form = self._sent_form()
        is_valid = self.form.is_valid()
        if not self.form.has_changed():
            return self._decide_untouched(state, action)
        return self.form_valid(self.form) if is_valid else self.form_invalid(self.form)

    def perform_workflow_action(self) -> HttpResponse:
        """Wagtail's own, which saves what the verifier changed as their own change."""
        state = self.page.current_workflow_task_state
        response = super().perform_workflow_action()
        self._tell_decision(state, self.workflow_action)
        return response

    def _decide_untouched(self, state: TaskState, action: str) -> HttpResponse:
        """Nothing is saved, hence nothing need be valid: whatever is at fault is found
        where the submission is approved, and returns it."""
        state.task.specific.on_action(
            state, self.request.user, action, **(self._extra_data() or {})
        )
        self._tell_decision(state, action)
        return self.redirect_away()

    def _tell_what_became_of_it(self, action: str) -> HttpResponse:
        last = TaskState.objects.for_instance(self.page).order_by("-pk").first()
        if last is None:
            tell(self.request, outcomes.not_waiting(self.page))
        else:
            tell(
                self.request,
                outcomes.decision_outcome(last, self.request.user, action),
            )
        return self.redirect_away()

    def _tell_decision(self, state: TaskState, action: str) -> None:
        state.refresh_from_db()
        tell(self.request, outcomes.decision_outcome(state, self.request.user, action))

    def _sent_form(self):
        return self.form_class(
            self.request.POST,
            self.request.FILES,
            instance=self.page,
            subscription=self.subscription,
            parent_page=self.parent,
            for_user=self.request.user,
        )

    def _extra_data(self) -> dict | None:
        """What the dialogue asked for; None where it cannot be read."""
        try:
            data = json.loads(self.request.POST.get(EXTRA) or "{}")
        except ValueError:
            return None
        is_readable = isinstance(data, dict) and isinstance(
            data.get("comment", ""), str
        )
        return {"comment": data.get("comment", "")} if is_readable else None

    # Submitting

    def already_submitted(self) -> HttpResponse | None:
        """Where the page is being verified: nothing is saved, and that is told."""
        if not self.page.workflow_in_progress:
            return None
        state = self.page.current_workflow_state
        tell(self.request, outcomes.submission_outcome(state, self.request.user))
        response = self.run_hook("after_edit_page", self.request, self.page)
        return response or self.redirect_away()

    def already_cancelled(self) -> HttpResponse | None:
        if self.page.current_workflow_state is not None:
            return None
        self._tell_what_became_of_it("cancel")
        return self.redirect_and_remain()

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        if self.page.workflow_in_progress:
            context["autosave_enabled"] = False
        return context


class VerifiedCreateView(OneAtATime, CreateView):
    """The form of a new page, which makes one page, however often it is sent.

    The form's key becomes the page's own, of which the database has one.
    """

    held_page = "parent_page_id"

    def post(self, request: HttpRequest) -> HttpResponse:
        try:
            key = UUID(request.POST.get("creation_key", ""))
        except ValueError:
            return super().post(request)
        made = self.page_class.objects.filter(translation_key=key).first()
        if made is None:
            self.page.translation_key = key
        elif made.owner_id == request.user.pk and made.is_child_of(self.parent_page):
            return self._made_already(made)
        return super().post(request)

    def _made_already(self, page: Page) -> HttpResponse:
        if self.expects_json_response:
            return self.json_error_response(
                "invalid_revision", _("Halaman ini sudah disimpan dari tempat lain.")
            )
        state = page.current_workflow_state
        outcome = (
            outcomes.submission_outcome(state, self.request.user)
            if state
            else outcomes.saved_as_draft(page)
        )
        tell(self.request, outcome)
        return redirect("wagtailadmin_pages:edit", page.pk)


class VerifiedEditView(OneEdit, EditView):
    """The edit page of a product or supplier."""


class VerifiedRevertView(OneEdit, RevisionsRevertView):
    """The edit page with what an earlier revision had, but for its evidence."""

    def get_object(self) -> Page:
        present = self.real_page_record.get_latest_revision_as_object()
        return with_present_evidence(super().get_object(), present)


class DecisionView(OneAtATime, WorkflowActionView):
    """Approves or returns from the dashboard and the preview."""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if is_verifier(request.user) and (refusal := self._refusal()):
            tell(request, refusal)
            return self._leave()
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        response = super().post(request, *args, **kwargs)
        self.task_state.refresh_from_db()
        tell(
            request,
            outcomes.decision_outcome(self.task_state, request.user, self.action_name),
        )
        return response

    def _refusal(self) -> outcomes.Outcome | None:
        user = self.request.user
        if self.task_state.status != TaskState.STATUS_IN_PROGRESS:
            return outcomes.decision_outcome(self.task_state, user, self.action_name)
        if name := other_claimant(self.object, user):
            return outcomes.handled_by(name)
        if self.action_name != "approve":
            return None
        if is_own_submission(self.object, user):
            return outcomes.own_change()
        if self.task_state.revision_id != self.object.latest_revision_id:
            # What the dashboard names and the preview shows is not what would go live.
            return outcomes.changed_since()
        return None

    def _leave(self) -> HttpResponse:
        if self.request.headers.get("x-requested-with") == "XMLHttpRequest":
            step = {"step": "success", "redirect": self.redirect_url}
            return self.render_modal_json(self.request, step)
        return redirect(self.redirect_url)


class TakeOffView(OneAtATime, UnpublishView):
    """Takes a page off, once."""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not self.object.live and is_verifier(request.user):
            tell(request, outcomes.not_live(self.object))
            return redirect(self.get_next_url())
        return super().dispatch(request, *args, **kwargs)


class VerifiedPageViewSet(PageViewSet):
    """Wagtail's views but for what verification makes its own."""

    add_view_class = VerifiedCreateView
    edit_view_class = VerifiedEditView
    revisions_revert_view_class = VerifiedRevertView
    workflow_action_view_class = DecisionView
    unpublish_view_class = TakeOffView
    parent_models = ()
    """The explorer keeps its own listing."""


verified_pages = [
    VerifiedPageViewSet("verified_products", model=ProductPage),
    VerifiedPageViewSet("verified_suppliers", model=SupplierPage),
]
