"""What a verifier finds on the first page of the editing site."""

from collections.abc import Mapping

from django.db.models import Count
from django.forms import Media
from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.ui.components import Component

from certificates.kinds import CASE_KINDS
from certificates.models import VerificationCase
from verification.filters import MINE, filter_address
from verification.tables import QUEUE_MEDIA


class QueuePanel(Component):
    """How many cases wait, kind by kind, each leading to its part of the queue."""

    name = "verification"
    template_name = "verification/queue_panel.html"
    order = 50

    def __init__(self, request: HttpRequest):
        self.request = request

    @property
    def media(self) -> Media:
        return QUEUE_MEDIA

    def get_context_data(self, parent_context) -> dict[str, object]:
        counts = _waiting_by_kind()
        return {
            "kinds": [
                (label, counts[kind], _queue_address(kind=kind))
                for kind, label in CASE_KINDS
                if kind in counts
            ],
            "total": sum(counts.values()),
            "mine": self._claimed(),
            "mine_url": _queue_address(handling=MINE),
            "queue_url": _queue_address(),
        }

    def _claimed(self) -> int:
        claimed = VerificationCase.objects.waiting().claimed()
        return claimed.filter(claimed_by=self.request.user).count()


def _waiting_by_kind() -> Mapping[str, int]:
    waiting = VerificationCase.objects.waiting().order_by()
    return dict(waiting.values_list("kind").annotate(Count("pk")))


def _queue_address(**filters: str) -> str:
    return f"{reverse('verification_queue:index')}{filter_address(filters)}"
