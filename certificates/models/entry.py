from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from certificates.kinds import CertificateKind
from core.append_only import AppendOnlyModel, AppendOnlyQuerySet
from core.people import erased_name, has_erased


class EvidenceAction(models.TextChoices):
    DECLARED = "declared", _("dinyatakan")
    CHANGED = "changed", _("diubah")
    REMOVED = "removed", _("dihapus dari halaman")
    VERIFIED = "verified", _("diverifikasi")
    REFUSED = "refused", _("ditolak")
    FROZEN = "frozen", _("dibekukan")
    REVOKED = "revoked", _("dicabut")
    REPLACED = "replaced", _("digantikan")
    REOPENED = "reopened", _("dibuka kembali")


class EvidenceEntryQuerySet(AppendOnlyQuerySet):
    def with_people(self):
        """Knowing of whom the personal data was erased since."""
        return self.annotate(
            author_is_erased=has_erased("author_id"), by_is_erased=has_erased("by_id")
        )


class EvidenceEntry(AppendOnlyModel):
    """One change of a certificate: who, when, before, after.

    Keeps no relation to pages and people, so that it outlives them; ``row`` tells the
    certificates of one page apart. ``author`` wrote what changed, ``by`` made it
    public or decided. ``at`` is another moment than that of writing only where a
    history is brought along.
    """

    at = models.DateTimeField(_("waktu"), default=timezone.now, editable=False)
    action = models.CharField(_("tindakan"), max_length=10, choices=EvidenceAction)
    kind = models.CharField(_("jenis"), max_length=20, choices=CertificateKind)
    number = models.CharField(_("nomor"), max_length=120, blank=True)
    supplier_id = models.BigIntegerField(db_index=True)
    supplier_name = models.CharField(_("pemasok"), max_length=255)
    page_id = models.BigIntegerField(null=True, db_index=True)
    page_title = models.CharField(_("halaman"), max_length=255, blank=True)
    row = models.CharField(max_length=60, blank=True)
    fingerprint = models.CharField(max_length=32, db_index=True)
    author_id = models.BigIntegerField(null=True)
    author_name = models.CharField(_("ditulis oleh"), max_length=255, blank=True)
    by_id = models.BigIntegerField(null=True)
    by_name = models.CharField(_("oleh"), max_length=255, blank=True)
    before = models.JSONField(_("sebelum"), null=True)
    after = models.JSONField(_("sesudah"), null=True)
    reason = models.TextField(_("alasan"), blank=True)

    objects = models.Manager.from_queryset(EvidenceEntryQuerySet)()

    class Meta:
        verbose_name = _("catatan bukti")
        verbose_name_plural = _("catatan bukti")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.get_kind_display()} {self.number}"

    @property
    def author_shown(self) -> str:
        """Who wrote it, as it is read today; needs :meth:`with_people`."""
        return (
            erased_name(self.author_id) if self.author_is_erased else self.author_name
        )

    @property
    def by_shown(self) -> str:
        """Who made it public or decided, as it is read today; likewise."""
        return erased_name(self.by_id) if self.by_is_erased else self.by_name
