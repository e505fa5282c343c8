"""What a verifier finds on the home of the editing site."""

from collections.abc import Mapping

from django.db.models import Count
from django.forms import Media
from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.ui.components import Component

from certificates.kinds import CASE_KINDS
from certificates.models import VerificationCase
from verification.filters import MINE, filter_address
from verification.tables import DESK_MEDIA


class DeskPanel(Component):
    """How many cases wait, kind by kind, each leading to its part of the desk."""

    name = "desk"
    template_name = "verification/home.html"
    order = 50

    def __init__(self, request: HttpRequest):
        self.request = request

    @property
    def media(self) -> Media:
        return DESK_MEDIA

    def get_context_data(self, parent_context) -> dict[str, object]:
        counts = _waiting_by_kind()
        return {
            "kinds": [
                (label, counts[kind], _desk_address(kind=kind))
                for kind, label in CASE_KINDS
                if kind in counts
            ],
            "total": sum(counts.values()),
            "mine": self._claimed(),
            "mine_url": _desk_address(handling=MINE),
            "desk_url": _desk_address(),
        }

    def _claimed(self) -> int:
        claimed = VerificationCase.objects.waiting().claimed()
        return claimed.filter(claimed_by=self.request.user).count()


def _waiting_by_kind() -> Mapping[str, int]:
    waiting = VerificationCase.objects.waiting().order_by()
    return dict(waiting.values_list("kind").annotate(Count("pk")))


def _desk_address(**filters: str) -> str:
    return f"{reverse('desk:index')}{filter_address(filters)}"
