"""From the columns of a table to its points."""

from decimal import Decimal

import pytest

from domain.dcc.certificate import MeasuredPoint
from domain.dcc.reader import read_certificate
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
    certificate_xml,
    conformities,
    expanded_mu,
    expanded_mu_list,
    metadata,
    quantity,
    real,
    result,
    table,
    xml_list,
)
from tests.wording import indonesian


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
        (point(unit="", mean="5", lacking=("difference",)),)
    ]
    assert [indonesian(found) for found in certificate.findings] == [
        "Kolom “basic_measurementError” bersatuan “\\percent”, lain dari “”, dan "
        "dilewatkan: 1 \\percent.",
        "Satuan “” tidak dikenal dan dibiarkan apa adanya.",
    ]


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

    assert points == [point(mean="1", u95="0.5", k="3", lacking=("difference",))]


def test_more_statements_of_conformity_than_rows_are_left_alone():
    points, found = read(
        quantity(xml_list("1 2 3"), kind="basic_measuredValue"),
        about=metadata(conformities("pass fail")),
    )

    assert [each.conformity for each in points] == ["pass", "fail", ""]
    assert found == ["conformity_length"]


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


def test_an_error_and_its_uncertainty_may_be_in_kelvin_beside_degrees():
    error = xml_list("0.1 0.2", KELVIN, expanded_mu_list("0.06 0.07", "2"))

    points, found = temperatures(
        quantity(error, kind="basic_measurementError"), about=metadata(PASS)
    )

    assert points == warm(
        error=("0.1", "0.2"),
        u95=("0.06", "0.07"),
        k=("2", "2"),
        conformity=("pass", "pass"),
    )
    assert found == []


PASS = conformities("pass pass")


@pytest.mark.parametrize("unit", [KELVIN, r"\milli\kelvin"])
def test_a_correction_and_an_uncertainty_of_their_own_may_be_in_kelvin(unit):
    one = "0.1" if unit == KELVIN else "100"

    points, found = temperatures(
        quantity(
            xml_list(f"-{one} -{one}", unit), kind="basic_measurementError_correction"
        ),
        quantity(xml_list(one, unit), kind="basic_expandedUncertainty"),
    )

    assert [(each.error, each.u95) for each in points] == [
        (Decimal("0.1"), Decimal("0.1"))
    ] * 2
    assert found == []


def test_temperatures_may_be_in_kelvin_beside_degrees_too():
    points, found = read(
        quantity(xml_list("305.15 309.15", KELVIN), kind="basic_referenceValue"),
        quantity(xml_list("32.1 36.2", CELSIUS), kind="basic_measuredValue"),
    )

    assert [(each.unit, str(each.nominal), str(each.mean)) for each in points] == [
        ("°C", "32.00", "32.1"),
        ("°C", "36.00", "36.2"),
    ]
    assert found == []


def test_the_unit_is_that_into_which_most_columns_convert():
    points, found = read(
        quantity(xml_list("0.0 10.0", CELSIUS), kind="basic_referenceValue"),
        quantity(xml_list("100.0 103.9", r"\ohm"), kind="basic_measuredValue"),
        quantity(xml_list("0.01 0.02", KELVIN), kind="basic_measurementError"),
    )

    assert [(each.unit, each.nominal, each.mean, each.error) for each in points] == [
        ("°C", Decimal("0.0"), None, Decimal("0.01")),
        ("°C", Decimal("10.0"), None, Decimal("0.02")),
    ]
    assert [each.lacking for each in points] == [("absolute",)] * 2
    assert found == ["unit_differs"]


def unread(*quantities: str, about: str = "") -> list[tuple[str, list[str], str]]:
    """What is left of a table: why, which numbers, in which unit."""
    content = certificate_xml(result(table(*quantities, metadata=about)))
    return [
        (left.reason, [str(number) for number in left.numbers], left.unit)
        for left in read_certificate(content).unread
    ]


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        (
            [quantity(xml_list("1 2", r"\percent"), kind="basic_measurementError")],
            [("unit_differs", ["1", "2"], r"\percent")],
        ),
        (
            [
                quantity(
                    xml_list("1", r"\percent", expanded_mu_list("0.1", "3")),
                    kind="basic_measurementError",
                )
            ],
            [
                ("unit_differs", ["1", "0.1"], r"\percent"),
                ("unit_differs", ["3"], ""),
            ],
        ),
        (
            [quantity(xml_list("4 6"), kind="basic_nominalValue")],
            [("nominal_skipped", ["4", "6"], r"\mmHg")],
        ),
        (
            [
                quantity(xml_list("1 1"), kind="basic_measurementError"),
                quantity(xml_list("-1 7"), kind="basic_measurementError_correction"),
            ],
            [("correction_differs", ["7"], r"\mmHg")],
        ),
        (
            [
                quantity(
                    xml_list("1 1", uncertainty=expanded_mu_list("0.3", "2")),
                    kind="basic_measurementError",
                ),
                quantity(xml_list("0.4"), kind="basic_expandedUncertainty"),
                quantity(xml_list("3", r"\one"), kind="alkes_coverageFactor"),
            ],
            [
                ("uncertainty_beside", ["0.4"], r"\mmHg"),
                ("uncertainty_beside", ["3"], ""),
            ],
        ),
        (
            [
                quantity(
                    xml_list("1 1", uncertainty=expanded_mu_list("0.3", "2")),
                    kind="basic_measurementError",
                ),
                quantity(xml_list("0.3"), kind="basic_expandedUncertainty"),
                quantity(xml_list("2", r"\one"), kind="alkes_coverageFactor"),
            ],
            [],
        ),
        (
            [limits("1", "9"), limits("2", "8", "tolerance")],
            [
                ("limits_beside", ["2"], r"\mmHg"),
                ("limits_beside", ["8"], r"\mmHg"),
            ],
        ),
        (
            [quantity(xml_list("1 2 3"), kind="basic_measurementError")],
            [
                ("column_length", ["3", "4"], r"\mmHg"),
                ("column_length", ["5", "6"], r"\mmHg"),
            ],
        ),
    ],
)
def test_every_number_that_is_not_in_a_point_is_listed_with_the_reason(
    columns, expected
):
    assert (
        unread(
            quantity(xml_list("3 4"), kind="basic_referenceValue"),
            quantity(xml_list("5 6"), kind="basic_measuredValue"),
            *columns,
        )
        == expected
    )


@pytest.mark.parametrize(
    ("column", "lacking"),
    [
        (quantity(xml_list("1 2 3"), kind="basic_measurementError"), ("absolute",)),
        (
            quantity(xml_list("1", r"\percent"), kind="basic_measurementError"),
            ("difference",),
        ),
        (
            quantity(xml_list("1", r"\percent"), kind="basic_expandedUncertainty"),
            ("uncertainty",),
        ),
        (
            quantity(xml_list("1", r"\percent"), kind="basic_acceptanceLimitUpper"),
            ("limit",),
        ),
        (quantity(xml_list("4"), kind="basic_nominalValue"), ()),
    ],
)
def test_a_point_says_which_kinds_it_lacks_that_the_certificate_states(column, lacking):
    points, _found = read(
        quantity(xml_list("3"), kind="basic_referenceValue"),
        quantity(xml_list("5 6"), kind="basic_measuredValue"),
        column,
    )

    assert [each.lacking for each in points] == [lacking] * len(points)


def test_the_uncertainty_of_the_reference_is_not_lacking_in_the_point():
    points, found = read(
        quantity(
            real("3", uncertainty=expanded_mu("0.1")), kind="basic_referenceValue"
        ),
        quantity(real("5"), kind="basic_measuredValue"),
    )

    assert points == [point(nominal="3", mean="5")]
    assert found == ["uncertainty_beside", "uncertainty_beside"]
