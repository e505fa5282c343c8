"""Addresses in the reader's language and with the public host."""

import pytest
from django.utils import translation

from core.addresses import absolute, localised, search_url


@pytest.mark.parametrize(
    ("language", "address"),
    [("id", "/cari/"), ("en", "/en/cari/"), ("id-id", "/cari/"), (None, "/cari/")],
)
def test_only_english_readers_have_a_prefix(language, address):
    with translation.override(language):
        assert localised("/cari/") == address


def test_the_search_is_reached_with_facets_chosen():
    assert search_url(device_type="lampu operasi", kind="a&b") == (
        "/cari/?device_type=lampu+operasi&kind=a%26b"
    )
    with translation.override("en"):
        assert search_url(category="08") == "/en/cari/?category=08"


def test_only_addresses_without_a_host_get_the_public_one(settings):
    settings.PUBLIC_BASE_URL = "https://katalog.example"

    assert absolute("/media/a.png") == "https://katalog.example/media/a.png"
    assert absolute("https://kan.or.id/a") == "https://kan.or.id/a"
    assert absolute("") == ""
