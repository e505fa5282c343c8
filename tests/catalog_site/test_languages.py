"""The same page in the other language."""

import pytest
from django.utils import translation

from catalog_site.languages import CataloguePrefix, language_links


def links(rf, path: str) -> list[tuple[str, str, str, bool]]:
    return [
        (link.code, link.url, link.canonical, link.is_current)
        for link in language_links(rf.get(path))
    ]


def test_a_page_is_linked_in_every_language(rf):
    assert links(rf, "/pemasok/?kind=a&page=2") == [
        (
            "id",
            "/pemasok/?kind=a&page=2",
            "https://katalog.example/pemasok/",
            True,
        ),
        (
            "en",
            "/en/pemasok/?kind=a&page=2",
            "https://katalog.example/en/pemasok/",
            False,
        ),
    ]


def test_the_prefix_is_taken_off_an_english_page(rf):
    with translation.override("en"):
        found = links(rf, "/en/pemasok/")

    assert [(code, url, current) for code, url, _canonical, current in found] == [
        ("id", "/pemasok/", False),
        ("en", "/en/pemasok/", True),
    ]


@pytest.mark.parametrize(
    ("path", "indonesian"),
    [
        ("/english/", "/english/"),
        ("/en", "/en"),
        ("/en//elsewhere.example/", "/%2Felsewhere.example/"),
    ],
)
def test_only_the_prefix_is_a_prefix_and_no_link_leaves_the_host(rf, path, indonesian):
    [(_code, url, *_rest), _english] = links(rf, path)

    assert url == indonesian


@pytest.mark.parametrize(
    ("language", "prefix"), [("id", ""), ("en", "en/"), ("id-id", "")]
)
def test_only_languages_of_the_catalogue_have_a_prefix(language, prefix):
    with translation.override(language):
        assert CataloguePrefix(prefix_default_language=False).language_prefix == prefix
