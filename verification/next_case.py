"""Which case comes next."""

from itertools import islice

from django.http import HttpRequest

from certificates.models import VerificationCase
from verification.decisions import is_own
from verification.filters import CaseFilterSet

MOST_TRIED = 20
"""Cases looked at for one that is not the verifier's own."""


def next_case(request: HttpRequest, after: VerificationCase) -> VerificationCase | None:
    """The longest waiting case of the filters in the address that the user may decide.

    None where there is none, or where the user was among decided cases.
    """
    filters = CaseFilterSet(
        request.GET, VerificationCase.objects.waiting(), request=request
    )
    if not filters.is_valid() or filters.shows_decided:
        return None
    waiting = (
        filters.qs.claimable_by(request.user)
        .exclude(pk=after.pk)
        .order_by("opened_at", "pk")
    )
    tried = islice(waiting.iterator(chunk_size=MOST_TRIED), MOST_TRIED)
    return next((case for case in tried if not is_own(case, request.user)), None)
