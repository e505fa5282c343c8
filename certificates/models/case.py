from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from certificates.kinds import CaseState, CertificateKind

CLAIM_LASTS = timedelta(hours=4)
"""How long a case stays with the verifier who claimed it and did not decide."""


class CaseQuerySet(models.QuerySet):
    def waiting(self):
        """Stated on a public page and not judged yet."""
        return self.filter(state=CaseState.OPEN, withdrawn_at=None)

    def claimable_by(self, user):
        """Not with somebody else at this moment."""
        free = Q(claimed_by=None) | Q(claimed_by=user)
        return self.filter(free | Q(claimed_at__lt=timezone.now() - CLAIM_LASTS))


class VerificationCase(models.Model):
    """The verifiers' judgement of one set of claims of one supplier.

    However many products state the same licence, there is one case. It is found by
    ``fingerprint``, so it cannot be carried over to other claims. ``stated_by`` wrote
    them and never judges them. Made and withdrawn by :mod:`certificates.register`
    only.
    """

    supplier = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="+"
    )
    fingerprint = models.CharField(max_length=32)
    kind = models.CharField(
        _("jenis"), max_length=20, choices=CertificateKind.choices, db_index=True
    )
    number = models.CharField(_("nomor"), max_length=120, blank=True)
    claims = models.JSONField(_("pernyataan"), default=dict)
    page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("halaman"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Halaman yang pertama menyatakannya."),
    )
    opened_at = models.DateTimeField(_("dinyatakan"), default=timezone.now)
    stated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    withdrawn_at = models.DateTimeField(null=True)
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("ditangani oleh"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    claimed_at = models.DateTimeField(null=True)
    state = models.CharField(
        _("keadaan"),
        max_length=10,
        choices=CaseState.choices,
        default=CaseState.OPEN,
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("diputuskan oleh"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    decided_at = models.DateTimeField(_("diputuskan"), null=True)
    reason = models.TextField(_("alasan"), max_length=2000, blank=True)

    objects = models.Manager.from_queryset(CaseQuerySet)()

    class Meta:
        verbose_name = _("perkara verifikasi")
        verbose_name_plural = _("perkara verifikasi")
        constraints = [
            models.UniqueConstraint(
                fields=["supplier", "fingerprint"], name="one_case_for_each_claim"
            )
        ]
        indexes = [models.Index(fields=["state", "opened_at"])]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}".strip()

    @property
    def is_verified(self) -> bool:
        return self.state == CaseState.VERIFIED

    @property
    def is_claimed(self) -> bool:
        """Whether a verifier is at it at this moment."""
        return (
            self.claimed_by_id is not None
            and self.claimed_at is not None
            and self.claimed_at > timezone.now() - CLAIM_LASTS
        )

    def is_claimed_by_other(self, user) -> bool:
        return self.is_claimed and self.claimed_by_id != user.pk
