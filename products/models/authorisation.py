from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from certificates.kinds import CertificateKind
from certificates.models import Certificate
from core.fields import NormalisedCharField
from domain.findings import Finding, InvalidInput
from domain.numbers.holders import licence_party_findings
from domain.numbers.licence_findings import licence_findings
from domain.numbers.licences import LicenceNumber, parse_licence_number
from products.choices import DomesticShare, LicenceGroup, RiskClass

MINISTRY_OF_HEALTH = _("Kementerian Kesehatan RI")


def normalise_licence_number(text: str) -> str:
    return parse_licence_number(text).canonical


class MarketingAuthorisation(Certificate):
    """A licence (nomor izin edar) under which the product may be sold.

    A product may have several; the first valid one is the leading one. The same
    number stands on every product it covers.
    """

    claim_fields = (
        "number",
        "risk_class",
        "licence_group",
        "registrar",
        "factory",
        "scope",
        "issued_on",
        "expires_on",
    )
    certificate_kind = CertificateKind.LICENCE
    issuer_name = MINISTRY_OF_HEALTH

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
    scope = models.TextField(
        _("nama dan tipe pada izin edar"),
        max_length=2000,
        blank=True,
        help_text=_("Seperti tercantum, bila izin mencakup beberapa tipe."),
    )
    issued_on = models.DateField(_("tanggal terbit"))
    expires_on = models.DateField(_("berlaku sampai"))

    class Meta(Certificate.Meta):
        verbose_name = _("izin edar")
        verbose_name_plural = _("izin edar")

    def __str__(self) -> str:
        return self.number

    @property
    def parsed(self) -> LicenceNumber:
        return parse_licence_number(self.number)

    def findings(self, today: date) -> list[Finding]:
        try:
            number = self.parsed
        except InvalidInput:
            # The field itself has said so.
            return []
        device_type = getattr(self.product, "device_type", None)
        return licence_findings(
            number,
            risk_class=self.risk_class,
            category=device_type.licence_category if device_type else "",
            sub_category=device_type.sub_category if device_type else "",
            issued_on=self.issued_on,
            expires_on=self.expires_on,
            declared_domestic=self.product.production_share
            in (DomesticShare.ALL, DomesticShare.SOME),
            today=today,
        )

    def findings_beside_page(self) -> list[Finding]:
        """Warnings where the licence names another company or plant than the
        supplier's."""
        names_a_party = self.registrar or self.factory
        if not (names_a_party and self.product.is_placed):
            return []
        supplier = self.product.supplier
        plants = [plant.name for plant in supplier.plants.all()]
        return licence_party_findings(
            self.registrar, self.factory, supplier.legal_name, plants
        )
