from collections.abc import Iterable

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.append_only import AppendOnlyModel

ADDRESS = "https://e-katalog.lkpp.go.id/katalog/produk/detail/{}?lang=id&type=province"
"""A product's page on e-Katalog v5, as the health ministry's register links to it."""

REPORTED_FIELDS = ("kd_produk", "v6_id", "category_id", "shown", "purchasable")
"""What LKPP assigns and reports."""


class LkppListingQuerySet(models.QuerySet):
    def of(self, skus: Iterable[str]) -> "LkppListingQuerySet":
        return self.filter(sku__in=list(skus))


class LkppListing(models.Model):
    """What LKPP assigned to a variant and says of it, as it last reported.

    The SKU is the key by which LKPP knows a variant; the variant's row here changes
    its own when a draft is published, so there is no relation to it. ``kd_produk`` is
    e-Katalog v5's number, ``v6_id`` and ``category_id`` are v6's. ``shown`` and
    ``purchasable`` are two flags: LKPP freezes a product by showing it without
    letting anybody buy it. None is *not reported*. ``reported_at`` is
    when what stands here now was first reported.
    """

    sku = models.CharField(_("SKU"), max_length=60, unique=True)
    kd_produk = models.PositiveBigIntegerField(
        _("nomor produk LKPP"), null=True, blank=True, db_index=True
    )
    v6_id = models.UUIDField(_("ID e-Katalog v6"), null=True, blank=True)
    category_id = models.UUIDField(_("ID kategori v6"), null=True, blank=True)
    shown = models.BooleanField(_("tayang"), null=True, blank=True)
    purchasable = models.BooleanField(_("dapat dibeli"), null=True, blank=True)
    reported_at = models.DateTimeField(_("diberitahukan"), default=timezone.now)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("dicatat oleh"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    source = models.CharField(_("sumber"), max_length=200, blank=True)

    objects = models.Manager.from_queryset(LkppListingQuerySet)()

    class Meta:
        verbose_name = _("catatan LKPP")
        verbose_name_plural = _("catatan LKPP")
        ordering = ["sku"]

    def __str__(self) -> str:
        return f"{self.sku} {self.kd_produk or ''}".strip()

    @property
    def address(self) -> str:
        """Its page on e-Katalog v5; empty without a number."""
        return ADDRESS.format(self.kd_produk) if self.kd_produk else ""


class LkppListingChange(AppendOnlyModel):
    """One change of a :class:`LkppListing`: who, when, from where, before, after.

    ``before`` and ``after`` hold the fields that differ, as plain values.
    """

    sku = models.CharField(_("SKU"), max_length=60, db_index=True)
    at = models.DateTimeField(_("waktu"), default=timezone.now, editable=False)
    by_name = models.CharField(_("oleh"), max_length=255, blank=True)
    source = models.CharField(_("sumber"), max_length=200, blank=True)
    before = models.JSONField(_("sebelum"), default=dict)
    after = models.JSONField(_("sesudah"), default=dict)

    class Meta:
        verbose_name = _("perubahan catatan LKPP")
        verbose_name_plural = _("perubahan catatan LKPP")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.sku}"
