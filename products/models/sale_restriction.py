from datetime import date

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.append_only import AppendOnlyModel, AppendOnlyQuerySet
from core.people import erased_name, has_erased
from products.choices import (
    authority_choices,
    restriction_kind_choices,
    restriction_reason_choices,
)

LONGEST_NOTE = 2000


class SaleRestriction(models.Model):
    """What keeps a variant from being bought, from the moment it is set.

    It stands over a SKU of a product, beside the page and its drafts: rows of variants
    get other keys when a draft is published. Maker and verifiers may each set one, and
    the stricter is in force (:func:`domain.sale.in_force`). ``reason`` is public,
    ``note`` is read by the supplier and by verifiers. Written by
    :mod:`products.sale.restricting` only.
    """

    wagtail_reference_index_ignore = True

    product = models.ForeignKey(
        "products.ProductPage",
        on_delete=models.CASCADE,
        related_name="sale_restrictions",
    )
    sku = models.CharField(_("SKU"), max_length=60)
    authority = models.CharField(
        _("ditetapkan oleh"), max_length=10, choices=authority_choices
    )
    kind = models.CharField(
        _("keadaan"), max_length=12, choices=restriction_kind_choices
    )
    reason = models.CharField(
        _("alasan"), max_length=30, choices=restriction_reason_choices
    )
    note = models.TextField(_("penjelasan"), max_length=LONGEST_NOTE)
    since = models.DateTimeField(_("sejak"), default=timezone.now)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("oleh"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = _("pembatasan penjualan")
        verbose_name_plural = _("pembatasan penjualan")
        ordering = ["sku", "authority"]
        constraints = [
            models.UniqueConstraint(
                fields=["product", "sku", "authority"],
                name="one_restriction_for_each_authority",
            )
        ]

    def __str__(self) -> str:
        return f"{self.sku} {self.kind}"

    @property
    def since_day(self) -> date:
        """The day on which it began, in the catalogue's own time."""
        return timezone.localdate(self.since)


class RestrictionAction(models.TextChoices):
    SET = "set", _("ditetapkan")
    CHANGED = "changed", _("diubah")
    LIFTED = "lifted", _("dilepas")


class SaleRestrictionEntryQuerySet(AppendOnlyQuerySet):
    def with_people(self):
        """Knowing of whom the personal data was erased since."""
        return self.annotate(by_is_erased=has_erased("by_id"))


class SaleRestrictionEntry(AppendOnlyModel):
    """One act upon a restriction: who, when, what stood after it; of one that was
    lifted, what stood before, and why it was lifted in ``note``.

    Keeps no relation to page and people, so that it outlives them.
    """

    at = models.DateTimeField(_("waktu"), default=timezone.now, editable=False)
    action = models.CharField(_("tindakan"), max_length=10, choices=RestrictionAction)
    supplier_id = models.BigIntegerField(db_index=True)
    product_id = models.BigIntegerField(db_index=True)
    product_title = models.CharField(_("halaman"), max_length=255)
    sku = models.CharField(_("SKU"), max_length=60)
    authority = models.CharField(
        _("ditetapkan oleh"), max_length=10, choices=authority_choices
    )
    kind = models.CharField(
        _("keadaan"), max_length=12, choices=restriction_kind_choices
    )
    reason = models.CharField(
        _("alasan"), max_length=30, choices=restriction_reason_choices
    )
    note = models.TextField(_("penjelasan"), blank=True)
    by_id = models.BigIntegerField(null=True)
    by_name = models.CharField(_("oleh"), max_length=255, blank=True)

    objects = models.Manager.from_queryset(SaleRestrictionEntryQuerySet)()

    class Meta:
        verbose_name = _("catatan pembatasan penjualan")
        verbose_name_plural = _("catatan pembatasan penjualan")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.sku} {self.action}"

    @property
    def by_shown(self) -> str:
        """Who did it, as it is read today; needs :meth:`with_people`."""
        return erased_name(self.by_id) if self.by_is_erased else self.by_name
