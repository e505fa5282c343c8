"""Test points and what follows from their numbers."""

from decimal import Decimal

import pytest

from domain.calibration.conformity import Conformity
from domain.calibration.limits import Bounds
from domain.calibration.points import (
    dump_points,
    is_same_unit,
)
from tests.domain.calibration.samples import LIMITS, point


@pytest.mark.parametrize(
    ("given_point", "measured", "deviation"),
    [
        (point(nominal="25", mean="25.40"), "25.40", "0.40"),
        (point(nominal="25", error="-0.3"), "24.7", "-0.3"),
        (point(nominal="25", mean="25.40", error="0.4"), "25.40", "0.4"),
        (point(mean="12"), "12", None),
        (point(error="0.1"), None, "0.1"),
        (point(), None, None),
    ],
)
def test_measured_value_and_deviation_follow_from_what_is_certified(
    given_point, measured, deviation
):
    assert given_point.measured == (measured and Decimal(measured))
    assert given_point.deviation == (deviation and Decimal(deviation))


def test_certified_bounds_stand_before_those_of_the_profile():
    own = point(parameter="paper_speed", nominal="25", high="26")
    from_profile = point(parameter="paper_speed", nominal="50")

    assert own.bounds(LIMITS) == Bounds(None, Decimal(26))
    assert point(low="24").bounds(LIMITS) == Bounds(Decimal(24), None)
    assert from_profile.bounds(LIMITS) == Bounds(Decimal("47.5"), Decimal("52.5"))
    assert point(parameter="other", nominal="1").bounds(LIMITS) == Bounds()


def test_a_limit_in_another_unit_judges_only_as_a_share():
    leak = point(parameter="leak", mean="2", unit="kPa/min")
    speed = point(parameter="paper_speed", nominal="2.5", unit="cm/s")

    assert leak.bounds(LIMITS) == Bounds()
    assert speed.bounds(LIMITS) == Bounds(Decimal("2.375"), Decimal("2.625"))


def test_conformity_is_computed_from_error_uncertainty_limits_and_rule():
    near = {"parameter": "paper_speed", "nominal": "25", "mean": "26.2", "u95": "0.1"}

    assert point(**near).computed(LIMITS) == Conformity.PASS
    assert point(**near, rule="guarded").computed(LIMITS) == Conformity.FAIL
    assert (
        point(**near, rule="non_binary").computed(LIMITS) == Conformity.CONDITIONAL_PASS
    )


def test_conformity_is_the_stated_one_where_none_follows():
    assert point(stated="fail").computed(LIMITS) is None
    assert point(stated="fail").conformity(LIMITS) == Conformity.FAIL
    assert point(nominal="1").conformity(LIMITS) is None


def test_numbers_are_written_plainly_with_the_digits_they_have():
    (row,) = dump_points([point(mean="10.00", u95="1E-7", k="2", stated="pass")])

    assert row == {
        **dict.fromkeys(("parameter", "name", "unit", "tolerance"), ""),
        **dict.fromkeys(("nominal", "error", "low", "high")),
        "mean": "10.00",
        "u95": "0.0000001",
        "k": "2",
        "rule": "simple",
        "stated": "pass",
    }


def test_what_the_numbers_say_comes_before_what_is_stated():
    disagreeing = point(parameter="leak", mean="16", stated="pass")

    assert disagreeing.conformity(LIMITS) == Conformity.FAIL
    assert disagreeing.computed(LIMITS) == Conformity.FAIL


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("in", "inci", True),
        ("day", "hari", True),
        ("day", "days", True),
        ("mm Hg", "mmHg", True),
        ("°C", "degC", True),
        ("deg C", "degC", True),
        ("", "mmHg", True),
        ("mmHg", "", True),
        ("in", "cm", False),
        ("x", "y", False),
    ],
)
def test_units_are_the_same_by_any_of_their_spellings(one, other, same):
    assert is_same_unit(one, other) is same
