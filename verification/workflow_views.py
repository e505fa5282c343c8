"""What a verifier is shown after deciding on a submission."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.views.pages.workflow import WorkflowActionView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page, WorkflowState

from products.models import ProductPage
from suppliers.access import is_verifier
from suppliers.models import SupplierPage
from verification.submissions import other_claimant


def show_outcome(request: HttpRequest, page: Page, action: str) -> None:
    """Say what became of ``page`` after ``action``, "approve" or "reject"."""
    state = page.workflow_states.order_by("-pk").first()
    status = state.status if state else None
    title = {"title": page.get_admin_display_title()}
    if status == WorkflowState.STATUS_APPROVED:
        messages.success(request, _("“%(title)s” disetujui dan ditayangkan.") % title)
    elif status == WorkflowState.STATUS_NEEDS_CHANGES and action == "reject":
        messages.success(request, _("“%(title)s” dikembalikan kepada editor.") % title)
    elif status == WorkflowState.STATUS_NEEDS_CHANGES:
        # Returned for its faults, which are the comment.
        messages.error(request, f"{page}: {state.current_task_state.comment}")
    elif status == WorkflowState.STATUS_IN_PROGRESS and (
        name := other_claimant(page, request.user)
    ):
        messages.error(request, _handled_by(name))
    elif status == WorkflowState.STATUS_IN_PROGRESS and action == "approve":
        messages.error(
            request,
            _("Belum disetujui: perubahan Anda sendiri harus disetujui orang lain."),
        )


def _handled_by(name: str) -> str:
    return _("Belum diputuskan: kiriman ini sedang ditangani %(name)s.") % {
        "name": name
    }


class DecisionView(WorkflowActionView):
    """Approves or returns from the dashboard and the preview."""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        name = other_claimant(self.object, request.user)
        if name and is_verifier(request.user):
            messages.error(request, _handled_by(name))
            return redirect(self.redirect_url)
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        response = super().post(request, *args, **kwargs)
        show_outcome(request, self.object, self.action_name)
        return response


class VerifiedPageViewSet(PageViewSet):
    """Wagtail's views but for the decision."""

    workflow_action_view_class = DecisionView
    parent_models = ()
    """The explorer keeps its own listing."""


verified_pages = [
    VerifiedPageViewSet("verified_products", model=ProductPage),
    VerifiedPageViewSet("verified_suppliers", model=SupplierPage),
]
