"""OPTIONS below ``/api/``: which methods an address takes."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from catalog_site.problems import BELOW


class MethodsMiddleware:
    """Answers OPTIONS with what the address, which refuses it, says that it allows."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.status_code != 405 or not request.path.startswith(BELOW):
            return response
        allowed = {each.strip() for each in response["Allow"].split(",")}
        response["Allow"] = ", ".join(sorted(allowed | {"OPTIONS"}))
        if request.method != "OPTIONS":
            return response
        response.close()
        answer = HttpResponse(status=204, headers={"Allow": response["Allow"]})
        # There is nothing that would have a type.
        del answer["Content-Type"]
        return answer
