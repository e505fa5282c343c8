"""The list of products an editor works from."""

from collections.abc import Sequence

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.ui.tables.pages import PageStatusColumn, PageTitleColumn
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.images.shortcuts import get_rendition_or_not_found

from certificates.cases import attach_cases_of
from certificates.kinds import STATUS_LABELS
from core.wording import rupiah
from domain.date_input import for_input
from domain.eligibility import evaluate
from products.editing.columns import columns, prepare_columns, register_column
from products.models import ProductPage, ProductPicture

THUMBNAIL = "fill-64x64"


def thumbnail(product: ProductPage) -> str:
    """A small picture of the product, or nothing."""
    picture = next(iter(product.pictures.all()), None)
    if picture is None:
        return ""
    return get_rendition_or_not_found(picture.image, THUMBNAIL).img_tag()


def licence_expiry(product: ProductPage) -> str:
    """Until when the leading licence is valid, and what that means today."""
    # Certificates are left out: their cases were not fetched.
    found = evaluate(product.authorisations.all(), (), timezone.localdate())
    licence = found.licence
    if licence is None:
        return _("belum ada")
    return format_html(
        "{} <small>{}</small>",
        for_input(licence.expires_on),
        STATUS_LABELS[found.licence_status],
    )


def lowest_price(product: ProductPage) -> str:
    """The price of the cheapest variant before PPN, or a dash."""
    prices = [each.price for each in product.variants.all() if each.price]
    return rupiah(min(prices)) if prices else "–"


def sale_state(product: ProductPage) -> str:
    """What restricts its sale, leading to where that is changed."""
    restricted = [
        each for each in product.variants.all() if each.sku in product.restrictions
    ]
    if not restricted:
        return "–"
    if product.is_withdrawn_wholly:
        label = _("ditarik")
    elif len(restricted) == len(product.variants.all()):
        label = _("tidak dapat dipesan")
    else:
        label = _("sebagian dibatasi")
    address = reverse("product_sale", args=[product.pk])
    return format_html('<a href="{}">{}</a>', address, label)


def attach_licence_cases(products: Sequence[ProductPage]) -> None:
    """Give the licences of these products what verifiers decided about them."""
    attach_cases_of(
        (product.supplier_path, licence)
        for product in products
        for licence in product.authorisations.all()
    )


register_column(Column("picture", label="", accessor=thumbnail, width="80px"), order=10)
register_column(
    PageTitleColumn("title", label=_("Nama"), sort_key="title", classname="title"),
    order=20,
)
register_column(
    Column("device_type", label=_("Jenis alat"), accessor="device_type"), order=30
)
register_column(
    PageStatusColumn("status", label=_("Status"), sort_key="live"), order=40
)
register_column(Column("sale", label=_("Penjualan"), accessor=sale_state), order=65)
register_column(
    Column("licence", label=_("Izin edar sampai"), accessor=licence_expiry),
    prepare=attach_licence_cases,
    order=50,
)
register_column(
    Column("price", label=_("Harga mulai"), accessor=lowest_price), order=70
)
register_column(
    DateColumn(
        "latest_revision_created_at",
        label=_("Diperbarui"),
        sort_key="latest_revision_created_at",
    ),
    order=80,
)


class ProductIndexView(IndexView):
    """A fixed number of queries however many products there are."""

    def get_base_queryset(self) -> QuerySet:
        pictures = ProductPicture.objects.select_related("image").prefetch_related(
            "image__renditions"
        )
        # The view fetches the pages as their own class, which drops select_related.
        return (
            super()
            .get_base_queryset()
            .prefetch_related(
                "device_type",
                "variants",
                "sale_restrictions",
                "authorisations__document",
                Prefetch("pictures", queryset=pictures),
            )
        )

    def get_table(self, object_list):
        prepare_columns(object_list)
        return super().get_table(object_list)


class ProductListingViewSet(PageListingViewSet):
    model = ProductPage
    index_view_class = ProductIndexView
    name = "products"
    url_prefix = "produk"
    icon = "tag"
    menu_label = _("Produk saya")
    menu_name = "products"
    menu_order = 150
    add_to_admin_menu = True

    def get_index_view_kwargs(self, **kwargs):
        return super().get_index_view_kwargs(**{"columns": columns(), **kwargs})


product_listing = ProductListingViewSet()
