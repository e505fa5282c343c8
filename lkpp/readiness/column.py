"""Readiness in the list of products that an editor works from."""

from collections.abc import Sequence

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from lkpp.readiness.assessment import State
from lkpp.readiness.fixes import STATE_LABELS
from lkpp.readiness.lookup import READINESS, assess_products
from products.models import ProductPage


def assess_listed(products: Sequence[ProductPage]) -> None:
    """Give each product its ``readiness``, in a fixed number of queries."""
    prefetch_related_objects(products, *READINESS)
    assessed = assess_products(products, timezone.localdate())
    for product in products:
        product.readiness = assessed[product.pk]


def state_with_link(product: ProductPage) -> str:
    """Whether it could be exported to LKPP, leading to what it lacks."""
    found = product.readiness
    if found.state == State.READY:
        return STATE_LABELS[found.state]
    edited = reverse("wagtailadmin_pages:edit", args=[product.pk])
    label = STATE_LABELS[found.state]
    if found.state == State.PARTLY:
        label = f"{label} ({found.ready_count}/{len(found.variants)})"
    return format_html('<a href="{}#readiness">{}</a>', edited, label)


readiness_column = Column("lkpp", label=_("e-Katalog"), accessor=state_with_link)
