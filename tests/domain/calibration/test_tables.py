"""Tables of test points and standards, read row by row."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calibration.points import (
    ReferenceStandard,
    TestPoint,
    dump_points,
    dump_standards,
)
from domain.calibration.tables import (
    WHOLE_LIST,
    errors_in_rows,
    read_points,
    read_standards,
    read_typed_points,
)
from tests.domain.calibration.samples import (
    NUMBERS,
    cell_codes,
    codes,
    json_values,
    point,
    test_points,
    texts,
)
from tests.findings import told_code
from tests.wording import english, indonesian


@pytest.mark.parametrize(
    ("cells", "read"),
    [
        # Something else in the table shows which sign is decimal.
        (("36.500", "0.35"), ("36.500", "0.35")),
        (("36.500", "1,234.5"), ("36.500", "1234.5")),
        (("36.500", "0,35"), ("36500", "0.35")),
        (("36.500", "1.234,5"), ("36500", "1234.5")),
        (("36,500", "0.35"), ("36500", "0.35")),
        (("36,500", "±0,5"), ("36.500", "0.5")),
        # Nothing does: Indonesians write a decimal comma.
        (("36,500", "500"), ("36.500", "500")),
    ],
)
def test_the_table_tells_what_a_typed_dot_means(cells, read):
    data = [{"mean": cells[0]}, {"u95": cells[1]}]

    points, findings = read_typed_points(data)

    assert findings == {}
    assert points == (point(mean=read[0]), point(u95=read[1]))


def test_a_dot_that_nothing_explains_is_asked_about():
    points, findings = read_typed_points([{"name": "A", "mean": "36.500"}])

    assert points == (point(name="A"),)
    assert [indonesian(each) for each in findings[0, "mean"]] == [
        "“36.500” dapat berarti ribuan atau desimal. Tulis 36500 jika ribuan, atau "
        "36,500 jika desimal."
    ]


def test_empty_rows_are_left_out_and_findings_count_the_rows_of_the_input():
    data = [{"name": " ", "rule": "simple"}, "text", {"mean": "x"}, {"name": "A"}]

    points, findings = read_points(data)

    assert points == (point(), point(name="A"))
    assert cell_codes(findings) == {
        (1, ""): ["not_an_object"],
        (2, "mean"): ["number_invalid"],
    }


def test_an_unknown_column_is_a_warning():
    _points, findings = read_points([{"name": "A", "colour": "red"}])

    assert codes(findings[0, ""]) == [("unknown_field", "warning")]


@pytest.mark.parametrize("data", [None, "", []])
def test_missing_data_are_an_empty_list(data):
    assert read_points(data) == ((), {})


@pytest.mark.parametrize("data", ["[]", 5, {"name": "A"}])
def test_anything_but_a_list_is_refused(data):
    points, findings = read_points(data)

    assert points == ()
    assert cell_codes(findings) == {WHOLE_LIST: ["not_a_list"]}


def test_no_more_than_five_hundred_points_are_read():
    points, findings = read_points([{"name": "A"}] * 501)

    assert len(points) == 500
    assert cell_codes(findings) == {WHOLE_LIST: ["too_many_rows"]}
    assert read_points([{"name": "A"}] * 500) == (points, {})


@given(st.lists(test_points, max_size=4).map(tuple))
def test_points_read_back_as_they_were_written(points):
    stored = json.loads(json.dumps(dump_points(points)))

    read, findings = read_points(stored)

    assert (read, findings) == (points, {})
    assert dump_points(read) == stored
    shown = [
        {
            name: value.replace(".", ",") if name in NUMBERS and value else value
            for name, value in row.items()
        }
        for row in stored
    ]
    assert read_typed_points(shown) == (points, {})


STANDARDS = st.builds(
    ReferenceStandard, st.just("A"), texts, due_on=st.dates(date(1900, 1, 1))
)


@given(st.lists(STANDARDS))
def test_standards_read_back_as_they_were_written(standards):
    stored = json.loads(json.dumps(dump_standards(standards[:50])))

    assert read_standards(stored) == (tuple(standards[:50]), {})


@given(json_values, st.sampled_from([*NUMBERS, "name", "rule", "stated"]))
def test_hostile_data_never_raise(value, field):
    for data in (value, [value], [{field: value}]):
        points, _findings = read_typed_points(data)
        json.dumps(dump_points(points))
        read_standards(data)


def test_no_more_than_fifty_standards_are_read():
    standards, findings = read_standards([{"name": "A"}] * 51)

    assert len(standards) == 50
    assert cell_codes(findings) == {WHOLE_LIST: ["too_many_rows"]}


def test_errors_are_listed_by_row_and_column():
    rows = [{"mean": "1"}, {"mean": "x", "low": "y", "other": "z"}, 5]

    _points, findings = read_points(rows)

    assert [indonesian(finding) for finding in errors_in_rows(findings)] == [
        "Baris 2, Batas bawah: “y” bukan angka yang sah. Contoh: 1.234,5 atau 1,234.5.",
        "Baris 2, Terbaca: “x” bukan angka yang sah. Contoh: 1.234,5 atau 1,234.5.",
        "Baris 3: Setiap baris harus berupa objek JSON.",
    ]
    assert english(errors_in_rows(findings)[0]) == (
        "Row 2, Lower limit: “y” is not a valid number. Examples: 1,234.5 or 1.234,5."
    )
    assert [told_code(finding) for finding in errors_in_rows(findings)] == [
        "number_invalid",
        "number_invalid",
        "not_an_object",
    ]


def test_an_error_of_the_whole_list_has_no_row():
    _points, no_list = read_points("x")
    _others, too_many = read_points([{"mean": "1"}] * 501)

    assert [indonesian(each) for each in errors_in_rows(no_list)] == [
        "Data harus berupa daftar."
    ]
    assert [english(each) for each in errors_in_rows(too_many)] == [
        "Too many rows (501); at most 500."
    ]


@pytest.mark.parametrize(
    ("name", "shown"), [("x" * 40, "x" * 40), ("x" * 41, "x" * 39 + "…")]
)
def test_an_unknown_column_is_named_in_short(name, shown):
    _points, findings = read_points([{"mean": "1", name: "2"}])

    (finding,) = findings[0, ""]
    assert indonesian(finding) == f"Kolom “{shown}” tidak dikenal dan tidak disimpan."
    assert english(finding) == f"The column “{shown}” is unknown and is not stored."


def test_the_first_row_is_row_one():
    _points, findings = read_points([{"mean": "x", "low": "1"}])

    (finding,) = errors_in_rows(findings)
    assert finding.parameters["row"] == 1


@pytest.mark.parametrize("dash", ["-", "–", "—", "−", " - "])
def test_a_dash_is_no_number(dash):
    points, findings = read_points([{"name": "A", "mean": dash}])

    assert (points, findings) == ((TestPoint(name="A"),), {})


@pytest.mark.parametrize("number", ["-5", "−5", "– 5", "—5,0"])
def test_any_dash_before_a_number_is_its_sign(number):
    points, findings = read_points([{"mean": number}])

    assert (points[0].mean, findings) == (-5, {})


def test_margins_are_read_for_the_uncertainty_alone():
    points, findings = read_points([{"u95": "± 0,5", "mean": "+/-1"}])

    assert str(points[0].u95) == "0.5"
    assert list(findings) == [(0, "mean")]
