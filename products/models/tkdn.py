from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from suppliers.models.periods import DatedMixin
from suppliers.validity import Validity


class TkdnMethod(models.TextChoices):
    """Regulation by which the local content was computed. The first two are both
    in force and the maker may choose (Permenperin 35/2025 articles 71 to 73)."""

    PERMENPERIN_35_2025 = "35/2025", _("Permenperin 35/2025")
    PERMENPERIN_31_2022 = "31/2022", _("Permenperin 31/2022 (alkes)")
    OLDER = "older", _("Peraturan sebelumnya")


class TkdnCertificate(DatedMixin, Orderable):
    """Certificate of local content (TKDN) and company benefit weight (BMP).

    Both are percentages; each has a last day of its own (Permenperin 35/2025
    article 45).
    """

    expires_field = "tkdn_expires_on"

    product = ParentalKey(
        "products.ProductPage",
        on_delete=models.CASCADE,
        related_name="tkdn_certificates",
    )
    number = models.CharField(
        _("nomor sertifikat"),
        max_length=80,
        help_text=_("Misalnya 8110/SJ-IND.8/TKDN/9/2023."),
    )
    method = models.CharField(
        _("dasar perhitungan"),
        max_length=10,
        choices=TkdnMethod.choices,
        default=TkdnMethod.PERMENPERIN_35_2025,
    )
    holder = models.CharField(_("pemegang"), max_length=200, blank=True)
    tkdn = models.DecimalField(
        _("nilai TKDN (%)"),
        max_digits=5,
        decimal_places=2,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    bmp = models.DecimalField(
        _("nilai BMP (%)"),
        max_digits=4,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(15)],
        help_text=_("Paling tinggi 15 (Permenperin 35/2025 pasal 21)."),
    )
    issued_on = models.DateField(_("tanggal terbit"))
    tkdn_expires_on = models.DateField(_("TKDN berlaku sampai"))
    bmp_expires_on = models.DateField(_("BMP berlaku sampai"), null=True, blank=True)
    document = models.ForeignKey(
        "suppliers.CatalogueDocument",
        verbose_name=_("dokumen"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta(Orderable.Meta):
        verbose_name = _("sertifikat TKDN")
        verbose_name_plural = _("sertifikat TKDN")

    def __str__(self) -> str:
        return self.number

    @property
    def bmp_validity(self) -> Validity:
        return Validity(self.issued_on, self.bmp_expires_on)

    def bmp_on(self, on: date | None = None):
        """The BMP in percent if it holds on the day, otherwise None."""
        holds = self.bmp is not None and self.bmp_validity.holds(
            on or timezone.localdate()
        )
        return self.bmp if holds else None

    def clean(self):
        super().clean()
        if self.bmp is not None and self.bmp_expires_on is None:
            raise ValidationError(
                {"bmp_expires_on": _("Tulis sampai kapan nilai BMP berlaku.")}
            )
