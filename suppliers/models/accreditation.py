from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from certificates.kinds import CertificateKind
from certificates.models import Certificate
from core.fields import NormalisedCharField
from domain.numbers.organisations import normalise_accreditation_number

KAN = "Komite Akreditasi Nasional (KAN)"


class Accreditation(Certificate):
    """Accreditation by KAN under SNI ISO/IEC 17025 or 17065.

    The number says what was accredited: ``LK`` calibration, ``LP`` testing,
    ``LSPr`` product certification.
    """

    page_field = "supplier"
    claim_fields = ("number", "scope", "issued_on", "expires_on")
    certificate_kind = CertificateKind.ACCREDITATION
    issuer_name = KAN

    supplier = ParentalKey(
        "suppliers.SupplierPage",
        on_delete=models.CASCADE,
        related_name="accreditations",
    )
    number = NormalisedCharField(
        _("nomor akreditasi KAN"),
        max_length=20,
        normalise=normalise_accreditation_number,
        help_text=_("Misalnya LK-285-IDN atau LP-1290-IDN."),
    )
    scope = models.TextField(
        _("ruang lingkup"),
        max_length=2000,
        help_text=_("Besaran, alat, rentang dan CMC, satu per baris."),
    )
    issued_on = models.DateField(_("tanggal terbit"), null=True, blank=True)
    expires_on = models.DateField(_("berlaku sampai"), null=True, blank=True)

    class Meta(Certificate.Meta):
        verbose_name = _("akreditasi")
        verbose_name_plural = _("akreditasi")

    def __str__(self) -> str:
        return self.number
