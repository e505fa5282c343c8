"""Every error below ``/api/`` in one form, whoever refused."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from core.problems import MEDIA_TYPE, Fault, language_of, problem, unexplained

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


def faults_of(errors: list[Mapping[str, Any]]) -> Iterator[Fault]:
    """The parameters that the API's framework refused: ``loc`` is the part of the
    address and the name, perhaps with the parts of a name between."""
    for each in errors:
        source, *_between, name = each["loc"]
        yield Fault(source, str(name), each["type"], each["msg"])


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
