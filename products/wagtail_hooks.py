"""What the admin has for products."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.widgets.button import Button
from wagtail.models import Page, WorkflowState
from wagtail.snippets.models import register_snippet

from certificates.doubts import doubts_of
from certificates.language import language
from products.calibration.exchange import views as dcc_views
from products.desk.evidence_log import EvidenceLogView, log_address
from products.desk.home import DeskPanel
from products.desk.submissions import other_claimant
from products.desk.workflow_views import tell_outcome, verified_pages
from products.device_types.admin import DeviceTypeViewSet
from products.editing.listing import product_listing
from products.editing.menu import (
    DeskMenuItem,
    EvidenceLogMenuItem,
    LkppListingsMenuItem,
    ReadinessMenuItem,
)
from products.editing.views import attribute_fields
from products.lkpp_listings.views import LkppListingView
from products.models import ProductPage
from products.readiness.report import ReadinessReportView
from products.specification.attributes import warnings
from suppliers.access import is_verifier
from suppliers.models import SupplierPage

LAST = 100
"""Order of a hook whose response keeps the others from being asked."""

register_snippet(DeviceTypeViewSet)


@hooks.register("register_admin_viewset")
def register_product_listing():
    return [product_listing, *verified_pages]


@hooks.register("register_admin_urls")
def register_admin_urls():
    return [
        path("produk/atribut/", attribute_fields, name="product_attribute_fields"),
        path("produk/<int:product_id>/dcc/", dcc_views.upload, name="product_dcc"),
        path(
            "produk/<int:product_id>/dcc/<int:document_id>/",
            dcc_views.confirm,
            name="product_dcc_confirm",
        ),
        path("verifikasi/", include("products.desk.urls")),
        path("catatan-bukti/", EvidenceLogView.as_view(), name="evidence_log"),
        path(
            "catatan-bukti/hasil/",
            EvidenceLogView.as_view(results_only=True),
            name="evidence_log_results",
        ),
        path("kesiapan/", ReadinessReportView.as_view(), name="readiness"),
        path(
            "kesiapan/hasil/",
            ReadinessReportView.as_view(results_only=True),
            name="readiness_results",
        ),
        path("nomor-lkpp/", LkppListingView.as_view(), name="lkpp_listings"),
    ]


@hooks.register("construct_homepage_panels")
def desk_panel(request: HttpRequest, panels: list[Component]) -> None:
    if is_verifier(request.user):
        panels.append(DeskPanel(request))


@hooks.register("register_admin_menu_item")
def desk_menu_item() -> MenuItem:
    return DeskMenuItem(
        _("Verifikasi"),
        reverse("desk:index"),
        name="desk",
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


@hooks.register("register_admin_menu_item")
def readiness_menu_item() -> MenuItem:
    return ReadinessMenuItem(
        _("Kesiapan e-Katalog"),
        reverse("readiness"),
        name="readiness",
        icon_name="circle-check",
        order=165,
    )


@hooks.register("register_settings_menu_item")
def lkpp_listings_menu_item() -> MenuItem:
    return LkppListingsMenuItem(
        _("Nomor dari LKPP"),
        reverse("lkpp_listings"),
        name="lkpp-listings",
        icon_name="download",
        order=610,
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


@hooks.register("insert_global_admin_css")
def listing_styles() -> str:
    return format_html(
        '<link rel="stylesheet" href="{}">', static("products/admin/listing.css")
    )


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def tell_doubts(request: HttpRequest, page: Page) -> None:
    """Name the values that are unlikely; they are saved all the same."""
    if _is_autosave(request):
        return
    if isinstance(page, ProductPage):
        for doubt in _attribute_doubts(page):
            messages.warning(request, doubt)
    for doubt in doubts_of(page, timezone.localdate(), language()):
        messages.warning(request, doubt)


def _attribute_doubts(page: ProductPage) -> Iterator[str]:
    definitions = page.device_type.definitions
    labels = {each.key: each.label(language()) for each in definitions}
    for key, doubts in warnings(definitions, page.attributes).items():
        for doubt in doubts:
            yield f"{labels[key]}: {doubt.text(language())}"


@hooks.register("before_edit_page")
def tell_why_it_was_returned(request: HttpRequest, page: Page) -> None:
    """Show the verifier's reason above the form, not only in its history."""
    state = page.current_workflow_state
    if (
        request.method == "GET"
        and not _is_autosave(request)
        and state is not None
        and state.status == WorkflowState.STATUS_NEEDS_CHANGES
    ):
        messages.warning(
            request,
            _("Dikembalikan oleh verifikator: %(reason)s")
            % {"reason": state.current_task_state.comment},
        )


@hooks.register("before_edit_page")
def tell_who_is_at_it(request: HttpRequest, page: Page) -> None:
    """Say why a verifier is offered no decision."""
    if request.method != "GET" or not is_verifier(request.user):
        return
    if name := other_claimant(page, request.user):
        messages.warning(
            request, _("Kiriman ini sedang ditangani %(name)s.") % {"name": name}
        )


@hooks.register("after_edit_page")
def tell_what_became_of_decision(request: HttpRequest, page: Page) -> None:
    """Say what a decision did that came along with the edit form."""
    if request.POST.get("action-workflow-action"):
        tell_outcome(request, page, request.POST.get("workflow-action-name", ""))


@hooks.register("after_create_page", order=LAST)
@hooks.register("after_edit_page", order=LAST)
def return_to_own_products(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Whoever submitted a product goes on with the next one."""
    submitted = request.POST.get("action-submit") and page.workflow_in_progress
    if isinstance(page, ProductPage) and submitted and not request.GET.get("next"):
        return redirect("products:index")
    return None


def _is_autosave(request: HttpRequest) -> bool:
    return "application/json" in request.headers.get("accept", "")
