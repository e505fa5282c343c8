"""Compressing answers on their way out."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

PACKED = ("image/jpeg", "image/png", "image/webp", "application/pdf")
"""Kinds that are compressed already: doing it again costs time and gains nothing."""


class CompressTextsMiddleware(GZipMiddleware):
    """Django's, for all but pictures and PDFs."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if response.get("Content-Type", "").startswith(PACKED):
            return response
        return super().process_response(request, response)
