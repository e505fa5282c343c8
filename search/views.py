"""The search page and the suggestions under its search box. No query is made here."""

import logging
from dataclasses import replace

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from core.findings import text
from search.engines.base import EngineUnavailable
from search.facets import FACETS_BY_NAME
from search.forms import SearchForm, is_tidy, read_form
from search.known_values import search_for_known
from search.panels import facet_panels
from search.query import LAST_HIT, SORTS, SearchRequest
from search.results import SearchResults
from search.suggestions import suggest as suggestions_for

logger = logging.getLogger(__name__)

RETRY_AFTER_SECONDS = 30


@require_safe
@vary_on_headers("HX-Request", "HX-History-Restore-Request")
def results(request: HttpRequest) -> HttpResponse:
    """The search page; only what a new search changes, when htmx asks for it."""
    form = read_form(request.GET)
    search = form.search
    partial = bool(request.htmx) and not request.htmx.history_restore_request
    # What could not be read stays in its field, hence in the address.
    if not partial and form.is_understood and not is_tidy(request.GET):
        return HttpResponseRedirect(address_of(search))
    try:
        found, unknown = search_for_known(search)
    except EngineUnavailable as error:
        return unavailable(request, error, address_of(search))
    if search.page > found.page_count:
        last = found.request.with_only(page=found.page_count)
        return HttpResponseRedirect(address_of(last))
    form = replace(form, unknown=(*form.unknown, *unknown))
    return (_partial if partial else _page)(request, found, form)


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """The list under a search box, as a fragment; empty where nothing matches."""
    text = request.GET.get("q", "")
    groups = suggestions_for(text)
    return render(request, "search/suggestions.html", {"groups": groups})


def address_of(search: SearchRequest) -> str:
    """The address of the search page with this search."""
    query_string = search.query_string()
    path = reverse("search:results")
    return f"{path}?{query_string}" if query_string else path


def unavailable(
    request: HttpRequest, error: EngineUnavailable, address: str
) -> HttpResponse:
    """What is shown while the index cannot be read; ``address`` to try again at. Why is
    for the log alone, as it names servers."""
    logger.error("The search engine did not answer: %s", error)
    if request.htmx:
        # A partial answer is not shown on an error: let the page be asked for.
        return HttpResponse(status=503, headers={"HX-Redirect": address})
    context = {"address": address, "hide_header_search": True}
    response = render(request, "search/unavailable.html", context, status=503)
    response["Retry-After"] = RETRY_AFTER_SECONDS
    return response


def _page(request: HttpRequest, found: SearchResults, form: SearchForm) -> HttpResponse:
    context = _context(found, form) | {"nav": "search", "hide_header_search": True}
    return render(request, "search/results.html", context)


def _partial(
    request: HttpRequest, found: SearchResults, form: SearchForm
) -> HttpResponse:
    # Links to further pages are built from the present address: without the
    # form's empty fields.
    request.GET = QueryDict(found.request.query_string())
    response = render(request, "search/partial.html", _context(found, form))
    response["HX-Push-Url"] = address_of(found.request)
    return response


def _context(found: SearchResults, form: SearchForm) -> dict[str, object]:
    return {
        "form": form,
        "search": found.request,
        "results": found,
        "panels": facet_panels(found),
        "page_obj": _page_of_hits(found),
        "sorts": SORTS.items(),
        "unknown": [
            (FACETS_BY_NAME[each.place].label, text(each)) for each in form.unknown
        ],
        "address": address_of(found.request),
        "cleared": found.request.with_only(selected={}).query_string(),
    }


def _page_of_hits(found: SearchResults) -> Page:
    """The page as Django's paginator has it, for the page links."""
    reachable = range(min(found.total, LAST_HIT))
    return Paginator(reachable, found.request.page_size).page(found.request.page)
