"""Chance is the same for the same subject, and stays within what it is asked for."""

import pytest

from demo.chance import Chance, between, round_to_figures
from tests.demo.settled_chance import Settled


def test_same_subject_draws_the_same_and_another_something_else():
    drawn = [Chance.about(17, "product", 3).random() for _ in range(2)]

    assert drawn[0] == drawn[1] == Chance("17/product/3").random()
    assert Chance.about(17, "product", 4).random() != drawn[0]


def test_happens_below_its_probability_only():
    chance = Settled.at(0.3)

    assert chance.happens(0.31)
    assert not chance.happens(0.3)


@pytest.mark.parametrize(("position", "expected"), [(-1, 0), (0.4, 0.4), (2, 1)])
def test_near_stays_between_0_and_1(position, expected):
    assert Settled.at(0).near(position) == expected


def test_near_spreads_by_its_noise():
    draws = [Chance(seed).near(0.5, 0.01) for seed in range(200)]

    assert 0.46 < min(draws) < 0.49
    assert 0.51 < max(draws) < 0.54


@pytest.mark.parametrize(
    ("position", "expected"),
    [(0, "a"), (0.24, "a"), (0.25, "b"), (0.5, "c"), (0.99, "d"), (1, "d")],
)
def test_along_is_the_item_at_the_place(position, expected):
    assert Settled.at(0).along("abcd", position) == expected


def test_several_keep_their_order_and_are_no_more_than_there_are():
    assert Chance(1).several("abc", 5, 9) == ["a", "b", "c"]
    counts = set()
    for seed in range(60):
        chosen = Chance(seed).several("abcdef", 2, 4)
        assert chosen == sorted(set(chosen))
        counts.add(len(chosen))
    assert counts == {2, 3, 4}


def test_digits_may_begin_with_0():
    assert Settled.at(0).digits(3) == "000"
    assert Settled.at(0.99).digits(2) == "99"


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [(0, 10, 5), (1, 20, 10.5), (1, 100, 10), (0, 100, 50), (-50, 50, 0)],
)
def test_between_goes_by_ratio_where_bounds_lie_far_apart(low, high, expected):
    assert between(low, high, 0.5) == pytest.approx(expected)
    assert between(low, high, 0) == pytest.approx(low)
    assert between(low, high, 1) == pytest.approx(high)


@pytest.mark.parametrize(
    ("value", "figures", "expected"),
    [
        (0, 2, 0.0),
        (1234, 2, 1200),
        (1250.1, 3, 1250),
        (0.012345, 3, 0.0123),
        (-98.76, 2, -99),
        (10, 1, 10),
    ],
)
def test_rounding_keeps_leading_figures(value, figures, expected):
    assert round_to_figures(value, figures) == expected
