from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from certificates.kinds import SUPPLIER_KINDS, CertificateKind
from certificates.models import Certificate
from core.findings import message
from domain.findings import Finding, InvalidInput
from domain.numbers.organisations import (
    business_licence_findings,
    normalise_business_licence,
)

BUSINESS_LICENCES = frozenset({CertificateKind.CPAKB, CertificateKind.CDAKB})
"""Numbers given by OSS: the supplier's NIB and a sequence."""


class SupplierCertificate(Certificate):
    """A certificate of the whole company or of one of its plants.

    CPAKB (good manufacturing) and CDAKB (good distribution practice) are granted by
    the health ministry through OSS (PMK 20/2017 and its successors).
    """

    page_field = "supplier"
    claim_fields = (
        "number",
        "issuer",
        "holder",
        "scope",
        "plant",
        "issued_on",
        "expires_on",
    )

    supplier = ParentalKey(
        "suppliers.SupplierPage", on_delete=models.CASCADE, related_name="certificates"
    )
    kind = models.CharField(_("jenis"), max_length=20, choices=SUPPLIER_KINDS)
    number = models.CharField(
        _("nomor"),
        max_length=80,
        help_text=_("CPAKB dan CDAKB: 20 angka, NIB dan nomor urutnya."),
    )
    issuer = models.CharField(_("penerbit"), max_length=200, blank=True)
    holder = models.CharField(_("pemegang"), max_length=200, blank=True)
    scope = models.TextField(
        _("ruang lingkup"),
        max_length=2000,
        blank=True,
        help_text=_("Kelompok produk, kelas, KBLI, seperti tercantum."),
    )
    plant = models.ForeignKey(
        "suppliers.Plant",
        verbose_name=_("pabrik atau lokasi"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Kosong berarti seluruh perusahaan."),
    )
    issued_on = models.DateField(_("tanggal terbit"), null=True, blank=True)
    expires_on = models.DateField(_("berlaku sampai"), null=True, blank=True)

    class Meta(Certificate.Meta):
        verbose_name = _("sertifikat perusahaan")
        verbose_name_plural = _("sertifikat perusahaan")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"

    @property
    def certificate_kind(self) -> CertificateKind:
        return CertificateKind(self.kind)

    @property
    def _has_business_licence_number(self) -> bool:
        return self.kind in BUSINESS_LICENCES and self.number != ""

    def clean(self):
        if self._has_business_licence_number:
            try:
                self.number = normalise_business_licence(self.number)
            except InvalidInput as error:
                raise ValidationError({"number": message(error)}) from error
        super().clean()

    def findings(self, today: date) -> list[Finding]:
        if not self._has_business_licence_number:
            return []
        return business_licence_findings(self.number, self.supplier.nib)
