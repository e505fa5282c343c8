from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from products.choices import LicenceGroup, RiskClass
from products.licences import LicenceNumber, parse_licence_number
from suppliers.fields import NormalisedCharField
from suppliers.models.periods import DatedMixin


def normalise_licence_number(text: str) -> str:
    return parse_licence_number(text).canonical


class MarketingAuthorisation(DatedMixin, Orderable):
    """A licence (nomor izin edar) under which the product may be sold.

    A product may have several; the first of them is the primary one.
    """

    product = ParentalKey(
        "products.ProductPage", on_delete=models.CASCADE, related_name="authorisations"
    )
    number = NormalisedCharField(
        _("nomor izin edar"),
        max_length=60,
        normalise=normalise_licence_number,
        help_text=_("Misalnya KEMENKES RI AKD 20903022671."),
    )
    risk_class = models.CharField(
        _("kelas risiko"), max_length=1, choices=RiskClass.choices
    )
    licence_group = models.CharField(
        _("kelompok"), max_length=4, choices=LicenceGroup.choices, blank=True
    )
    registrar = models.CharField(_("pendaftar"), max_length=200, blank=True)
    factory = models.CharField(_("pabrik"), max_length=200, blank=True)
    issued_on = models.DateField(_("tanggal terbit"))
    expires_on = models.DateField(_("berlaku sampai"))
    document = models.ForeignKey(
        "suppliers.CatalogueDocument",
        verbose_name=_("dokumen"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta(Orderable.Meta):
        verbose_name = _("izin edar")
        verbose_name_plural = _("izin edar")

    def __str__(self) -> str:
        return self.number

    @property
    def parsed(self) -> LicenceNumber:
        return parse_licence_number(self.number)
