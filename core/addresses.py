"""Addresses of public pages in the reader's language, and with the public host."""

from urllib.parse import urlencode

from django.conf import settings

from core.language import language

SEARCH_PATH = "/cari/"
DEVICE_TYPES_PATH = "/jenis-alat/"


def localised(path: str) -> str:
    """``path`` in the reader's language: ``/en`` before an Indonesian path."""
    return f"/en{path}" if language() == "en" else path


def search_url(**facets: str) -> str:
    """The search with these facets chosen, in the reader's language."""
    return f"{localised(SEARCH_PATH)}?{urlencode(facets)}"


def device_type_path(key: str) -> str:
    """The Indonesian page of a device type; of a category or sub-category by its
    code."""
    return f"{DEVICE_TYPES_PATH}{key}/"


def absolute(url: str) -> str:
    """``url`` with scheme and host under which the public reaches the catalogue."""
    return f"{settings.PUBLIC_BASE_URL}{url}" if url.startswith("/") else url
