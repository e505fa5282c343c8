from django.db import models
from django.utils.translation import gettext_lazy as _


class SupplierAccess(models.Model):
    """The group that edits a supplier's pages and the collection of its files.

    Made by :func:`suppliers.access.grant_supplier_access` only.
    """

    supplier = models.OneToOneField(
        "suppliers.SupplierPage", on_delete=models.CASCADE, related_name="access"
    )
    group = models.OneToOneField("auth.Group", on_delete=models.PROTECT)
    collection = models.OneToOneField(
        "wagtailcore.Collection", on_delete=models.PROTECT
    )

    class Meta:
        verbose_name = _("akses pemasok")
        verbose_name_plural = _("akses pemasok")

    def __str__(self) -> str:
        return str(self.supplier)
