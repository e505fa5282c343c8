"""Prices before and with value added tax."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.findings import Grade
from domain.prices import FULL_BASE, REDUCED_BASE, price_doubt, taxable_base, with_ppn
from tests.findings import sentence


@pytest.mark.parametrize(
    ("price", "base", "expected"),
    [
        (1_200_000, REDUCED_BASE, 1_100_000),
        (1_200_000, FULL_BASE, 1_200_000),
        (0, REDUCED_BASE, 0),
        (1, REDUCED_BASE, 1),
        (6, REDUCED_BASE, 6),
        (7, REDUCED_BASE, 6),
        (1, Fraction(1, 2), 1),
    ],
)
def test_the_taxed_part_is_rounded_half_up(price, base, expected):
    assert taxable_base(price, base) == expected


def test_the_reduced_base_is_the_usual_one():
    assert taxable_base(1_200_000) == 1_100_000
    assert with_ppn(1_000_000, 12) == 1_110_000


@pytest.mark.parametrize(
    ("price", "percent", "base", "expected"),
    [
        (81_082_633, 12, REDUCED_BASE, 90_001_723),
        (100, 12, FULL_BASE, 112),
        (100, 0, REDUCED_BASE, 100),
        (100, 100, FULL_BASE, 200),
        (50, 1, FULL_BASE, 51),
        (49, 1, FULL_BASE, 49),
        (0, 12, REDUCED_BASE, 0),
    ],
)
def test_a_price_with_tax_is_rounded_half_up(price, percent, base, expected):
    assert with_ppn(price, percent, base) == expected


@pytest.mark.parametrize(("price", "percent"), [(-1, 12), (1, -1), (1, 101)])
def test_no_tax_on_what_is_no_price_or_no_rate(price, percent):
    with pytest.raises(
        ValueError, match=f"^no price with tax for {price} at {percent}"
    ):
        with_ppn(price, percent)


@given(st.integers(0, 10**12), st.integers(0, 100))
def test_tax_is_within_half_a_rupiah_of_the_exact_one(price, percent):
    exact = price * (1 + REDUCED_BASE * Fraction(percent, 100))

    assert abs(with_ppn(price, percent) - exact) <= Fraction(1, 2)


@given(st.integers(0, 10**12))
def test_a_dearer_price_has_no_smaller_taxed_part(price):
    assert taxable_base(price) <= taxable_base(price + 1) <= taxable_base(price) + 1


@pytest.mark.parametrize(
    ("price", "usual", "code", "meant"),
    [
        (850_000, 850_000, None, None),
        (850_000 * 19, 850_000, None, None),
        (850_000 // 19, 850_000, None, None),
        (850_000 * 20, 850_000, "price_far", None),
        (850_000 // 20, 850_000, "price_far", None),
        (850, 850_000, "price_slipped", 850_000),
        (850, 2_550_000, "price_slipped", 850_000),
        (850, 2_550_001, "price_far", None),
        (2_550, 850_000, "price_slipped", 2_550_000),
        (2_551, 850_000, "price_far", None),
        (850_000_000, 850_000, "price_slipped", 850_000),
        (85_000_000, 850_000, "price_slipped", 850_000),
        (85_000_099, 850_000, "price_slipped", 850_000),
        (8_500, 850_000, "price_slipped", 850_000),
        (6_000_000_000, 60_000_000, "price_slipped", 60_000_000),
        (1, 850_000, "price_far", None),
    ],
)
def test_a_price_is_doubted_by_its_distance_from_the_usual(price, usual, code, meant):
    doubt = price_doubt(price, usual)

    assert (doubt.code if doubt else None) == code
    if doubt:
        assert doubt.grade == Grade.WARNING
        assert doubt.parameters.get("meant") == meant


def test_a_doubt_is_told_in_words():
    slipped, far = price_doubt(850, 900_000), price_doubt(1, 900_000)

    assert sentence(slipped) == (
        "Harga Rp 850 jauh dari harga lazim jenis alat ini, sekitar Rp 900.000. "
        "Apakah maksudnya Rp 850.000?"
    )
    assert sentence(slipped, "en") == (
        "The price Rp 850 is far from what is usual for this device type, about "
        "Rp 900,000. Did you mean Rp 850,000?"
    )
    assert sentence(far) == (
        "Harga Rp 1 jauh dari harga lazim jenis alat ini, sekitar Rp 900.000. "
        "Periksa jumlah nolnya."
    )
