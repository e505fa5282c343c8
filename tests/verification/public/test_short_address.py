"""Short addresses, as people type them and as QR codes hold them."""

import pytest

from verification.public.short_address import short_address


@pytest.mark.parametrize(
    ("base", "text", "scanned"),
    [
        (
            "https://katalog.example",
            "katalog.example/v/016JH",
            "HTTPS://KATALOG.EXAMPLE/V/016JH",
        ),
        (
            "http://127.0.0.1:8000",
            "127.0.0.1:8000/v/016JH",
            "HTTP://127.0.0.1:8000/V/016JH",
        ),
        # A path keeps its letters: servers tell them apart.
        (
            "https://rs.example/Katalog",
            "rs.example/Katalog/v/016JH",
            "HTTPS://RS.EXAMPLE/Katalog/V/016JH",
        ),
    ],
)
def test_an_address_as_typed_and_as_scanned(settings, base, text, scanned):
    settings.PUBLIC_BASE_URL = base

    address = short_address(1234)

    assert (address.code, address.text, address.scanned) == ("016JH", text, scanned)
