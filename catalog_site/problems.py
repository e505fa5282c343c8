"""Every error below ``/api/`` in one form, whoever refused."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from core.findings import text
from core.problems import MEDIA_TYPE, Fault, language_of, problem, unexplained
from domain.findings import error
from domain.messages import gettext_noop as _

BELOW = "/api/"
OF_THE_BODY = ("content-type", "content-length", "content-encoding", "cache-control")
"""Headers of the body that is replaced."""


class ProblemMiddleware:
    """Replaces what Django, other middleware or the API's framework answered to a
    request below ``/api/`` that they refused, which is HTML or of their own form."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if (
            response.status_code < 400
            or not request.path.startswith(BELOW)
            or response.get("Content-Type") == MEDIA_TYPE
        ):
            return response
        return _in_their_form(request, response)


SENTENCES = {
    "int_parsing": _("Tulis bilangan bulat dengan angka saja."),
    "cursor_parsing": _(
        "Tulis next_cursor seperti diterima, atau revisi dengan angka saja."
    ),
    "bool_parsing": _("Tulis true atau false."),
    "greater_than_equal": _("Tulis bilangan mulai dari %(ge)s."),
    "less_than_equal": _("Tulis bilangan sampai %(le)s."),
    "literal_error": _("Pilih salah satu: %(options)s."),
    "string_too_long": _("Tulis paling banyak %(max_length)s huruf."),
    "too_long": _("Kirim paling banyak %(max_length)s nilai."),
}
"""What the API's framework says in English alone, by the type of its errors."""


def faults_of(errors: list[Mapping[str, Any]]) -> Iterator[Fault]:
    """The parameters that the API's framework refused, in the language in use. ``loc``
    is the part of the address and the name, perhaps with the parts of a name
    between."""
    for each in errors:
        source, *_between, name = each["loc"]
        yield Fault(source, str(name), each["type"], _sentence(each))


def _sentence(refused: Mapping[str, Any]) -> str:
    sentence = SENTENCES.get(refused["type"])
    if sentence is None:
        return str(refused["msg"])
    given = dict(refused.get("ctx", {}))
    # Pydantic writes "'yes' or 'no'".
    options = str(given.get("expected", "")).replace("'", "").replace(" or ", ", ")
    return text(error(refused["type"], sentence, **given, options=options))


def _in_their_form(
    request: HttpRequest, response: HttpResponseBase
) -> HttpResponseBase:
    status = response.status_code
    told = problem(status, unexplained(status), language=language_of(request))
    for name, value in response.items():
        if name.lower() not in OF_THE_BODY:
            told[name] = value
    # The refusal holds nothing open, and closing it would end the request, with its
    # connections to databases, before the answer is sent.
    return told
