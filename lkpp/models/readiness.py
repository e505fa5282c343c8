from django.db import models
from django.utils.translation import gettext_lazy as _


class ReadinessSummary(models.Model):
    """What was last found of a public product's readiness, to choose products by.

    The indexer writes it whenever it looks at a product, which it does on every day
    on which some date in it passes. ``blockers`` and ``warnings`` are codes of
    :mod:`lkpp.readiness.rules`, each between commas: ",kfa_missing,".
    """

    # Without a constraint, as a product may be deleted while it is looked at, which
    # must not keep others from being indexed.
    product = models.OneToOneField(
        "products.ProductPage",
        primary_key=True,
        on_delete=models.CASCADE,
        db_constraint=False,
        related_name="readiness_summary",
    )
    state = models.CharField(_("keadaan"), max_length=10, db_index=True)
    blockers = models.TextField(_("penghalang"), blank=True)
    warnings = models.TextField(_("catatan"), blank=True)

    class Meta:
        verbose_name = _("ringkasan kesiapan")
        verbose_name_plural = _("ringkasan kesiapan")

    def __str__(self) -> str:
        return f"{self.product_id} {self.state}"
