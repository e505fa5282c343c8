from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable


class SupplierContact(Orderable):
    """How buyers reach a supplier. Shown to the public."""

    supplier = ParentalKey(
        "suppliers.SupplierPage", on_delete=models.CASCADE, related_name="contacts"
    )
    name = models.CharField(_("nama atau bagian"), max_length=120)
    role = models.CharField(_("jabatan"), max_length=120, blank=True)
    phone = models.CharField(
        _("telepon"),
        max_length=30,
        blank=True,
        validators=[
            RegexValidator(r"^\+?[\d\s().-]{5,}$", _("Tulis nomor dengan angka saja."))
        ],
    )
    email = models.EmailField(_("surel"), blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("kontak")
        verbose_name_plural = _("kontak")

    def __str__(self) -> str:
        return self.name
