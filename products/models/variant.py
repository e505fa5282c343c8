from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from core.fields import NormalisedCharField, RupiahField
from domain.numbers.product_codes import normalise_gtin, normalise_kfa_code
from domain.prices import PPN_RATES
from domain.validity import Validity
from products.choices import unit_choices

TAKEN_BY_ANOTHER = _("SKU ini sudah dipakai pada produk pemasok lain.")
"""Says no more, as the product may not be published yet."""


class ProductVariant(Orderable):
    """What is ordered: one size or make-up of a product, with its price.

    ``price`` is in whole rupiah before PPN. The SKU is the key by which LKPP knows
    the variant, hence unique in the whole catalogue.
    """

    product = ParentalKey(
        "products.ProductPage", on_delete=models.CASCADE, related_name="variants"
    )
    sku = models.CharField(
        _("SKU"),
        max_length=60,
        unique=True,
        validators=[
            RegexValidator(
                r"^[A-Za-z0-9][A-Za-z0-9 ._/-]*$",
                _("Pakai huruf, angka, spasi, titik, garis miring atau strip."),
            )
        ],
        error_messages={
            "unique": _("SKU ini sudah dipakai. Tiap varian perlu SKU sendiri.")
        },
    )
    label = models.CharField(
        _("varian"),
        max_length=80,
        blank=True,
        help_text=_("Ukuran atau isi, misalnya M atau 3 mL. Kosong bila satu saja."),
    )
    label_en = models.CharField(
        _("varian (Inggris)"),
        max_length=80,
        blank=True,
        help_text=_("Kosong bila sama, misalnya M atau 3 mL."),
    )
    price = RupiahField(
        _("harga (Rp)"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Rupiah penuh, sebelum PPN."),
    )
    ppn_percent = models.PositiveSmallIntegerField(
        _("PPN (%)"), choices=[(rate, f"{rate} %") for rate in PPN_RATES], default=12
    )
    price_valid_until = models.DateField(
        _("harga berlaku sampai"), null=True, blank=True
    )
    unit = models.CharField(
        _("satuan"), max_length=30, choices=unit_choices, default="Unit"
    )
    stock = models.PositiveIntegerField(_("stok"), default=0)
    minimum_order = models.PositiveIntegerField(
        _("pembelian minimum"), default=1, validators=[MinValueValidator(1)]
    )
    gtin = NormalisedCharField(
        _("GTIN"),
        max_length=20,
        blank=True,
        normalise=normalise_gtin,
    )
    kfa_code = NormalisedCharField(
        _("kode KFA"),
        max_length=12,
        blank=True,
        normalise=normalise_kfa_code,
        help_text=_("Delapan angka dari Kamus Farmasi dan Alat Kesehatan."),
    )

    class Meta(Orderable.Meta):
        verbose_name = _("varian")
        verbose_name_plural = _("varian")

    supplier_path: str | None = None
    """Where in the tree the product's supplier is, where a form knows it."""

    def unique_error_message(self, model_class, unique_check):
        if unique_check == ("sku",) and self.supplier_path:
            holders = type(self).objects.select_related("product").filter(sku=self.sku)
            others = {each.product.supplier_path for each in holders}
            if others - {self.supplier_path}:
                return ValidationError(TAKEN_BY_ANOTHER, code="unique")
        return super().unique_error_message(model_class, unique_check)

    def __str__(self) -> str:
        return f"{self.sku} {self.label}".strip()

    @property
    def price_validity(self) -> Validity:
        """For how long the price is offered."""
        return Validity(None, self.price_valid_until)
