from decimal import Decimal

import pytest

from domain.dcc.certificate import MeasuredPoint
from domain.dcc.quantities import MOST_POINTS
from domain.dcc.reader import read_certificate
from tests.domain.dcc.samples import (
    certificate_xml,
    conformities,
    expanded_mu,
    expanded_unc_list,
    hybrid,
    metadata,
    quantity,
    real,
    result,
    table,
    xml_list,
)


def read(*quantities: str, about: str = "") -> tuple[list[MeasuredPoint], list[str]]:
    content = certificate_xml(result(table(*quantities, metadata=about)))
    certificate = read_certificate(content)
    points = [point for one in certificate.results for point in one.points]
    return points, [finding.code for finding in certificate.findings]


def point(**fields) -> MeasuredPoint:
    values = {
        name: Decimal(value)
        if name in ("nominal", "mean", "error", "u95", "k", "low", "high")
        else value
        for name, value in fields.items()
    }
    return MeasuredPoint(**({"parameter": "Tekanan", "unit": "mmHg"} | values))


def test_single_numbers_with_an_uncertainty_of_si_2_2():
    points, found = read(
        quantity(real("100"), kind="basic_nominalValue"),
        quantity(
            real("101.0", uncertainty=expanded_mu("0.50")), kind="basic_measuredValue"
        ),
    )

    assert points == [point(nominal="100", mean="101.0", u95="0.50", k="2")]
    assert str(points[0].u95) == "0.50"
    assert found == []


@pytest.mark.parametrize(
    ("names", "fields"),
    [
        (("Nennwert", "Messwert"), {"nominal": "100", "mean": "101"}),
        (("Reference", "Measured"), {"nominal": "100", "mean": "101"}),
        (("Titik ukur", "Rata-rata pembacaan"), {"nominal": "100", "mean": "101"}),
        (("Setting", "Error"), {"nominal": "100", "error": "101"}),
        (("Sollwert", "Abweichung"), {"nominal": "100", "error": "101"}),
        (("Nilai acuan", "Koreksi"), {"nominal": "100", "error": "-101"}),
        (("Untere Grenze", "Obere Grenze"), {"low": "100", "high": "101"}),
        (("Batas bawah", "Batas atas"), {"low": "100", "high": "101"}),
        (("Measured value", "Ketidakpastian U95"), {"mean": "100", "u95": "101"}),
        (("Measured value", "Coverage factor"), {"mean": "100", "k": "101"}),
    ],
)
def test_without_reftypes_the_names_say_what_a_column_is(names, fields):
    first, second = names

    points, found = read(
        quantity(real("100"), name=first), quantity(real("101"), name=second)
    )

    assert points == [point(**fields)]
    assert found == []


def test_a_column_without_meaning_is_skipped_with_a_warning():
    points, found = read(
        quantity(real("100"), kind="basic_nominalValue"),
        quantity(real("7"), name="Ruang"),
    )

    assert points == [point(nominal="100")]
    assert found == ["column_unknown"]


def test_of_a_hybrid_the_customary_unit_is_read_with_the_others_uncertainty():
    points, found = read(
        quantity(
            hybrid(xml_list("0.20 0.50", r"\one"), xml_list("20 50", r"\percent")),
            kind="basic_referenceValue",
        ),
        quantity(
            hybrid(
                xml_list("0.010 -0.010", r"\one", expanded_unc_list("0.006 0.008")),
                xml_list("1.0 -1.0", r"\percent"),
            ),
            kind="basic_measurementError",
        ),
    )

    assert points == [
        point(unit="%", nominal="20", error="1.0", u95="0.6", k="2"),
        point(unit="%", nominal="50", error="-1.0", u95="0.8", k="2"),
    ]
    assert found == []


def test_a_hybrid_whose_uncertainty_does_not_convert_is_read_where_it_has_one():
    points, _found = read(
        quantity(
            hybrid(real("60", r"\second", expanded_mu("0.5")), real("1", r"\minute")),
            kind="basic_measuredValue",
        ),
    )

    assert points == [point(unit="s", mean="60", u95="0.5", k="2")]


def limits(low: str, high: str, kind: str = "acceptance") -> str:
    return quantity(real(low), kind=f"basic_{kind}LimitLower") + quantity(
        real(high), kind=f"basic_{kind}LimitUpper"
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


def test_limits_of_an_error_without_its_point_are_skipped():
    within = metadata(f"<dcc:data>{limits('-5', '5')}</dcc:data>")

    points, found = read(
        quantity(real("1"), kind="basic_measurementError", metadata=within)
    )

    assert points == [point(error="1")]
    assert found == ["limits_of_the_error"]


def test_acceptance_limits_come_before_tolerance_limits():
    tolerances = limits("90", "110", "tolerance")

    both, _found = read(
        quantity(real("101"), kind="basic_measuredValue"),
        tolerances,
        limits("95", "105"),
    )
    only, _found = read(quantity(real("101"), kind="basic_measuredValue"), tolerances)

    assert both == [point(mean="101", low="95", high="105")]
    assert only == [point(mean="101", low="90", high="110")]


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


@pytest.mark.parametrize(
    ("column", "code"),
    [
        (quantity(xml_list("1 2 3"), kind="basic_measurementError"), "column_length"),
        (
            quantity(xml_list("1 2", r"\percent"), kind="basic_measurementError"),
            "unit_differs",
        ),
        (quantity(xml_list("a b"), kind="basic_measurementError"), "not_a_number"),
        (quantity(xml_list("1,5 2,5"), kind="basic_measurementError"), "not_a_number"),
        (
            quantity(xml_list("1e999 NaN"), kind="basic_measurementError"),
            "not_a_number",
        ),
        (quantity("<si:complex/>", kind="basic_measurementError"), "column_unknown"),
        (quantity(xml_list("8 9"), kind="basic_measuredValue"), "column_repeated"),
    ],
)
def test_a_column_that_does_not_fit_leaves_the_others(column, code):
    points, found = read(
        quantity(xml_list("1 2 3 4"), kind="basic_nominalValue")
        if code == "column_length"
        else quantity(xml_list("1 2"), kind="basic_nominalValue"),
        quantity(xml_list("5"), kind="basic_measuredValue"),
        column,
    )

    assert {one.mean for one in points} == {Decimal(5)}
    assert {one.error for one in points} == {None}
    assert code in found


def test_an_unknown_unit_is_kept_with_a_warning():
    points, found = read(quantity(real("5", r"\foo"), kind="basic_measuredValue"))

    assert points == [point(unit=r"\foo", mean="5")]
    assert found == ["unknown_unit"]


def test_another_coverage_is_said_so():
    _points, found = read(
        quantity(
            real("5", uncertainty=expanded_mu("1", "3", "0.997")),
            kind="basic_measuredValue",
        )
    )

    assert found == ["other_probability"]


STANDARD_MU = (
    "<si:measurementUncertaintyUnivariate><si:standardMU><si:valueStandardMU>1"
    "</si:valueStandardMU></si:standardMU></si:measurementUncertaintyUnivariate>"
)
INTERVAL = (
    "<si:coverageInterval><si:standardUnc>1</si:standardUnc></si:coverageInterval>"
)
RELATIVE = (
    "<dcc:relativeUncertainty><dcc:relativeUncertaintySingle/>"
    "</dcc:relativeUncertainty>"
)


@pytest.mark.parametrize(
    "numbers",
    [
        real("5", uncertainty=STANDARD_MU),
        real("5", uncertainty=INTERVAL),
        real("5") + RELATIVE,
    ],
)
def test_another_uncertainty_is_not_taken_for_an_expanded_one(numbers):
    points, found = read(quantity(numbers, kind="basic_measuredValue"))

    assert points == [point(mean="5")]
    assert found == ["uncertainty_not_expanded"]


def test_of_a_pump_the_reference_is_what_the_standard_read():
    points, _found = read(
        quantity(real("50"), kind="basic_nominalValue"),
        quantity(real("51"), kind="basic_referenceValue"),
    )

    assert points == [point(nominal="50", mean="51")]


def test_the_mean_is_taken_among_several_readings():
    points, found = read(
        quantity(real("100"), name="Setting"),
        quantity(real("101"), name="Pembacaan 1"),
        quantity(real("103"), name="Pembacaan 2"),
        quantity(real("102"), name="Rata-rata pembacaan"),
    )

    assert points == [point(nominal="100", mean="102")]
    assert set(found) == {"column_repeated"}


def test_single_numbers_one_row_after_another():
    points, found = read(
        quantity(real("100"), name="Setting"),
        quantity(real("101"), name="Measured"),
        quantity(real("200"), name="Setting"),
        quantity(real("202"), name="Measured"),
    )

    assert points == [
        point(nominal="100", mean="101"),
        point(nominal="200", mean="202"),
    ]
    assert found == []


def test_lists_within_lists_are_read_in_order():
    inner = [
        "<dcc:list><dcc:name><dcc:content>"
        + name
        + "</dcc:content></dcc:name>"
        + quantity(real(value), kind="basic_measuredValue")
        + "</dcc:list>"
        for name, value in (("Naik", "1"), ("Turun", "2"))
    ]

    points, _found = read(*inner)

    assert points == [
        point(parameter="Naik", mean="1"),
        point(parameter="Turun", mean="2"),
    ]


def test_a_result_without_numbers_is_kept_by_name():
    content = certificate_xml(
        result("<dcc:text><dcc:content>Baik</dcc:content></dcc:text>", "Fisik")
    )

    certificate = read_certificate(content)

    assert [(one.name, one.points) for one in certificate.results] == [("Fisik", ())]
    assert [finding.code for finding in certificate.findings] == [
        "part_skipped",
        "no_points",
    ]


def test_no_more_points_are_read_than_are_good_for_anyone():
    values = " ".join(["1"] * (MOST_POINTS + 10))

    content = certificate_xml(
        result(table(quantity(xml_list(values), kind="basic_measuredValue"))) * 2
    )
    certificate = read_certificate(content)

    assert [len(one.points) for one in certificate.results] == [MOST_POINTS, 0]
    assert "too_many_points" in [finding.code for finding in certificate.findings]
