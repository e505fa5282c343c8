"""What a typed number or date is read as, told while it is being typed.

The script asks for it, so that there is one reading: what is shown beside a field is
what would be saved, or the very sentence with which it would be refused.
"""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, JsonResponse
from django.utils.formats import date_format
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from core.findings import message
from core.forms import PARSERS
from core.language import language
from core.wording import rupiah, whole
from domain.findings import InvalidInput
from domain.numerals import format_number

WRITERS: dict[str, Callable[[Any], str]] = {
    "rupiah": rupiah,
    "whole_number": whole,
    "number": lambda value: format_number(value, language()),
    "date": lambda day: date_format(day, "l, j F Y"),
    "moment": lambda moment: date_format(moment, "l, j F Y, H:i"),
}


@require_safe
@cache_control(public=True, max_age=3600)
def reading(request: HttpRequest, kind: str) -> JsonResponse:
    """``text`` as it is read, or why it is refused. Raises Http404 for another kind."""
    if kind not in PARSERS:
        raise Http404(kind)
    try:
        value = PARSERS[kind](request.GET.get("text", ""))
    except InvalidInput as refusal:
        return JsonResponse({"refused": True, "text": message(refusal)})
    return JsonResponse({"refused": False, "text": WRITERS[kind](value)})
