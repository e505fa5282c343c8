"""Whether a reader already has the answer: ``ETag`` and ``If-None-Match``.

Tags are weak, for the same answer is sent plain, in gzip and in brotli.
"""

from django.http import HttpRequest
from django.utils.http import parse_etags

_WEAK = "W/"


def etag_of(*parts: object) -> str:
    """The tag of an answer that follows from ``parts``; no part may hold a quote."""
    joined = "-".join(str(part) for part in parts)
    return f'{_WEAK}"{joined}"'


def is_known(request: HttpRequest, etag: str) -> bool:
    """Whether the reader named ``etag``, weak or strong, or "*" (RFC 9110, 13.1.2)."""
    named = parse_etags(request.headers.get("If-None-Match", ""))
    return named == ["*"] or etag.removeprefix(_WEAK) in {
        each.removeprefix(_WEAK) for each in named
    }
