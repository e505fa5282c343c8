"""Requests in charsets that cannot be read."""

import codecs
from collections.abc import Callable, Iterable
from typing import Any

import orjson
from django.utils.http import parse_header_parameters

from catalog_site.problems import BELOW
from core.problems import MEDIA_TYPE, problem_body
from lkpp import errors

READABLE = ("utf-8", "ascii", "iso8859-1", "cp1252")
"""Django takes every charset that Python knows, and fails when it decodes: "hex" is
not of texts, "idna" not of all of them."""

Application = Callable[[dict[str, Any], Callable], Iterable[bytes]]


class ReadableOnly:
    """Refuses what states a charset outside ``READABLE``.

    Around Django, not in it: its requests read the address while they are made, before
    the first middleware.
    """

    def __init__(self, application: Application) -> None:
        self._application = application

    def __call__(
        self, environ: dict[str, Any], start_response: Callable
    ) -> Iterable[bytes]:
        if _is_readable(environ.get("CONTENT_TYPE", "")):
            return self._application(environ, start_response)
        body, media = _refusal(environ.get("PATH_INFO", ""))
        headers = [
            ("Content-Type", media),
            ("Content-Length", str(len(body))),
        ]
        start_response("400 Bad Request", headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


def _refusal(path: str) -> tuple[bytes, str]:
    """Body and media type, in the form that readers of the address know."""
    refusal = errors.unreadable_request()
    if path.startswith(BELOW):
        return problem_body(refusal.status, refusal.finding), MEDIA_TYPE
    return orjson.dumps(refusal.body()), "application/json"


def _is_readable(content_type: str) -> bool:
    try:
        _media, parameters = parse_header_parameters(content_type)
    except ValueError:
        return False
    try:
        return codecs.lookup(parameters.get("charset", "utf-8")).name in READABLE
    except LookupError:
        # Django sets aside what Python does not know.
        return True
