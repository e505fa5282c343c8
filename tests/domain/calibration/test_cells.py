"""Single cells: numbers, words and dates as people write them."""

from datetime import date
from decimal import Decimal

import pytest

from domain.calibration.points import (
    ReferenceStandard,
)
from domain.calibration.tables import (
    read_points,
    read_standards,
)
from tests.domain.calibration.samples import cell_codes, point


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("10.00", "10.00"),
        ("10,00", "10.00"),
        ("0,35", "0.35"),
        ("1.234", "1.234"),
        ("-0.125", "-0.125"),
        ("−0,5", "-0.5"),
        ("1.234,50", "1234.50"),
        ("1,234.5", "1234.5"),
        ("1 234,5", "1234.5"),
        (" 7 ", "7"),
        ("1,2E-3", "0.0012"),
        ("0.12345678901234567890123456789", "0.12345678901234567890123456789"),
        (5, "5"),
        (0.1, "0.1"),
        (Decimal("2.50"), "2.50"),
    ],
)
def test_a_stored_number_keeps_every_digit(text, written):
    points, findings = read_points([{"mean": text}])

    assert findings == {}
    assert f"{points[0].mean:f}" == written


def test_peoples_spelling_is_understood():
    data = [
        {
            "name": "  I:E\n rasio ",
            "nominal": "1:2",
            "mean": "1 : 2,5",
            "u95": "± 0,05",
            "error": "-",
            "rule": "Guard Band",
            "stated": "Tidak Laik",
        }
    ]

    points, findings = read_points(data)

    assert findings == {}
    assert points == (
        point(
            name="I:E rasio",
            nominal="0.5",
            mean="0.4",
            u95="0.05",
            rule="guarded",
            stated="fail",
        ),
    )


@pytest.mark.parametrize(
    ("word", "conformity"),
    [
        ("laik", "pass"),
        ("LULUS", "pass"),
        ("P", "pass"),
        ("baik", "pass"),
        ("gagal", "fail"),
        ("F", "fail"),
        ("tidak lulus", "fail"),
        ("conditionalPass", "conditional_pass"),
        ("conditional_fail", "conditional_fail"),
        ("–", ""),
    ],
)
def test_words_for_conformity_are_understood(word, conformity):
    points, findings = read_points([{"name": "A", "stated": word}])

    assert findings == {}
    assert points[0].stated == conformity


@pytest.mark.parametrize(
    ("field", "cell", "code"),
    [
        ("mean", "abc", "number_invalid"),
        ("mean", "1" * 31, "number_too_long"),
        ("mean", "1E99", "number_too_long"),
        pytest.param("mean", 10**5000, "number_too_long", id="huge"),
        ("mean", float("nan"), "number_not_finite"),
        ("mean", True, "not_text"),
        ("mean", ["1"], "not_text"),
        ("mean", "1:0", "ratio_invalid"),
        ("u95", "1:2", "number_invalid"),
        ("name", "x" * 201, "text_too_long"),
        ("name", "a\x00b", "text_control"),
        ("name", "\ud800", "text_control"),
        ("name", {}, "not_text"),
        ("rule", "majority", "rule_unknown"),
        ("stated", "perhaps", "conformity_unknown"),
    ],
)
def test_a_cell_that_cannot_be_read_is_left_empty_with_an_error(field, cell, code):
    points, findings = read_points([{"tolerance": "±5 %", field: cell}])

    assert points == (point(tolerance="±5 %"),)
    assert cell_codes(findings) == {(0, field): [code]}
    assert findings[0, field][0].is_error


@pytest.mark.parametrize(
    "text", ["2026-12-31", "31-12-2026", "31/12/2026", "31.12.2026"]
)
def test_a_due_date_is_read_in_either_order(text):
    standards, findings = read_standards([{"name": "Flow analyser", "due_on": text}])

    assert findings == {}
    assert standards == (
        ReferenceStandard(name="Flow analyser", due_on=date(2026, 12, 31)),
    )


@pytest.mark.parametrize("text", ["31-02-2026", "soon", "2026", "12-31-2026", "0-0-0"])
def test_an_impossible_date_is_an_error(text):
    standards, findings = read_standards([{"name": "A", "due_on": text}])

    assert standards == (ReferenceStandard(name="A"),)
    assert cell_codes(findings) == {(0, "due_on"): ["date_invalid"]}
