"""Choosing one of some three thousand device types."""

from collections.abc import Iterator
from itertools import groupby

from django import forms
from django.forms.utils import flatatt
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from core.language import choose, language
from domain.nomenclature import GROUPS
from products.models import DeviceType

OFFERED = 12
"""Types that are offered while one types."""


class DeviceTypeSelect(forms.Select):
    """A list by category that also works without JavaScript; with it, a field above
    finds types by the beginnings of words of names, synonyms and codes.

    It is written at once: Django's own renders a template for each option.
    """

    def render(self, name, value, attrs=None, renderer=None) -> SafeString:
        attrs = self.build_attrs(self.attrs, attrs) | {
            "name": name,
            "data-device-types": reverse("product_device_types"),
            "data-device-types-label": _("Cari jenis alat"),
            "data-device-types-hint": _("Ketik nama, sinonim atau kode ASPAK"),
        }
        return format_html(
            '<select{}><option value="">---------</option>{}</select>',
            flatatt(attrs),
            format_html_join(
                "", '<optgroup label="{}">{}</optgroup>', _groups(str(value or ""))
            ),
        )

    class Media:
        css = {"all": ["products/admin/device_type_choice.css"]}
        js = ["products/admin/device_type_choice.js"]


def _groups(chosen: str) -> Iterator[tuple[str, SafeString]]:
    """Each category that has types, and these as options, by name."""
    rows = DeviceType.objects.values_list("category", "pk", "name_id", "name_en")
    options = sorted(
        (category, choose(name_id, name_en), pk)
        for category, pk, name_id, name_en in rows.order_by()
    )
    for category, alike in groupby(options, key=lambda option: option[0]):
        label = f"{category} {GROUPS[category].text(language())}"
        yield label, _options(alike, chosen)


def _options(rows, chosen: str) -> SafeString:
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        (
            (pk, SafeString(" selected") if str(pk) == chosen else "", name)
            for _category, name, pk in rows
        ),
    )


@require_GET
def device_types(request: HttpRequest) -> HttpResponse:
    """The types that ``?q=`` begins to name, as a fragment. Wagtail lets only those in
    who may enter the admin."""
    text = request.GET.get("q", "")[:200]
    found = DeviceType.objects.matching(text).best_first(text)[:OFFERED]
    offered = [
        {
            "type": each,
            "category": GROUPS[each.category].text(language()),
            "synonyms": ", ".join(map(str, each.synonyms[:3])),
        }
        for each in found
    ]
    return render(request, "products/admin/device_types.html", {"offered": offered})
