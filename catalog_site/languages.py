"""The same page in the other language. Indonesian addresses have no prefix."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import LocalePrefixPattern, URLPattern, URLResolver
from django.utils.encoding import escape_uri_path
from django.utils.http import escape_leading_slashes
from django.utils.translation import get_language

PREFIXES = {"id": "", "en": "/en"}


class CataloguePrefix(LocalePrefixPattern):
    """No prefix in a language the catalogue does not have: the admin has its own name
    for Indonesian (see ``catalog_site.admin_language``)."""

    @property
    def language_prefix(self) -> str:
        return super().language_prefix if get_language() in PREFIXES else ""


def in_every_language(*patterns: URLPattern | URLResolver) -> URLResolver:
    """The addresses under each language's prefix, as ``i18n_patterns`` makes them."""
    return URLResolver(CataloguePrefix(prefix_default_language=False), patterns)


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """``url`` keeps the query string; ``canonical`` is absolute and has none."""

    code: str
    url: str
    canonical: str
    is_current: bool


def language_links(request: HttpRequest) -> list[LanguageLink]:
    """The page that ``request`` asks for, in every language of the catalogue."""
    # An address that begins with two slashes would lead to another host.
    path = escape_leading_slashes(escape_uri_path(_without_prefix(request.path)))
    query = request.META.get("QUERY_STRING", "")
    return [
        LanguageLink(
            code=code,
            url=f"{prefix}{path}?{query}" if query else f"{prefix}{path}",
            canonical=f"{settings.PUBLIC_BASE_URL}{prefix}{path}",
            is_current=code == get_language(),
        )
        for code, prefix in PREFIXES.items()
    ]


def _without_prefix(path: str) -> str:
    english = PREFIXES["en"]
    return path[len(english) :] if path.startswith(f"{english}/") else path
