from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from suppliers.models.periods import DatedMixin


class CertificateKind(models.TextChoices):
    ISO_13485 = "iso_13485", _("ISO 13485")
    CPAKB = "cpakb", _("CPAKB")
    SNI = "sni", _("SPPT SNI")
    TEST_REPORT = "test_report", _("Laporan uji produk")
    HALAL = "halal", _("Halal")
    TRADEMARK = "trademark", _("Sertifikat merek")
    OTHER = "other", _("Lainnya")


class ProductCertificate(DatedMixin, Orderable):
    """Any further certificate that speaks for the product."""

    product = ParentalKey(
        "products.ProductPage", on_delete=models.CASCADE, related_name="certificates"
    )
    kind = models.CharField(_("jenis"), max_length=20, choices=CertificateKind.choices)
    number = models.CharField(_("nomor"), max_length=80)
    issuer = models.CharField(_("penerbit"), max_length=200, blank=True)
    standard = models.CharField(
        _("standar"),
        max_length=120,
        blank=True,
        help_text=_("Misalnya IEC 60601-1:2005+AMD1:2012."),
    )
    issued_on = models.DateField(_("tanggal terbit"), null=True, blank=True)
    expires_on = models.DateField(
        _("berlaku sampai"),
        null=True,
        blank=True,
        help_text=_("Kosongkan bila tidak berbatas waktu."),
    )
    document = models.ForeignKey(
        "suppliers.CatalogueDocument",
        verbose_name=_("dokumen"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta(Orderable.Meta):
        verbose_name = _("sertifikat lain")
        verbose_name_plural = _("sertifikat lain")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"
