"""Choosing among the device types in the admin."""

import django_filters
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from products.choices import Translation, category_choices
from products.models import DeviceType
from products.querysets import DeviceTypeQuerySet

YES, NO = "yes", "no"


class DeviceTypeFilterSet(WagtailFilterSet):
    category = django_filters.ChoiceFilter(
        label=_("Kategori"), choices=category_choices
    )
    described = django_filters.ChoiceFilter(
        label=_("Atribut"),
        choices=[(YES, _("diuraikan dengan atribut")), (NO, _("hanya bernama"))],
        method="filter_described",
    )
    translation = django_filters.ChoiceFilter(
        label=_("Terjemahan yang belum ditinjau"), choices=Translation.choices
    )

    class Meta:
        model = DeviceType
        fields = ["licence_group", "calibration_required"]

    def filter_described(
        self, device_types: DeviceTypeQuerySet, name: str, described: str
    ) -> DeviceTypeQuerySet:
        return device_types.described(described == YES)
