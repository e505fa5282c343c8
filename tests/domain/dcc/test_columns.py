"""Which quantities stand side by side, and what is said about them."""

from decimal import Decimal

import pytest

from domain.dcc import columns
from domain.dcc.reader import read_certificate
from tests.domain.dcc.reading import limits, point, read
from tests.domain.dcc.samples import (
    certificate_xml,
    conformities,
    metadata,
    quantity,
    real,
    result,
    table,
    xml_list,
)
from tests.wording import indonesian


def test_a_column_without_meaning_is_skipped_with_a_warning():
    points, found = read(
        quantity(real("100"), kind="basic_nominalValue"),
        quantity(real("7"), name="Ruang"),
    )

    assert points == [point(nominal="100")]
    assert found == ["column_unknown"]


def test_a_column_without_meaning_does_not_hide_those_behind_it():
    points, _found = read(
        quantity(real("7"), name="Ruang"),
        quantity(real("100"), kind="basic_nominalValue"),
    )

    assert points == [point(nominal="100")]


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


def declared(kind: str, text: str) -> str:
    return (
        f'<dcc:metaData refType="{kind}"><dcc:declaration><dcc:content>{text}'
        "</dcc:content></dcc:declaration></dcc:metaData>"
    )


def test_metadata_say_what_the_schema_has_no_place_for():
    points, found = read(
        quantity(real("5"), kind="basic_measuredValue"),
        about=declared("alkes_parameterKey", "nibp")
        + declared("alkes_tolerance", "± 5 mmHg")
        + declared("alkes_decisionRule", "guarded")
        + declared("alkes_other", "x")
        + "<dcc:metaData><dcc:nonSIUnit> mm Hg </dcc:nonSIUnit></dcc:metaData>",
    )

    assert points == [
        point(key="nibp", tolerance="± 5 mmHg", rule="guarded", unit="mm Hg", mean="5")
    ]
    assert found == []


def test_an_unknown_decision_rule_is_left_out():
    points, _found = read(
        quantity(real("5"), kind="basic_measuredValue"),
        about=declared("alkes_decisionRule", "majority"),
    )

    assert points == [point(mean="5")]


def test_what_a_list_says_holds_for_all_its_rows_unless_a_row_says_otherwise():
    own = quantity(
        real("6"),
        kind="basic_measuredValue",
        metadata=declared("alkes_tolerance", "± 1"),
    )

    points, _found = read(
        quantity(real("5"), kind="basic_measuredValue"),
        own,
        about=declared("alkes_tolerance", "± 5"),
    )

    assert [each.tolerance for each in points] == ["± 5", "± 1"]


def test_limits_of_a_list_bound_the_measured_values_of_its_rows():
    points, _found = read(
        quantity(real("101"), kind="basic_measuredValue"),
        quantity(real("102"), kind="basic_measuredValue"),
        about=metadata(f"<dcc:data>{limits('95', '105')}</dcc:data>"),
    )

    assert points == [
        point(mean="101", low="95", high="105"),
        point(mean="102", low="95", high="105"),
    ]


def test_a_column_comes_before_what_the_metadata_say():
    points, _found = read(
        quantity(
            real("101"),
            kind="basic_measuredValue",
            metadata=metadata(f"<dcc:data>{limits('1', '2')}</dcc:data>"),
        ),
        limits("95", "105"),
    )

    assert points == [point(mean="101", low="95", high="105")]


def test_a_limit_may_say_by_its_name_that_it_bounds_the_error():
    points, found = read(
        quantity(real("100"), kind="basic_nominalValue"),
        quantity(real("3"), name="Batas bawah kesalahan"),
        quantity(real("5"), name="Batas atas kesalahan"),
    )

    assert points == [point(nominal="100", low="103", high="105")]
    assert found == []


def test_a_longer_column_of_the_same_meaning_begins_no_new_row():
    points, found = read(
        quantity(xml_list("1 2"), kind="basic_measuredValue"),
        quantity(xml_list("3 4"), kind="basic_measuredValue"),
    )

    assert points == [point(mean="1"), point(mean="2")]
    assert found == ["column_repeated"]


def test_what_is_marked_as_not_stated_is_no_unknown_column():
    _points, found = read(
        quantity(real("5"), kind="basic_measuredValue"),
        quantity("<dcc:noQuantity/>", kind="alkes_notStated"),
    )

    assert found == []


@pytest.mark.parametrize("rule", ["simple", "guarded", "non_binary"])
def test_the_decision_rules_of_the_catalogue_are_read(rule):
    points, _found = read(
        quantity(real("5"), kind="basic_measuredValue"),
        about=declared("alkes_decisionRule", rule),
    )

    assert points == [point(mean="5", rule=rule)]


def test_metadata_bound_nothing_but_limits():
    within = metadata(
        f"<dcc:data>{quantity(real('7'), kind='basic_nominalValue')}</dcc:data>"
    )

    points, _found = read(
        quantity(real("5"), kind="basic_measuredValue", metadata=within)
    )

    assert points == [point(mean="5")]


def test_a_limit_in_the_metadata_that_is_no_number_is_said_so():
    limit = quantity(real("1,5"), kind="basic_acceptanceLimitUpper")

    points, found = read(
        quantity(real("1"), kind="basic_measuredValue"),
        about=metadata(f"<dcc:data>{limit}</dcc:data>"),
    )

    assert [each.high for each in points] == [None]
    assert found == ["not_a_number"]


def test_a_limit_of_a_column_that_is_no_number_is_said_so():
    limit = quantity(real("1,5"), kind="basic_acceptanceLimitUpper")

    points, found = read(
        quantity(
            real("1"),
            kind="basic_measuredValue",
            metadata=metadata(f"<dcc:data>{limit}</dcc:data>"),
        ),
    )

    assert points == [point(mean="1")]
    assert found == ["not_a_number"]


def test_a_limit_in_the_metadata_is_named_where_its_unit_is_another():
    limit = quantity(
        real("6", r"\percent"), kind="basic_acceptanceLimitUpper", name="Batas"
    )
    content = certificate_xml(
        result(
            table(
                quantity(real("5"), kind="basic_measuredValue"),
                metadata=metadata(f"<dcc:data>{limit}</dcc:data>"),
            )
        )
    )

    (found,) = read_certificate(content).findings

    assert indonesian(found) == (
        "Kolom “Batas” bersatuan “\\percent”, lain dari “\\mmHg”, dan dilewatkan: "
        "6 \\percent."
    )


def test_a_single_conformity_may_stand_without_a_list():
    points, found = read(
        quantity(real("5"), kind="basic_measuredValue"),
        about=metadata("<dcc:conformity>pass</dcc:conformity>"),
    )

    assert points == [point(mean="5", conformity="pass")]
    assert found == []


def test_no_more_conformities_are_read_than_points(monkeypatch):
    monkeypatch.setattr(columns, "MOST_POINTS", 2)

    points, _found = read(
        quantity(xml_list("1 2 3"), kind="basic_measuredValue"),
        about=metadata(conformities("pass fail pass fail")),
    )

    assert [each.conformity for each in points] == ["pass", "fail", ""]


def test_limits_of_the_metadata_may_stand_in_lists():
    within = metadata(f"<dcc:data><dcc:list>{limits('-5', '5')}</dcc:list></dcc:data>")

    points, found = read(
        quantity(real("100"), kind="basic_referenceValue"),
        quantity(real("1"), kind="basic_measurementError", metadata=within),
    )

    assert points == [point(nominal="100", error="1", low="95", high="105")]
    assert found == []
