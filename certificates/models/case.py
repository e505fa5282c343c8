from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from certificates.kinds import CASE_KINDS, SUBMISSION, CaseState
from core.moments import is_within, within

CLAIM_LASTS = timedelta(hours=4)
"""How long a case stays with the verifier who claimed it and did not decide."""


def _is_free() -> Q:
    lapsed = ~within("claimed_at", CLAIM_LASTS)
    return Q(claimed_by=None) | Q(claimed_at=None) | lapsed


class CaseQuerySet(models.QuerySet):
    def waiting(self):
        """Declared on a public page, or submitted for one, and not decided yet."""
        return self.active().filter(state=CaseState.OPEN)

    def active(self):
        """Declared on a public page, or submitted for one; decided or not."""
        return self.filter(withdrawn_at=None)

    def claimed(self):
        """With a verifier at this moment."""
        return self.filter(within("claimed_at", CLAIM_LASTS), claimed_by__isnull=False)

    def free(self):
        """With nobody at this moment."""
        return self.filter(_is_free())

    def claimable_by(self, user):
        """Not with somebody else at this moment."""
        return self.filter(_is_free() | Q(claimed_by=user))


class VerificationCase(models.Model):
    """What verifiers decided about one set of claims of one supplier.

    However many products declare the same licence, there is one case. It is found by
    ``fingerprint``, so it cannot be carried over to other claims. ``declared_by`` wrote
    them and never decides on them. Made and withdrawn by :mod:`certificates.recording`
    only.

    A submitted page is a case as well, without claims: it is decided in its workflow,
    and the case says who is at it.
    """

    supplier = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="+"
    )
    fingerprint = models.CharField(max_length=32)
    kind = models.CharField(
        _("jenis"), max_length=20, choices=CASE_KINDS, db_index=True
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
    declared_by = models.ForeignKey(
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
    def is_submission(self) -> bool:
        return self.kind == SUBMISSION

    @property
    def is_open(self) -> bool:
        return self.state == CaseState.OPEN

    @property
    def is_withdrawn(self) -> bool:
        """Whether no public page declares it any more."""
        return self.withdrawn_at is not None

    @property
    def version(self) -> str:
        """Differs after each decision: a verifier decides on what they saw, not on
        what another decided meanwhile."""
        moment = self.decided_at.isoformat() if self.decided_at else "declared"
        return f"{self.state} {moment}"

    @property
    def is_claimed(self) -> bool:
        """Whether a verifier is at it at this moment."""
        return (
            self.claimed_by_id is not None
            and self.claimed_at is not None
            and is_within(self.claimed_at, CLAIM_LASTS)
        )

    def is_claimed_by_other(self, user) -> bool:
        return self.is_claimed and self.claimed_by_id != user.pk
