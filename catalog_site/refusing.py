"""Saying no, in the form that readers of the address know, before it is looked at."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from catalog_site.problems import BELOW
from core.findings import text
from core.problems import language_of, problem
from domain.findings import Finding
from lkpp.errors import FeedError
from lkpp.feed.answering import refused

V5 = "/lkpp/"

PASSING = (429, 503)
"""Statuses of what will not be refused for long."""


def refusal(
    request: HttpRequest,
    status: int,
    finding: Finding,
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    """A problem below ``/api/``, the form of version 5 below ``/lkpp/``, and a page for
    people everywhere else. Needs neither session nor database."""
    if request.path.startswith(BELOW):
        return problem(status, finding, language=language_of(request), headers=headers)
    if request.path.startswith(V5):
        response = refused(FeedError(status, finding))
    else:
        told = {"sentence": text(finding), "may_try_again": status in PASSING}
        response = render(request, "refused.html", told, status=status)
    for name, value in (headers or {}).items():
        response[name] = value
    response["Cache-Control"] = "no-store"
    return response
