"""Which numbers bound the measured value of a row."""

import pytest

from tests.domain.dcc.reading import (
    CELSIUS,
    KELVIN,
    limits,
    point,
    read,
    temperatures,
    warm,
)
from tests.domain.dcc.samples import (
    metadata,
    quantity,
    real,
    xml_list,
)


def test_limits_beside_a_measured_value_bound_it():
    points, found = read(
        quantity(real("101"), kind="basic_measuredValue"), limits("95", "105")
    )

    assert points == [point(mean="101", low="95", high="105")]
    assert found == []


def test_limits_of_the_error_are_moved_to_the_measured_value():
    within = metadata(f"<dcc:data>{limits('-5', '5')}</dcc:data>")

    points, found = read(
        quantity(xml_list("100 200"), kind="basic_referenceValue"),
        quantity(xml_list("1 -2"), kind="basic_measurementError", metadata=within),
    )

    assert [(str(one.low), str(one.high)) for one in points] == [
        ("95", "105"),
        ("195", "205"),
    ]
    assert found == []


def test_limits_around_zero_that_leave_out_the_nominal_value_bound_the_error():
    points, found = read(
        quantity(real("100"), kind="basic_nominalValue"), limits("-5", "5")
    )

    assert points == [point(nominal="100", low="95", high="105")]
    assert found == ["limits_taken_as_of_the_error"]


def test_limits_around_zero_that_hold_the_nominal_value_bound_the_measured_one():
    points, found = read(
        quantity(real("3"), kind="basic_nominalValue"), limits("-5", "5")
    )

    assert points == [point(nominal="3", low="-5", high="5")]
    assert found == []


@pytest.mark.parametrize("nominal", ["-5", "5"])
def test_a_nominal_value_may_be_at_the_limit(nominal):
    points, found = read(
        quantity(real(nominal), kind="basic_nominalValue"), limits("-5", "5")
    )

    assert points == [point(nominal=nominal, low="-5", high="5")]
    assert found == []


def test_a_limit_alone_is_not_taken_for_one_of_the_error():
    points, found = read(
        quantity(real("100"), kind="basic_nominalValue"),
        quantity(real("5"), kind="basic_acceptanceLimitUpper"),
    )

    assert points == [point(nominal="100", high="5")]
    assert found == []


def test_limits_of_an_error_without_its_point_are_skipped():
    within = metadata(f"<dcc:data>{limits('-5', '5')}</dcc:data>")

    points, found = read(
        quantity(real("1"), kind="basic_measurementError", metadata=within)
    )

    assert points == [point(error="1", lacking=("limit",))]
    assert found == ["limits_of_the_error", "limits_of_the_error"]


def test_limits_of_the_error_are_moved_by_the_mean_less_the_error():
    within = metadata(f"<dcc:data>{limits('-5', '5')}</dcc:data>")

    points, found = read(
        quantity(real("101"), kind="basic_measuredValue"),
        quantity(real("1"), kind="basic_measurementError", metadata=within),
    )

    assert points == [point(mean="101", error="1", low="95", high="105")]
    assert found == []


def test_a_limit_on_one_side_is_moved_alone():
    within = metadata(
        f"<dcc:data>{quantity(real('5'), kind='basic_acceptanceLimitUpper')}</dcc:data>"
    )

    points, _found = read(
        quantity(real("100"), kind="basic_nominalValue"),
        quantity(real("1"), kind="basic_measurementError", metadata=within),
    )

    assert points == [point(nominal="100", error="1", high="105")]


@pytest.mark.parametrize(
    ("low", "high", "found"),
    [
        ("-5", "5", ["limits_taken_as_of_the_error"]),
        ("0", "5", ["limits_taken_as_of_the_error"]),
        ("-5", "0", ["limits_taken_as_of_the_error"]),
        ("1", "5", []),
        ("-5", "100", []),
        ("95", "105", []),
    ],
)
def test_only_limits_around_zero_are_taken_for_those_of_the_error(low, high, found):
    _points, codes = read(
        quantity(real("100"), kind="basic_nominalValue"), limits(low, high)
    )

    assert codes == found


def in_kelvin(low: str, high: str, name: str = "") -> str:
    return quantity(
        xml_list(low, KELVIN), kind="basic_acceptanceLimitLower", name=name
    ) + quantity(xml_list(high, KELVIN), kind="basic_acceptanceLimitUpper", name=name)


def test_limits_of_the_error_may_be_in_kelvin():
    within = metadata(f"<dcc:data>{in_kelvin('-0.5', '0.5')}</dcc:data>")

    points, found = temperatures(
        quantity(
            xml_list("0.1 0.2", KELVIN), kind="basic_measurementError", metadata=within
        )
    )

    assert points == warm(
        error=("0.1", "0.2"), low=("31.5", "35.5"), high=("32.5", "36.5")
    )
    assert found == []


@pytest.mark.parametrize(
    ("low", "high", "bounds", "codes"),
    [
        ("-0.5", "0.5", ("31.5", "32.5"), ["limits_taken_as_of_the_error"]),
        ("0.1", "0.5", ("32.1", "32.5"), ["limits_taken_as_of_the_error"]),
        ("304.65", "309.65", ("31.50", "36.50"), []),
    ],
)
def test_limits_in_kelvin_are_temperatures_where_they_hold_the_point(
    low, high, bounds, codes
):
    points, found = temperatures(in_kelvin(low, high))

    assert (str(points[0].low), str(points[0].high)) == bounds
    assert found == codes


def test_an_upper_limit_alone_in_kelvin_is_one_of_the_error_unless_it_holds_the_point():
    upper = "basic_acceptanceLimitUpper"

    small, _found = temperatures(quantity(xml_list("0.5", KELVIN), kind=upper))
    great, _found = temperatures(quantity(xml_list("310.15", KELVIN), kind=upper))

    assert [str(each.high) for each in small] == ["32.5", "36.5"]
    assert [str(each.high) for each in great] == ["37.00", "37.00"]


def test_limits_in_kelvin_without_a_point_are_temperatures_unless_below_zero():
    cold, found = read(
        quantity(xml_list("0.1", CELSIUS), kind="basic_measurementError"),
        in_kelvin("-1", "1"),
    )
    warm_enough, _found = read(
        quantity(xml_list("0.1", CELSIUS), kind="basic_measurementError"),
        in_kelvin("273.15", "274.15"),
    )

    assert [(each.low, each.high, each.lacking) for each in cold] == [
        (None, None, ("limit",))
    ]
    assert found == [
        "limits_taken_as_of_the_error",
        "limits_of_the_error",
        "limits_of_the_error",
    ]
    assert [(str(each.low), str(each.high)) for each in warm_enough] == [
        ("0.00", "1.00")
    ]


def test_limits_marked_as_of_the_measured_value_are_so_in_any_unit():
    points, found = temperatures(
        quantity(
            xml_list("0.5", KELVIN),
            kind="basic_acceptanceLimitUpper alkes_ofMeasuredValue",
        )
    )

    assert [str(each.high) for each in points] == ["-272.65", "-272.65"]
    assert found == []


def test_limits_in_degrees_beside_kelvin_may_lie_below_the_zero_of_degrees():
    points, found = read(
        quantity(real("268.15", KELVIN), kind="basic_measuredValue"),
        quantity(real("-10", CELSIUS), kind="basic_acceptanceLimitLower"),
        quantity(real("-1", CELSIUS), kind="basic_acceptanceLimitUpper"),
    )

    assert [(str(each.low), str(each.high)) for each in points] == [
        ("263.15", "272.15")
    ]
    assert found == []


def test_a_measured_value_outside_limits_around_zero_is_just_a_bad_one():
    points, found = read(
        quantity(real("7"), kind="basic_measuredValue"), limits("-5", "5")
    )

    assert points == [point(mean="7", low="-5", high="5")]
    assert found == []


def test_a_limit_that_is_no_number_bounds_nothing():
    points, found = read(
        quantity(real("7"), kind="basic_measuredValue"), limits("x", "9")
    )

    assert points == [point(mean="7", high="9")]
    assert found == ["not_a_number"]
