"""The list of products an editor works from."""

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

from certificates.kinds import STATUS_LABELS
from domain.numerals import format_number
from lkpp.readiness.judging import State
from lkpp.readiness.lookup import judge
from lkpp.readiness.panel import STATE_LABELS
from products.models import ProductPage, ProductPicture
from products.querysets import READINESS

THUMBNAIL = "fill-64x64"


def thumbnail(product: ProductPage) -> str:
    """A small picture of the product, or nothing."""
    picture = next(iter(product.pictures.all()), None)
    if picture is None:
        return ""
    return get_rendition_or_not_found(picture.image, THUMBNAIL).img_tag()


def licence_expiry(product: ProductPage) -> str:
    """Until when the licence that lasts longest is valid, and what that means today."""
    licence = max(
        product.authorisations.all(), key=lambda each: each.expires_on, default=None
    )
    if licence is None:
        return _("belum ada")
    return format_html(
        "{} <small>{}</small>",
        licence.expires_on.strftime("%d-%m-%Y"),
        STATUS_LABELS[licence.status()],
    )


def lowest_price(product: ProductPage) -> str:
    """The price of the cheapest variant before PPN, or a dash."""
    prices = [each.price for each in product.variants.all() if each.price]
    return f"Rp {format_number(min(prices))}" if prices else "–"


def lkpp_state(product: ProductPage) -> str:
    """Whether it could be exported to LKPP, leading to what it lacks."""
    found = product.readiness
    if found.state == State.READY:
        return STATE_LABELS[found.state]
    edited = reverse("wagtailadmin_pages:edit", args=[product.pk])
    label = STATE_LABELS[found.state]
    if found.state == State.PARTLY:
        label = f"{label} ({found.ready_count}/{len(found.variants)})"
    return format_html('<a href="{}#readiness">{}</a>', edited, label)


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
            .prefetch_related(*READINESS, Prefetch("pictures", queryset=pictures))
        )

    def get_table(self, object_list):
        judged = judge(object_list, timezone.localdate())
        for product in object_list:
            product.readiness = judged[product.pk]
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
    columns = [
        Column("picture", label="", accessor=thumbnail, width="80px"),
        PageTitleColumn("title", label=_("Nama"), sort_key="title", classname="title"),
        Column("device_type", label=_("Jenis alat"), accessor="device_type"),
        PageStatusColumn("status", label=_("Status"), sort_key="live"),
        Column("licence", label=_("Izin edar sampai"), accessor=licence_expiry),
        Column("lkpp", label=_("e-Katalog"), accessor=lkpp_state),
        Column("price", label=_("Harga mulai"), accessor=lowest_price),
        DateColumn(
            "latest_revision_created_at",
            label=_("Diperbarui"),
            sort_key="latest_revision_created_at",
        ),
    ]


product_listing = ProductListingViewSet()
