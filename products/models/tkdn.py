from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from certificates.kinds import CaseState, CertificateKind, choices_of
from certificates.models import Certificate
from core.fields import NormalisedCharField
from domain.findings import Finding
from domain.numbers.holders import holder_findings
from domain.numbers.organisations import normalise_kbli
from domain.numbers.product_codes import normalise_hs_code
from domain.numbers.tkdn import (
    HIGHEST_BMP,
    HIGHEST_TKDN,
    Goods,
    tkdn_findings,
    tkdn_term_findings,
)
from domain.validity import Status, Validity

MINISTRY_OF_INDUSTRY = _("Kementerian Perindustrian RI")


class TkdnMethod(models.TextChoices):
    """Regulation by which the local content was computed. The first two are both
    in force and the maker may choose (Permenperin 35/2025 articles 71 to 73)."""

    PERMENPERIN_35_2025 = "35/2025", _("Permenperin 35/2025")
    PERMENPERIN_31_2022 = "31/2022", _("Permenperin 31/2022 (alkes)")
    OLDER = "older", _("Peraturan sebelumnya")


class TkdnCertificate(Certificate):
    """Certificate of local content (TKDN) and company benefit weight (BMP).

    Both are percentages; each has a last day of its own (Permenperin 35/2025
    article 45). The fields from ``plant`` to ``brand`` are the certificate's own
    (article 44) and need not be those of the product.
    """

    expires_field = "tkdn_expires_on"
    claim_fields = (
        "number",
        "method",
        "holder",
        "self_declared",
        "tkdn",
        "bmp",
        "issued_on",
        "tkdn_expires_on",
        "bmp_expires_on",
        "register_state",
        "plant",
        "kbli_code",
        "hs_code",
        "type_name",
        "specification",
        "brand",
        "report_number",
    )
    certificate_kind = CertificateKind.TKDN
    issuer_name = MINISTRY_OF_INDUSTRY

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
    self_declared = models.BooleanField(
        _("pernyataan sendiri industri kecil"),
        default=False,
        help_text=_("Permenperin 35/2025 pasal 26 dan 40 sampai 43."),
    )
    tkdn = models.DecimalField(
        _("nilai TKDN (%)"),
        max_digits=5,
        decimal_places=2,
        validators=[MinValueValidator(0), MaxValueValidator(HIGHEST_TKDN)],
    )
    bmp = models.DecimalField(
        _("nilai BMP (%)"),
        max_digits=4,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(HIGHEST_BMP)],
        help_text=_("Paling tinggi 15 (Permenperin 35/2025 pasal 21)."),
    )
    issued_on = models.DateField(_("tanggal terbit"))
    tkdn_expires_on = models.DateField(_("TKDN berlaku sampai"))
    bmp_expires_on = models.DateField(_("BMP berlaku sampai"), null=True, blank=True)
    register_state = models.CharField(
        _("keadaan pada daftar Kemenperin"),
        max_length=10,
        blank=True,
        choices=choices_of(CaseState.FROZEN, CaseState.REVOKED, CaseState.REPLACED),
        help_text=_("Kosongkan selama sertifikat berlaku."),
    )
    plant = models.CharField(_("alamat pabrik"), max_length=500, blank=True)
    kbli_code = NormalisedCharField(
        _("bidang usaha (KBLI)"), max_length=10, blank=True, normalise=normalise_kbli
    )
    hs_code = NormalisedCharField(
        _("kode HS"),
        max_length=12,
        blank=True,
        normalise=normalise_hs_code,
    )
    type_name = models.CharField(_("tipe"), max_length=500, blank=True)
    specification = models.TextField(_("spesifikasi"), max_length=4000, blank=True)
    brand = models.CharField(_("merek"), max_length=100, blank=True)
    report_number = models.CharField(
        _("nomor laporan verifikasi"), max_length=100, blank=True
    )

    class Meta(Certificate.Meta):
        verbose_name = _("sertifikat TKDN")
        verbose_name_plural = _("sertifikat TKDN")

    def __str__(self) -> str:
        return self.number

    @property
    def overruled(self) -> Status | None:
        """A verifier's finding, or what the maker says of the ministry's register."""
        stated = Status(self.register_state) if self.register_state else None
        return super().overruled or stated

    @property
    def bmp_validity(self) -> Validity:
        return Validity(self.issued_on, self.bmp_expires_on, self.overruled)

    def clean(self):
        super().clean()
        if self.bmp is not None and self.bmp_expires_on is None:
            raise ValidationError(
                {"bmp_expires_on": _("Tulis sampai kapan nilai BMP berlaku.")}
            )

    def findings(self, today: date) -> list[Finding]:
        declared = Goods(self.brand, self.type_name, self.hs_code)
        product = Goods(
            self.product.brand, self.product.model_name, self.product.hs_code
        )
        return [
            *tkdn_findings(
                self.number,
                tkdn=self.tkdn,
                bmp=self.bmp,
                issued_on=self.issued_on,
                declared=declared,
                product=product,
                today=today,
            ),
            *tkdn_term_findings(
                self.method, self.issued_on, self.tkdn_expires_on, self.bmp_expires_on
            ),
        ]

    def findings_beside_page(self) -> list[Finding]:
        """Warnings where the certificate is about another company than the supplier."""
        if not self.product.is_placed:
            return []
        supplier = self.product.supplier
        return holder_findings(
            self.holder, self.kbli_code, supplier.legal_name, supplier.kbli_codes
        )
