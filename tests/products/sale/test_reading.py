"""How it is told that something cannot be ordered."""

from datetime import date

import pytest
from django.template import Context, Template
from django.utils.translation import override

from domain.sale import RestrictionReason
from products.choices import RESTRICTION_REASONS
from products.sale.reading import (
    for_sale,
    read_restriction,
    reason_text,
    restriction_of_all,
)
from tests.factories.documents import product_document, variant

EARLY = {"reason": "other", "since": "2026-11-18"}
LATE = {"reason": "recalled", "since": "2026-11-20"}


def test_every_reason_has_words_and_one_of_a_newer_form_its_code():
    assert set(RESTRICTION_REASONS) == set(RestrictionReason)
    assert reason_text("of_tomorrow") == "of_tomorrow"


@pytest.mark.parametrize(
    ("language", "kind", "told"),
    [
        (
            "id",
            "unorderable",
            "Tidak dapat dipesan sejak 20 November 2026: harga sedang diperbarui.",
        ),
        (
            "id",
            "withdrawn",
            "Ditarik dari penjualan sejak 20 November 2026: harga sedang diperbarui.",
        ),
        (
            "en",
            "unorderable",
            "Cannot be ordered since 20 November 2026: price under revision.",
        ),
    ],
)
def test_it_is_told_since_when_and_why(language, kind, told):
    with override(language):
        reading = read_restriction("price_under_revision", date(2026, 11, 20), kind)

    assert (reading.text, reading.tone) == (told, "bad")


@pytest.mark.parametrize(
    ("restrictions", "expected"),
    [([], None), ([EARLY, None], None), ([EARLY], EARLY), ([LATE, EARLY], LATE)],
)
def test_a_product_is_restricted_where_all_of_it_is(restrictions, expected):
    assert restriction_of_all(iter(restrictions)) == expected


def test_prices_are_of_what_can_be_ordered_if_anything_can():
    free, frozen = variant(), variant(restriction=EARLY)

    assert for_sale([frozen, free]) == [free]
    assert for_sale([frozen]) == [frozen]
    assert for_sale([]) == []


@pytest.mark.parametrize(
    ("variants", "told"),
    [
        ([variant(), variant(restriction=EARLY)], ""),
        (
            [variant(restriction=LATE), variant(restriction=EARLY)],
            "Tidak dapat dipesan sejak 20 November 2026: "
            "ditarik karena keamanan atau mutu.",
        ),
    ],
)
def test_a_card_says_so_where_nothing_can_be_ordered(variants, told):
    template = Template("{% load prices %}{% unorderable product %}")
    product = product_document(variants=variants)

    assert template.render(Context({"product": product})) == told
