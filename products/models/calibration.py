from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from suppliers.models.periods import DatedMixin


class CalibrationResult(models.TextChoices):
    FIT = "fit", _("Laik pakai")
    UNFIT = "unfit", _("Tidak laik pakai")
    CONDITIONAL = "conditional", _("Bersyarat")


class CalibrationRecord(DatedMixin, Orderable):
    """A calibration of one unit of the product, known by its serial number.

    On a maker's page it is a sample: it speaks for the model, not for the unit a
    hospital will receive.
    """

    starts_field = "performed_on"
    expires_field = "due_on"

    product = ParentalKey(
        "products.ProductPage",
        on_delete=models.CASCADE,
        related_name="calibration_records",
    )
    certificate_number = models.CharField(_("nomor sertifikat"), max_length=80)
    laboratory = models.ForeignKey(
        "suppliers.SupplierPage",
        verbose_name=_("laboratorium dalam katalog"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        limit_choices_to={"kind": "calibration_laboratory", "live": True},
    )
    laboratory_name = models.CharField(
        _("laboratorium lain"),
        max_length=200,
        blank=True,
        help_text=_("Bila laboratoriumnya belum ada dalam katalog."),
    )
    unit_serial = models.CharField(_("nomor seri unit"), max_length=80)
    performed_on = models.DateField(_("tanggal kalibrasi"))
    issued_on = models.DateField(_("tanggal terbit"))
    due_on = models.DateField(
        _("kalibrasi ulang"),
        help_text=_("Setahun sesudah kalibrasi (PMK 54/2015 pasal 8)."),
    )
    result = models.CharField(
        _("hasil"),
        max_length=12,
        choices=CalibrationResult.choices,
        default=CalibrationResult.FIT,
    )
    document = models.ForeignKey(
        "suppliers.CatalogueDocument",
        verbose_name=_("sertifikat"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta(Orderable.Meta):
        verbose_name = _("kalibrasi")
        verbose_name_plural = _("kalibrasi")

    def __str__(self) -> str:
        return self.certificate_number

    @property
    def laboratory_title(self) -> str:
        return self.laboratory.title if self.laboratory else self.laboratory_name

    def clean(self):
        super().clean()
        errors = {}
        if not self.laboratory and not self.laboratory_name:
            errors["laboratory_name"] = _("Tulis laboratorium yang mengkalibrasi.")
        if self.issued_on and self.performed_on and self.issued_on < self.performed_on:
            errors["issued_on"] = _("Tidak boleh sebelum tanggal kalibrasi.")
        if errors:
            raise ValidationError(errors)
