"""From the columns of a table to its points."""

import pytest

from domain.dcc.certificate import MeasuredPoint
from domain.dcc.reader import read_certificate
from tests.domain.dcc.reading import limits, point, read
from tests.domain.dcc.samples import (
    certificate_xml,
    conformities,
    expanded_mu,
    metadata,
    quantity,
    real,
    result,
    table,
    xml_list,
)
from tests.wording import indonesian


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


def test_a_column_in_a_unit_is_left_out_beside_one_without():
    content = certificate_xml(
        result(
            table(
                quantity(real("5", ""), kind="basic_measuredValue"),
                quantity(real("1", r"\percent"), kind="basic_measurementError"),
            )
        )
    )

    certificate = read_certificate(content)

    assert [each.points for each in certificate.results] == [
        (point(unit="", mean="5"),)
    ]
    assert [indonesian(found) for found in certificate.findings] == [
        "Kolom “basic_measurementError” bersatuan “\\percent”, lain dari “”, dan "
        "dilewatkan.",
        "Satuan “” tidak dikenal dan dibiarkan apa adanya.",
    ]


def test_limits_of_an_error_without_its_point_are_skipped():
    within = metadata(f"<dcc:data>{limits('-5', '5')}</dcc:data>")

    points, found = read(
        quantity(real("1"), kind="basic_measurementError", metadata=within)
    )

    assert points == [point(error="1")]
    assert found == ["limits_of_the_error"]


def test_conformity_is_stated_for_each_row():
    points, found = read(
        quantity(xml_list("1 2 3 4"), kind="basic_measuredValue"),
        about=metadata(conformities("pass fail conditionalPass conditionalFail")),
    )

    assert [one.conformity for one in points] == [
        "pass",
        "fail",
        "conditional_pass",
        "conditional_fail",
    ]
    assert found == []


def test_one_conformity_holds_for_all_rows():
    points, _found = read(
        quantity(
            xml_list("1 2"),
            kind="basic_measuredValue",
            metadata=metadata(conformities("pass")),
        ),
    )

    assert [one.conformity for one in points] == ["pass", "pass"]


def test_a_statement_that_is_no_verdict_is_skipped():
    points, found = read(
        quantity(real("1"), kind="basic_measuredValue"),
        about=metadata(conformities("noPass")),
    )

    assert points == [point(mean="1")]
    assert found == ["conformity_unknown"]


def test_an_unknown_unit_is_kept_with_a_warning():
    points, found = read(quantity(real("5", r"\foo"), kind="basic_measuredValue"))

    assert points == [point(unit=r"\foo", mean="5")]
    assert found == ["unknown_unit"]


def test_of_a_pump_the_reference_is_what_the_standard_read():
    points, _found = read(
        quantity(real("50"), kind="basic_nominalValue"),
        quantity(real("51"), kind="basic_referenceValue"),
    )

    assert points == [point(nominal="50", mean="51")]


@pytest.mark.parametrize(
    ("columns", "fields"),
    [
        (
            {"nominal": "4", "reference": "3", "measured": "5"},
            {"nominal": "3", "mean": "5"},
        ),
        ({"reference": "3", "measured": "5"}, {"nominal": "3", "mean": "5"}),
        ({"nominal": "4", "measured": "5"}, {"nominal": "4", "mean": "5"}),
        ({"reference": "3"}, {"nominal": "3"}),
    ],
)
def test_the_point_is_the_reference_where_both_are_stated(columns, fields):
    points, _found = read(
        *(
            quantity(real(number), kind=f"basic_{name}Value")
            for name, number in columns.items()
        )
    )

    assert points == [point(**fields)]


@pytest.mark.parametrize(
    ("correction", "error"), [("-0.5", "0.5"), ("0.5", "-0.5"), ("0.0", "0.0")]
)
def test_a_correction_is_the_error_with_the_other_sign(correction, error):
    points, _found = read(
        quantity(real(correction), kind="basic_measurementError_correction")
    )

    assert [str(each.error) for each in points] == [error]


def test_an_error_comes_before_a_correction():
    points, _found = read(
        quantity(real("1"), kind="basic_measurementError"),
        quantity(real("7"), kind="basic_measurementError_correction"),
    )

    assert points == [point(error="1")]


def test_the_uncertainty_is_that_of_the_error_before_that_of_the_reading():
    points, _found = read(
        quantity(real("1", uncertainty=expanded_mu("0.1")), kind="basic_measuredValue"),
        quantity(
            real("2", uncertainty=expanded_mu("0.2")), kind="basic_measurementError"
        ),
    )

    assert points == [point(mean="1", error="2", u95="0.2", k="2")]


def test_an_uncertainty_in_another_unit_is_passed_over():
    points, _found = read(
        quantity(real("1"), kind="basic_measuredValue"),
        quantity(
            real("2", r"\percent", expanded_mu("0.2")), kind="basic_measurementError"
        ),
        quantity(real("0.5"), kind="basic_expandedUncertainty"),
        quantity(real("3", r"\one"), kind="alkes_coverageFactor"),
    )

    assert points == [point(mean="1", u95="0.5", k="3")]


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


def test_more_statements_of_conformity_than_rows_are_left_alone():
    points, found = read(
        quantity(xml_list("1 2 3"), kind="basic_measuredValue"),
        about=metadata(conformities("pass fail")),
    )

    assert [each.conformity for each in points] == ["pass", "fail", ""]
    assert found == []


def test_a_point_without_numbers_may_still_state_something():
    content = certificate_xml(
        result(
            '<dcc:list refType="alkes_point"><dcc:name><dcc:content>Alarm'
            "</dcc:content></dcc:name><dcc:measurementMetaData>"
            + metadata(conformities("pass"))
            + "</dcc:measurementMetaData></dcc:list>"
        )
    )

    (alarm,) = read_certificate(content).results

    assert alarm.points == (MeasuredPoint(parameter="Alarm", conformity="pass"),)
