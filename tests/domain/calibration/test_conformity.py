from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calibration.conformity import (
    CONFORMITY_NAMES,
    Conformity,
    DecisionRule,
    conformity_of,
)
from domain.calibration.limits import Bounds
from tests.wording import english, indonesian

PASS, FAIL = Conformity.PASS, Conformity.FAIL
CONDITIONAL_PASS = Conformity.CONDITIONAL_PASS
CONDITIONAL_FAIL = Conformity.CONDITIONAL_FAIL

SPEED = Bounds(Decimal("23.75"), Decimal("26.25"))


@pytest.mark.parametrize(
    ("value", "simple", "guarded", "non_binary"),
    [
        ("25", PASS, PASS, PASS),
        ("26.00", PASS, PASS, PASS),
        ("26.01", PASS, FAIL, CONDITIONAL_PASS),
        ("26.25", PASS, FAIL, CONDITIONAL_PASS),
        ("26.26", FAIL, FAIL, CONDITIONAL_FAIL),
        ("26.50", FAIL, FAIL, CONDITIONAL_FAIL),
        ("26.51", FAIL, FAIL, FAIL),
        ("24.00", PASS, PASS, PASS),
        ("23.99", PASS, FAIL, CONDITIONAL_PASS),
        ("23.50", FAIL, FAIL, CONDITIONAL_FAIL),
        ("23.49", FAIL, FAIL, FAIL),
    ],
)
def test_each_rule_decides_on_a_value_near_its_limits(
    value, simple, guarded, non_binary
):
    u95 = Decimal("0.25")

    found = [conformity_of(Decimal(value), u95, SPEED, rule) for rule in DecisionRule]

    assert found == [simple, guarded, non_binary]


@pytest.mark.parametrize(
    ("bounds", "value", "conformity"),
    [
        (Bounds(low=Decimal(8)), "8", PASS),
        (Bounds(low=Decimal(8)), "7.9", FAIL),
        (Bounds(high=Decimal(60)), "60", PASS),
        (Bounds(high=Decimal(60)), "60.1", FAIL),
    ],
)
def test_a_bound_may_be_on_one_side_only(bounds, value, conformity):
    assert conformity_of(Decimal(value), None, bounds, "simple") == conformity


@pytest.mark.parametrize(
    ("value", "u95", "bounds", "rule"),
    [
        (None, "0.1", SPEED, "simple"),
        ("NaN", "0.1", SPEED, "simple"),
        ("25", "0.1", Bounds(), "simple"),
        ("25", "0.1", Bounds(Decimal(26), Decimal(24)), "simple"),
        ("25", None, SPEED, "guarded"),
        ("25", None, SPEED, "non_binary"),
        ("25", "-0.1", SPEED, "guarded"),
        ("25", "Infinity", SPEED, "non_binary"),
        ("25", "0.1", Bounds(Decimal("NaN"), Decimal(26)), "simple"),
        ("25", "0.1", Bounds(Decimal(24), Decimal("Infinity")), "simple"),
    ],
)
def test_nothing_is_said_where_a_number_is_missing(value, u95, bounds, rule):
    numbers = [None if n is None else Decimal(n) for n in (value, u95)]

    assert conformity_of(*numbers, bounds, rule) is None


def test_an_unknown_rule_is_refused():
    with pytest.raises(ValueError, match="majority"):
        conformity_of(Decimal(25), None, SPEED, "majority")


numbers = st.decimals(-1000, 1000, places=3, allow_nan=False)


@given(numbers, st.decimals(0, 100, places=3), numbers, numbers)
def test_the_three_rules_agree_with_each_other(value, u95, one, other):
    bounds = Bounds(min(one, other), max(one, other))

    simple, guarded, non_binary = (
        conformity_of(value, u95, bounds, rule) for rule in DecisionRule
    )

    assert (simple == PASS) == (non_binary in (PASS, CONDITIONAL_PASS))
    assert (guarded == PASS) == (non_binary == PASS)


@pytest.mark.parametrize(
    ("conformity", "in_indonesian", "in_english"),
    [
        (PASS, "lulus", "pass"),
        (CONDITIONAL_PASS, "lulus bersyarat", "conditional pass"),
        (CONDITIONAL_FAIL, "gagal bersyarat", "conditional fail"),
        (FAIL, "gagal", "fail"),
    ],
)
def test_every_conformity_has_a_name_in_both_languages(
    conformity, in_indonesian, in_english
):
    name = CONFORMITY_NAMES[conformity]

    assert (indonesian(name), english(name)) == (in_indonesian, in_english)
