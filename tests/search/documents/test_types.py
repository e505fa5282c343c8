"""The card of a product says all that lists show of it."""

from datetime import timedelta

import pytest
from django.template.loader import render_to_string
from django.utils import timezone

from search.api import _hit_out
from search.documents.types import product_card
from tests.factories.documents import product_document, variant

YESTERDAY = (timezone.localdate() - timedelta(days=1)).isoformat()
PICTURES = [
    {
        "alt": f"Gambar {name}",
        "caption": "",
        "urls": {"card": f"/{name}.jpg", "s800": f"/{name}-800.jpg"},
    }
    for name in ("depan", "belakang")
]
DOCUMENTS = {
    "complete": product_document(pictures=PICTURES),
    "without a picture": product_document(pictures=[]),
    "calibrated": product_document(calibrated_until="2027-01-31"),
    "lapsed price": product_document(
        variants=[variant(price=100, price_valid_until=YESTERDAY), variant(price=200)],
        price_min=100,
        price_max=200,
    ),
    "nothing stated": product_document(
        licence=None, tkdn=None, bmp=None, price_min=None, price_max=None
    ),
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_lists_show_of_a_card_what_they_would_show_of_the_document(name):
    document = DOCUMENTS[name]
    card = product_card(document)

    shown, whole = (
        render_to_string("components/product_card.html", {"product": each})
        for each in (card, document)
    )

    assert shown == whole
    assert _hit_out(card) == _hit_out(document)


def test_a_card_has_the_first_picture_and_no_description():
    card = product_card(DOCUMENTS["complete"])

    assert [each["alt"] for each in card["pictures"]] == ["Gambar depan"]
    assert "description" not in card
