from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from suppliers.choices import province_choices, regency_choices
from suppliers.models.places import PlacedMixin


class Plant(PlacedMixin, Orderable):
    """A factory or laboratory site of a supplier."""

    supplier = ParentalKey(
        "suppliers.SupplierPage", on_delete=models.CASCADE, related_name="plants"
    )
    name = models.CharField(_("nama lokasi"), max_length=150)
    address = models.TextField(_("alamat"), max_length=500)
    province = models.CharField(_("provinsi"), max_length=2, choices=province_choices)
    regency = models.CharField(
        _("kabupaten/kota"),
        max_length=5,
        blank=True,
        choices=regency_choices,
    )

    class Meta(Orderable.Meta):
        verbose_name = _("pabrik atau lokasi")
        verbose_name_plural = _("pabrik dan lokasi")

    def __str__(self) -> str:
        return self.name
