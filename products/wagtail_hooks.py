"""What the admin has for products."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button
from wagtail.models import Page, WorkflowState
from wagtail.snippets.models import register_snippet

from core.admin_addresses import may_use_file, may_work_on_page, open_address
from core.autosave import is_autosave
from core.findings import text
from core.language import in_language
from core.models import CatalogueDocument
from domain.attributes.validation import warnings
from domain.numbers.product_codes import tariff_code_findings
from products.calibration.exchange import views as dcc_views
from products.device_types.admin import DeviceTypeViewSet
from products.editing.device_type_choice import device_types
from products.editing.listing import product_listing
from products.editing.views import attribute_fields
from products.models import ProductPage
from products.price_doubts import price_warnings
from products.sale.views import LiftView, SaleView
from suppliers.menu import EVERYONE, show_in_menu

LAST = 100
"""Order of a hook whose response keeps the others from being asked."""

register_snippet(DeviceTypeViewSet)
show_in_menu("products", *EVERYONE)
open_address("products:index", "products:index_results", "products:choose_parent")
open_address("product_attribute_fields", "product_device_types")
open_address("product_dcc", product_id=may_work_on_page)
open_address("product_sale", "product_sale_lift", product_id=may_work_on_page)
open_address(
    "product_dcc_confirm",
    product_id=may_work_on_page,
    document_id=may_use_file(CatalogueDocument),
)


@hooks.register("register_admin_viewset")
def register_product_listing():
    return product_listing


@hooks.register("register_admin_urls")
def register_admin_urls():
    return [
        path("produk/atribut/", attribute_fields, name="product_attribute_fields"),
        path("produk/jenis/", device_types, name="product_device_types"),
        path("produk/<int:product_id>/dcc/", dcc_views.upload, name="product_dcc"),
        path(
            "produk/<int:product_id>/dcc/<int:document_id>/",
            dcc_views.confirm,
            name="product_dcc_confirm",
        ),
        path(
            "produk/<int:product_id>/penjualan/",
            SaleView.as_view(),
            name="product_sale",
        ),
        path(
            "produk/<int:product_id>/penjualan/cabut/",
            LiftView.as_view(),
            name="product_sale_lift",
        ),
    ]


@hooks.register("register_page_header_buttons")
def sale_button(page: Page, user, view_name: str, next_url=None):
    if issubclass(page.specific_class, ProductPage):
        yield Button(
            _("Penjualan"),
            reverse("product_sale", args=[page.pk]),
            icon_name="pick",
            priority=66,
        )


@hooks.register("insert_global_admin_css")
def listing_styles() -> str:
    return format_html(
        '<link rel="stylesheet" href="{}">', static("products/admin/listing.css")
    )


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def tell_warnings(request: HttpRequest, page: Page) -> None:
    """Name the values and prices that are unlikely; they are saved all the same."""
    if isinstance(page, ProductPage) and not is_autosave(request):
        for warning in (
            *_attribute_warnings(page),
            *price_warnings(page),
            *map(text, tariff_code_findings(page.hs_code)),
        ):
            messages.warning(request, warning)


def _attribute_warnings(page: ProductPage) -> Iterator[str]:
    definitions = page.device_type.definitions
    labels = {each.key: in_language(each, "label") for each in definitions}
    for key, found in warnings(definitions, page.attributes).items():
        for finding in found:
            yield f"{labels[key]}: {text(finding)}"


@hooks.register("after_create_page", order=LAST)
@hooks.register("after_edit_page", order=LAST)
def return_to_own_products(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Whoever submitted a product goes on with the next one."""
    submitted = request.POST.get("action-submit") and _waits_for_verification(page)
    if isinstance(page, ProductPage) and submitted and not request.GET.get("next"):
        return redirect("products:index")
    return None


def _waits_for_verification(page: Page) -> bool:
    """Asked anew: the page knows what was so when the request began."""
    return page.workflow_states.filter(status=WorkflowState.STATUS_IN_PROGRESS).exists()
