"""What the admin has for verifiers, and what editors read of their work."""

from django.http import HttpRequest
from django.urls import include, path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.widgets.button import Button
from wagtail.models import Page, WorkflowState

from core.admin_addresses import anything, open_address
from core.autosave import is_autosave
from products.models import ProductPage
from suppliers.access import is_verifier, may_read_reports
from suppliers.menu import EVERYONE, Audience, show_in_menu
from suppliers.models import SupplierPage
from verification.evidence_log import EvidenceLogView, log_address
from verification.panels import QueuePanel
from verification.queue import number_waiting
from verification.submissions import other_claimant
from verification.workflow_views import verified_pages

open_address(
    "verification_queue:index", "verification_queue:results", audience=is_verifier
)
open_address(
    "verification_queue:case",
    "verification_queue:claim",
    "verification_queue:release",
    "verification_queue:decide",
    audience=is_verifier,
    pk=anything,
)
# Editors read there what concerns their own supplier.
open_address("evidence_log", "evidence_log_results", audience=may_read_reports)
show_in_menu("verification", Audience.VERIFIERS)
show_in_menu("evidence", *EVERYONE)


class QueueMenuItem(MenuItem):
    """Shows verifiers how many cases wait."""

    def is_shown(self, request: HttpRequest) -> bool:
        return is_verifier(request.user)

    def render_component(self, request: HttpRequest):
        counted = MenuItem(
            f"{self.label} ({number_waiting()})",
            self.url,
            name=self.name,
            icon_name=self.icon_name,
            order=self.order,
        )
        return counted.render_component(request)


class EvidenceLogMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_read_reports(request.user)


@hooks.register("register_admin_viewset")
def register_verified_pages():
    return verified_pages


@hooks.register("register_admin_urls")
def register_admin_urls():
    return [
        path("verifikasi/", include("verification.urls")),
        path("catatan-bukti/", EvidenceLogView.as_view(), name="evidence_log"),
        path(
            "catatan-bukti/hasil/",
            EvidenceLogView.as_view(results_only=True),
            name="evidence_log_results",
        ),
    ]


@hooks.register("construct_homepage_panels")
def queue_panel(request: HttpRequest, panels: list[Component]) -> None:
    if is_verifier(request.user):
        panels.append(QueuePanel(request))


@hooks.register("register_admin_menu_item")
def queue_menu_item() -> MenuItem:
    return QueueMenuItem(
        _("Verifikasi"),
        reverse("verification_queue:index"),
        name="verification",
        icon_name="tasks",
        order=50,
    )


@hooks.register("register_admin_menu_item")
def evidence_log_menu_item() -> MenuItem:
    return EvidenceLogMenuItem(
        _("Catatan bukti"),
        reverse("evidence_log"),
        name="evidence",
        icon_name="history",
        order=170,
    )


@hooks.register("register_page_header_buttons")
def evidence_log_button(page: Page, user, view_name: str, next_url=None):
    if issubclass(page.specific_class, (ProductPage, SupplierPage)):
        yield Button(
            _("Catatan bukti"),
            log_address(page),
            icon_name="history",
            priority=67,
        )


@hooks.register("before_edit_page")
def show_why_it_was_returned(request: HttpRequest, page: Page) -> None:
    """Show the verifier's reason above the form, not only in its history."""
    state = page.current_workflow_state
    if (
        request.method == "GET"
        and not is_autosave(request)
        and state is not None
        and state.status == WorkflowState.STATUS_NEEDS_CHANGES
    ):
        messages.warning(
            request,
            _("Dikembalikan oleh verifikator: %(reason)s")
            % {"reason": state.current_task_state.comment},
        )


@hooks.register("before_edit_page")
def show_who_handles_it(request: HttpRequest, page: Page) -> None:
    """Say why a verifier is offered no decision."""
    if request.method != "GET" or not is_verifier(request.user):
        return
    if name := other_claimant(page, request.user):
        messages.warning(
            request, _("Kiriman ini sedang ditangani %(name)s.") % {"name": name}
        )
