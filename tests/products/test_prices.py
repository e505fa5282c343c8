from datetime import date, timedelta
from fractions import Fraction

import pytest

from certificates.reading import Reading
from products.prices import has_lapsed, ppn_base, price_until, read_price
from products.templatetags.prices import lapsed_price
from tests.factories.documents import product_document, variant


@pytest.mark.parametrize(
    ("is_reduced", "base"), [(True, Fraction(11, 12)), (False, Fraction(1))]
)
def test_the_setting_says_what_is_taxed(settings, is_reduced, base):
    settings.PPN_REDUCED_BASE = is_reduced

    assert ppn_base() == base


DAY = date(2026, 5, 12)


def test_a_price_is_offered_through_its_last_day():
    after = DAY + timedelta(days=1)

    assert [has_lapsed(DAY, DAY), has_lapsed(DAY, after)] == [False, True]
    assert [has_lapsed(None, DAY), has_lapsed("", DAY)] == [False, False]
    assert price_until("2026-05-12", DAY) == "12 Mei 2026"
    assert price_until("2026-05-12", after) == "12 Mei 2026 (lewat)"
    assert price_until(None) == ""


def test_a_price_says_for_how_long_and_warns_when_that_is_over():
    assert read_price(DAY, DAY) == Reading("Harga berlaku sampai 12 Mei 2026")
    assert read_price(DAY, DAY + timedelta(days=1)) == Reading(
        "Harga ini hanya berlaku sampai 12 Mei 2026; minta harga terbaru.",
        "bad",
        ("warning",),
    )
    assert read_price(None) is None


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        (
            "2020-01-31",
            "2999-01-31",
            "Harga ini hanya berlaku sampai 31 Januari 2020; minta harga terbaru.",
        ),
        ("2999-01-31", "2020-01-31", ""),
        ("", "2020-01-31", ""),
    ],
)
def test_a_card_warns_of_the_price_that_it_shows(first, second, said):
    product = product_document(
        variants=[
            variant(None, price_valid_until="2020-01-31"),
            variant(2_000, price_valid_until=second),
            variant(1_000, price_valid_until=first),
        ]
    )

    assert lapsed_price(product) == said
