"""Choosing among the cases in the verification queue."""

from collections.abc import Mapping
from datetime import timedelta
from urllib.parse import urlencode

import django_filters
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from certificates.kinds import CASE_KINDS, DECISIONS
from certificates.models import VerificationCase
from certificates.models.case import CaseQuerySet
from suppliers.choices import province_choices

FREE, MINE, OTHERS = "free", "mine", "others"
HANDLING = [
    (FREE, _("bebas")),
    (MINE, _("saya tangani")),
    (OTHERS, _("ditangani orang lain")),
]


class CaseFilterSet(WagtailFilterSet):
    """``state`` turns from the cases that wait to those that were decided so."""

    kind = django_filters.ChoiceFilter(label=_("Jenis"), choices=CASE_KINDS)
    province = django_filters.ChoiceFilter(
        label=_("Provinsi"),
        field_name="supplier__supplierpage__province",
        choices=province_choices,
    )
    waiting = django_filters.ChoiceFilter(
        label=_("Lama menunggu"),
        method="filter_waiting",
        choices=[
            ("3", _("lebih dari 3 hari")),
            ("7", _("lebih dari 7 hari")),
            ("14", _("lebih dari 14 hari")),
            ("30", _("lebih dari 30 hari")),
        ],
    )
    handling = django_filters.ChoiceFilter(
        label=_("Penanganan"), method="filter_handling", choices=HANDLING
    )
    state = django_filters.ChoiceFilter(
        label=_("Keputusan"),
        empty_label=_("belum diputuskan"),
        choices=[(state.value, state.label) for state in DECISIONS],
    )

    class Meta:
        model = VerificationCase
        fields = []

    def filter_waiting(self, cases: CaseQuerySet, name: str, days: str):
        return cases.filter(opened_at__lt=timezone.now() - timedelta(days=int(days)))

    def filter_handling(self, cases: CaseQuerySet, name: str, handling: str):
        if handling == FREE:
            return cases.free()
        if handling == MINE:
            return cases.claimed().filter(claimed_by=self.request.user)
        return cases.claimed().exclude(claimed_by=self.request.user)

    @property
    def shows_decided(self) -> bool:
        return self.is_valid() and bool(self.form.cleaned_data["state"])


def filter_address(query: Mapping[str, str]) -> str:
    """The filters among the parameters of an address, as its query string or ""."""
    chosen = {
        name: query[name] for name in CaseFilterSet.base_filters if query.get(name)
    }
    return f"?{urlencode(chosen)}" if chosen else ""
