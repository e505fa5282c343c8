"""Compressing answers on their way out, and saying that they may be."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers

from core.content_coding import preferred_coding

PACKED = ("image/jpeg", "image/png", "image/webp", "application/pdf")
"""Kinds that are compressed already: doing it again costs time and gains nothing."""


class CompressTextsMiddleware(GZipMiddleware):
    """Django's, for all but pictures and PDFs, and for who takes gzip.

    Every answer that could be compressed says that it depends on what the reader takes,
    also those without a body: a cache on the way keeps them beside the others.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if response.get("Content-Type", "").startswith(PACKED):
            return response
        patch_vary_headers(response, ("Accept-Encoding",))
        if response.has_header("Content-Encoding"):
            return response
        if preferred_coding(request, ("gzip",)) != "gzip":
            return response
        return super().process_response(request, response)
