"""What the admin has for products."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import path
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page, WorkflowState
from wagtail.snippets.models import register_snippet

from products.admin_views import attribute_fields
from products.attribute_fields import language
from products.attributes import warnings
from products.device_type_admin import DeviceTypeViewSet
from products.listing import product_listing
from products.models import ProductPage
from products.verification_views import tell_outcome, verified_pages

LAST = 100
"""Order of a hook whose response keeps the others from being asked."""

register_snippet(DeviceTypeViewSet)


@hooks.register("register_admin_viewset")
def register_product_listing():
    return [product_listing, *verified_pages]


@hooks.register("register_admin_urls")
def register_admin_urls():
    return [path("produk/atribut/", attribute_fields, name="product_attribute_fields")]


@hooks.register("insert_global_admin_css")
def listing_styles() -> str:
    return format_html(
        '<link rel="stylesheet" href="{}">', static("products/admin/listing.css")
    )


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def tell_doubts(request: HttpRequest, page: Page) -> None:
    """Name the values that are unlikely; they are saved all the same."""
    if not isinstance(page, ProductPage) or _is_autosave(request):
        return
    definitions = page.device_type.definitions
    labels = {each.key: each.label(language()) for each in definitions}
    for key, doubts in warnings(definitions, page.attributes).items():
        for doubt in doubts:
            messages.warning(request, f"{labels[key]}: {doubt.text(language())}")


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
