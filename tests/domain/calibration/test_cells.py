"""Single cells: numbers, words and dates as people write them."""

from datetime import date
from decimal import Decimal

import pytest

from domain.calibration.cells import sign_shown, writable
from domain.calibration.points import (
    ReferenceStandard,
    TestPoint,
)
from domain.calibration.tables import (
    read_points,
    read_standards,
    read_typed_points,
)
from tests.domain.calibration.samples import cell_codes, point
from tests.findings import told_code
from tests.wording import english, indonesian


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


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("31-02-2026", "date_impossible"),
        ("soon", "date_invalid"),
        ("2026", "date_invalid"),
        ("12-31-2026", "date_no_such_month"),
        ("0-0-0", "date_invalid"),
    ],
)
def test_an_impossible_date_is_an_error(text, code):
    standards, findings = read_standards([{"name": "A", "due_on": text}])

    assert standards == (ReferenceStandard(name="A"),)
    assert cell_codes(findings) == {(0, "due_on"): [code]}


@pytest.mark.parametrize(("cell", "name"), [(25, "25"), (25.0, "25.0"), (0.5, "0.5")])
def test_a_number_where_a_name_is_meant_is_its_digits(cell, name):
    points, findings = read_points([{"name": cell, "mean": "1"}])

    assert (points[0].name, findings) == (name, {})


def test_a_text_may_have_two_hundred_characters():
    points, findings = read_points([{"name": "x" * 200}])

    assert (points[0].name, findings) == ("x" * 200, {})


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("1" * 30, "1" * 30),
        (int("1" * 30), "1" * 30),
        ("0." + "1" * 30, "0." + "1" * 30),
        ("1E29", "1E+29"),
        ("1E-30", "1E-30"),
        (Decimal("1E-30"), "1E-30"),
    ],
)
def test_a_number_may_have_thirty_digits(cell, written):
    points, findings = read_points([{"mean": cell}])

    assert findings == {}
    assert str(points[0].mean) == written


@pytest.mark.parametrize(
    "cell",
    ["1" * 31, int("1" * 31), 10**30, "0." + "1" * 31, "1E30", "1E-31", "11E29"],
)
def test_a_number_of_more_than_thirty_digits_is_refused(cell):
    points, findings = read_points([{"mean": cell}])

    (finding,) = findings[0, "mean"]
    assert points == (TestPoint(),)
    assert indonesian(finding) == "Angka terlalu panjang; paling banyak 30 digit."
    assert english(finding) == "The number is too long; at most 30 digits."


@pytest.mark.parametrize(
    ("word", "rule"),
    [
        ("simple", "simple"),
        ("Simple acceptance", "simple"),
        ("sederhana", "simple"),
        ("guarded", "guarded"),
        ("guard-band", "guarded"),
        ("guard banded", "guarded"),
        (" Pita pengaman. ", "guarded"),
        ("non_binary", "non_binary"),
        ("nonbinary", "non_binary"),
        ("non biner", "non_binary"),
    ],
)
def test_words_for_decision_rules_are_understood(word, rule):
    points, findings = read_points([{"mean": "1", "rule": word}])

    assert (points[0].rule, findings) == (rule, {})


@pytest.mark.parametrize(
    ("cells", "read"),
    [
        (["36.500", "1,5"], "36500"),
        (["36.500", " 1.5 "], "36.500"),
        (["36.500", "≤ 1.5"], "36.500"),
        (["36.500", "1.234,5"], "36500"),
        (["36.500", "1,234.5"], "36.500"),
        (["36,500", "1.5"], "36500"),
        (["36,500", "1"], "36.500"),
    ],
)
def test_other_cells_tell_what_a_sign_means(cells, read):
    rows = [{"mean": cells[0]}, {"low": cells[1]}]

    points, _findings = read_typed_points(rows)

    assert str(points[0].mean) == read


def test_a_cell_of_enormous_length_tells_nothing_of_signs():
    rows = [{"mean": "36.500"}, {"low": "1" * 300 + ",5"}]

    _points, findings = read_typed_points(rows)

    assert [told_code(finding) for finding in findings[0, "mean"]] == [
        "number_ambiguous"
    ]


@pytest.mark.parametrize(
    ("field", "cell", "in_indonesian", "in_english"),
    [
        (
            "name",
            "x" * 201,
            "Teks terlalu panjang; paling banyak 200 karakter.",
            "The text is too long; at most 200 characters.",
        ),
        (
            "name",
            "a\x00b",
            "Teks memuat karakter yang tidak dapat disimpan.",
            "The text contains characters that cannot be stored.",
        ),
        ("name", {}, "Nilai harus berupa teks.", "The value must be a text."),
        (
            "mean",
            float("inf"),
            "Nilai harus berupa angka terhingga.",
            "The value must be a finite number.",
        ),
        (
            "mean",
            "1:0",
            "“1:0” bukan perbandingan yang sah. Contoh: 1:2.",
            "“1:0” is not a valid ratio. Example: 1:2.",
        ),
        (
            "rule",
            "dua",
            "Aturan keputusan “dua” tidak dikenal. Pilih: penerimaan sederhana, "
            "dengan pita jaga U95, dengan syarat (ILAC-G8).",
            "The decision rule “dua” is unknown. Choose: simple acceptance, with guard "
            "band U95, conditional (ILAC-G8).",
        ),
        (
            "stated",
            "mungkin",
            "Hasil “mungkin” tidak dikenal. Tulis lulus atau gagal.",
            "The result “mungkin” is unknown. Write pass or fail.",
        ),
    ],
)
def test_an_unreadable_cell_is_told_in_words(field, cell, in_indonesian, in_english):
    _points, findings = read_points([{"tolerance": "x", field: cell}])

    (finding,) = findings[0, field]
    assert (indonesian(finding), english(finding)) == (in_indonesian, in_english)


def test_an_impossible_date_is_told_in_words():
    _standards, findings = read_standards([{"name": "A", "due_on": "besok"}])

    (finding,) = findings[0, "due_on"]
    assert indonesian(finding) == (
        "“besok” bukan tanggal yang sah. Contoh: 31-12-2026."
    )
    assert english(finding) == "“besok” is not a valid date. Example: 31-12-2026."


@pytest.mark.parametrize(("length", "sign"), [(200, "."), (201, "")])
def test_a_sign_is_looked_for_in_200_characters(length, sign):
    assert sign_shown(".5".rjust(length, "1")) == sign


def test_only_a_finite_number_can_be_asked_to_be_written():
    with pytest.raises(TypeError) as refusal:
        writable(Decimal("NaN"))

    assert refusal.value.args == ("only finite numbers are written",)
