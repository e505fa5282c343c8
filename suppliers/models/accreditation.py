from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from suppliers import identifiers
from suppliers.fields import NormalisedCharField
from suppliers.models.periods import DatedMixin


class Accreditation(DatedMixin, Orderable):
    """Accreditation by KAN under SNI ISO/IEC 17025 or 17065.

    The number says what was accredited: ``LK`` calibration, ``LP`` testing,
    ``LSPr`` product certification.
    """

    supplier = ParentalKey(
        "suppliers.SupplierPage",
        on_delete=models.CASCADE,
        related_name="accreditations",
    )
    number = NormalisedCharField(
        _("nomor akreditasi KAN"),
        max_length=20,
        normalise=identifiers.normalise_accreditation_number,
        help_text=_("Misalnya LK-285-IDN atau LP-1290-IDN."),
    )
    scope = models.TextField(
        _("ruang lingkup"),
        max_length=2000,
        help_text=_("Besaran, alat, rentang dan CMC, satu per baris."),
    )
    issued_on = models.DateField(_("tanggal terbit"), null=True, blank=True)
    expires_on = models.DateField(_("berlaku sampai"), null=True, blank=True)
    document = models.ForeignKey(
        "suppliers.CatalogueDocument",
        verbose_name=_("sertifikat"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta(Orderable.Meta):
        verbose_name = _("akreditasi")
        verbose_name_plural = _("akreditasi")

    def __str__(self) -> str:
        return self.number
