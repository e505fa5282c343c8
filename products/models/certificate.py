from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from certificates.kinds import PRODUCT_KINDS, CertificateKind
from certificates.models import Certificate
from domain.findings import Finding
from domain.numbers.certificate_numbers import (
    halal_number_findings,
    number_findings,
    trademark_number_findings,
)

NUMBER_FINDINGS = {
    CertificateKind.HALAL: halal_number_findings,
    CertificateKind.TRADEMARK: trademark_number_findings,
}
"""What can be said of the numbers of kinds whose form is known."""


class ProductCertificate(Certificate):
    """Any further certificate that speaks for the product alone.

    What speaks for the whole company hangs on its supplier.
    """

    claim_fields = (
        "number",
        "issuer",
        "holder",
        "scope",
        "standard",
        "issued_on",
        "expires_on",
    )

    product = ParentalKey(
        "products.ProductPage", on_delete=models.CASCADE, related_name="certificates"
    )
    kind = models.CharField(_("jenis"), max_length=20, choices=PRODUCT_KINDS)
    number = models.CharField(_("nomor"), max_length=80)
    issuer = models.CharField(_("penerbit"), max_length=200, blank=True)
    holder = models.CharField(_("pemegang"), max_length=200, blank=True)
    scope = models.TextField(_("ruang lingkup"), max_length=2000, blank=True)
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

    class Meta(Certificate.Meta):
        verbose_name = _("sertifikat lain")
        verbose_name_plural = _("sertifikat lain")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"

    @property
    def certificate_kind(self) -> CertificateKind:
        return CertificateKind(self.kind)

    def findings(self, today: date) -> list[Finding]:
        return NUMBER_FINDINGS.get(self.kind, number_findings)(self.number)
