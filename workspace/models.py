from collections.abc import Iterable
from datetime import timedelta
from uuid import uuid4

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.moments import within


class ReminderQuerySet(models.QuerySet):
    @transaction.atomic
    def claim(self, reminders: Iterable["ExpiryReminder"]) -> "ReminderQuerySet":
        """Take those of these that nobody took before; the ones taken."""
        claim = uuid4()
        wanted = list(reminders)
        for each in wanted:
            each.claim = claim
        self.bulk_create(wanted, ignore_conflicts=True)
        return self.filter(claim=claim)

    def unconfirmed(self, sending_takes: timedelta) -> "ReminderQuerySet":
        """Claimed so long ago, and never said to be sent."""
        return self.filter(~within("claimed_at", sending_takes), sent_at=None)


class ExpiryReminder(models.Model):
    """That a supplier was reminded of the last day of something, ``threshold`` days
    ahead.

    ``kind`` is a :class:`certificates.kinds.CertificateKind`, or one of
    :mod:`workspace.expiry.deadlines`. No row of a certificate is referred to:
    publishing a draft may make new ones. Claimed before the mail is sent, so that no
    mail is sent twice; with no ``sent_at`` nobody knows whether it was.
    """

    page = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="+"
    )
    kind = models.CharField(_("jenis"), max_length=20)
    number = models.CharField(_("nomor"), max_length=120)
    last_day = models.DateField(_("hari terakhir"), db_index=True)
    threshold = models.PositiveSmallIntegerField(_("hari sebelumnya"))
    claim = models.UUIDField(db_index=True)
    claimed_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(_("terkirim"), null=True)

    objects = models.Manager.from_queryset(ReminderQuerySet)()

    class Meta:
        verbose_name = _("pengingat masa berlaku")
        verbose_name_plural = _("pengingat masa berlaku")
        constraints = [
            models.UniqueConstraint(
                fields=["page", "kind", "number", "last_day", "threshold"],
                name="each_reminder_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number} {self.last_day} ({self.threshold})"


class PasswordResetRequest(models.Model):
    """That somebody asked for a new password: ``account`` stands for the e-mail address
    that was typed, known or not, and does not tell it."""

    account = models.CharField(max_length=64, db_index=True)
    address = models.GenericIPAddressField(null=True, db_index=True)
    at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("permintaan kata sandi baru")
        verbose_name_plural = _("permintaan kata sandi baru")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"
