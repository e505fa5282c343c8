"""What kinds of certificate there are, and what can become of one."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from domain.validity import Status


class CertificateKind(models.TextChoices):
    LICENCE = "licence", _("Izin edar")
    TKDN = "tkdn", _("Sertifikat TKDN")
    CPAKB = "cpakb", _("CPAKB")
    CDAKB = "cdakb", _("CDAKB")
    ISO_13485 = "iso_13485", _("ISO 13485")
    ACCREDITATION = "accreditation", _("Akreditasi KAN")
    CALIBRATION = "calibration", _("Kalibrasi")
    SNI = "sni", _("SPPT SNI")
    TEST_REPORT = "test_report", _("Laporan uji produk")
    HALAL = "halal", _("Halal")
    TRADEMARK = "trademark", _("Sertifikat merek")
    OTHER = "other", _("Sertifikat lain")


SUBMISSION = "submission"
"""A page that an editor submitted to be published; no certificate, but a case."""

CASE_KINDS = [(SUBMISSION, _("Kiriman halaman")), *CertificateKind.choices]
"""All that verifiers decide on."""


def choices_of(*kinds: CertificateKind) -> list[tuple[str, str]]:
    return [(kind.value, kind.label) for kind in kinds]


SUPPLIER_KINDS = choices_of(
    CertificateKind.CPAKB,
    CertificateKind.CDAKB,
    CertificateKind.ISO_13485,
    CertificateKind.OTHER,
)
"""Company-wide certificates; accreditations have a model of their own."""

PRODUCT_KINDS = choices_of(
    CertificateKind.SNI,
    CertificateKind.TEST_REPORT,
    CertificateKind.HALAL,
    CertificateKind.TRADEMARK,
    CertificateKind.OTHER,
)
"""Certificates of one product besides its licences and its local content."""


class CaseState(models.TextChoices):
    """What a verifier found. Frozen, revoked and replaced are what an issuer does
    with a certificate before it expires (for TKDN: Permenperin 35/2025 articles 50
    and 66 to 68)."""

    OPEN = "open", _("Dinyatakan, belum diverifikasi")
    VERIFIED = "verified", _("Terverifikasi")
    REFUSED = "refused", _("Ditolak")
    FROZEN = "frozen", _("Dibekukan")
    REVOKED = "revoked", _("Dicabut")
    REPLACED = "replaced", _("Digantikan")


DECISIONS = [state for state in CaseState if state != CaseState.OPEN]

TAKES_EFFECT_AWAY = frozenset(
    {CaseState.REFUSED, CaseState.FROZEN, CaseState.REVOKED, CaseState.REPLACED}
)
"""Under these a certificate is not valid, whatever its dates say."""

STATUS_LABELS = {
    Status.VALID: _("berlaku"),
    Status.EXPIRING: _("segera berakhir"),
    Status.EXPIRED: _("kedaluwarsa"),
    Status.NOT_YET_VALID: _("belum berlaku"),
    Status.REFUSED: _("ditolak verifikator"),
    Status.FROZEN: _("dibekukan"),
    Status.REVOKED: _("dicabut"),
    Status.REPLACED: _("digantikan"),
}
