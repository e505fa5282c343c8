"""The screen on which the sale of a product's variants is restricted and released."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from certificates.reading import Reading
from domain.sale import RestrictionKind, RestrictionReason
from products.models import (
    ProductPage,
    ProductVariant,
    SaleRestriction,
    SaleRestrictionEntry,
)
from products.sale.forms import LiftForm, RestrictionForm
from products.sale.permissions import authority_of, may_lift
from products.sale.reading import read_restriction, reason_text
from products.sale.restricting import CannotRestrict, lift, restrict

MOST_ENTRIES = 50


@dataclass(frozen=True, slots=True)
class Standing:
    """A restriction with how it reads, and whether the user may lift it."""

    restriction: SaleRestriction
    reading: Reading
    is_liftable: bool


@dataclass(frozen=True, slots=True)
class SoldVariant:
    """A SKU with what stands over it; ``variant`` is None where the product no longer
    has it."""

    sku: str
    variant: ProductVariant | None
    standing: list[Standing]


class SaleView(WagtailAdminTemplateMixin, View):
    """What stands over each variant, a form to restrict, buttons to lift, and all that
    was done."""

    template_name = "products/admin/sale.html"
    page_title = gettext_lazy("Penjualan")
    header_icon = "pick"

    def dispatch(self, request: HttpRequest, product_id: int) -> HttpResponse:
        self.product = get_object_or_404(ProductPage, pk=product_id)
        self.authority = authority_of(request.user, self.product)
        if self.authority is None:
            raise PermissionDenied
        return super().dispatch(request, product_id)

    def get(self, request: HttpRequest, product_id: int) -> HttpResponse:
        return self.show(RestrictionForm(self.variants))

    def post(self, request: HttpRequest, product_id: int) -> HttpResponse:
        form = RestrictionForm(self.variants, request.POST)
        if not form.is_valid():
            return self.show(form, status=422)
        chosen = form.cleaned_data
        try:
            count = restrict(
                product_id,
                form.skus,
                kind=RestrictionKind(chosen["kind"]),
                reason=RestrictionReason(chosen["reason"]),
                note=chosen["note"],
                by=request.user,
            )
        except CannotRestrict as refusal:
            messages.error(request, str(refusal))
            return self.show(form, status=409)
        self.tell(
            ngettext(
                "Penjualan %(count)d varian dibatasi mulai sekarang.",
                "Penjualan %(count)d varian dibatasi mulai sekarang.",
                count,
            ),
            count,
        )
        return redirect(self.address)

    def tell(self, sentence: str, count: int) -> None:
        if count:
            messages.success(self.request, sentence % {"count": count})
        else:
            messages.info(self.request, _("Sudah demikian; tidak ada yang berubah."))

    def show(self, form: RestrictionForm, status: int = 200) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=status)

    @property
    def address(self) -> str:
        return reverse("product_sale", args=[self.product.pk])

    @cached_property
    def variants(self) -> list[ProductVariant]:
        return list(self.product.variants.all())

    def get_page_subtitle(self):
        return self.product.title

    def get_breadcrumbs_items(self):
        edited = reverse("wagtailadmin_pages:edit", args=[self.product.pk])
        return [
            *self.breadcrumbs_items,
            {"url": edited, "label": self.product.get_admin_display_title()},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs):
        entries = SaleRestrictionEntry.objects.with_people().filter(
            product_id=self.product.pk
        )
        sold = self.sold()
        return {
            **super().get_context_data(**kwargs),
            "product": self.product,
            "authority": self.authority,
            "address": self.address,
            "sold": sold,
            "liftable": [
                standing.restriction.pk
                for each in sold
                for standing in each.standing
                if standing.is_liftable
            ],
            "entries": [
                (entry, reason_text(entry.reason)) for entry in entries[:MOST_ENTRIES]
            ],
            "lift_url": reverse("product_sale_lift", args=[self.product.pk]),
        }

    def sold(self) -> list[SoldVariant]:
        """The product's variants, and SKUs that it no longer has and that are still
        restricted."""
        standing: dict[str, list[Standing]] = {}
        for each in self.product.sale_restrictions.select_related("product", "set_by"):
            reading = read_restriction(each.reason, each.since_day, each.kind)
            standing.setdefault(each.sku, []).append(
                Standing(each, reading, may_lift(self.request.user, each))
            )
        present = [
            SoldVariant(each.sku, each, standing.pop(each.sku, []))
            for each in self.variants
        ]
        return present + [
            SoldVariant(sku, None, found) for sku, found in standing.items()
        ]


class LiftView(SaleView):
    """Lifts the restrictions that are sent, and shows the screen again."""

    def get(self, request: HttpRequest, product_id: int) -> HttpResponse:
        """Where signing in again leads, for one."""
        return redirect(self.address)

    def post(self, request: HttpRequest, product_id: int) -> HttpResponse:
        form = LiftForm(request.POST)
        if not form.is_valid():
            for problem in form.errors["note"]:
                messages.error(request, f"{form['note'].label}: {problem}")
            return self.show(RestrictionForm(self.variants), status=422)
        sent = request.POST.getlist("restriction")
        keys = [int(each) for each in sent if each.isdecimal() and len(each) < 19]
        try:
            count = lift(
                product_id, keys, by=request.user, note=form.cleaned_data["note"]
            )
        except CannotRestrict as refusal:
            messages.error(request, str(refusal))
            return self.show(RestrictionForm(self.variants), status=403)
        self.tell(
            ngettext(
                "%(count)d pembatasan dicabut mulai sekarang.",
                "%(count)d pembatasan dicabut mulai sekarang.",
                count,
            ),
            count,
        )
        return redirect(self.address)
