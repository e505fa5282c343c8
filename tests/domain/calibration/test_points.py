import json
import unicodedata
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calibration.checks import point_findings, record_findings
from domain.calibration.conformity import Conformity, DecisionRule
from domain.calibration.intervals import due_date
from domain.calibration.limits import Bounds, Limit, LimitKind
from domain.calibration.points import (
    ReferenceStandard,
    TestPoint,
    dump_points,
    dump_standards,
)
from domain.calibration.tables import (
    WHOLE_LIST,
    read_points,
    read_standards,
    read_typed_points,
)
from tests.wording import english, indonesian

PAPER_SPEED = Limit(LimitKind.PERCENT, tolerance=Decimal(5), unit="mm/s")
LEAK = Limit(LimitKind.MAXIMUM, high=Decimal(15), unit="mmHg/min")
TEMPERATURE = Limit(LimitKind.PLUS_MINUS, tolerance=Decimal("1.5"), unit="degC")
LIMITS = {"paper_speed": PAPER_SPEED, "leak": LEAK, "temperature": TEMPERATURE}

NUMBERS = ("nominal", "mean", "error", "u95", "k", "low", "high")


def point(**values):
    return TestPoint(
        **{
            name: Decimal(value) if name in NUMBERS else value
            for name, value in values.items()
        }
    )


def codes(findings):
    return [(finding.code, str(finding.grade)) for finding in findings]


def cell_codes(findings):
    return {
        cell: [finding.code for finding in found] for cell, found in findings.items()
    }


# What a point amounts to


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


# Reading


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


# Round trips


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


texts = (
    st.text(max_size=40)
    .map(lambda text: " ".join(text.split()))
    .filter(lambda text: not any(unicodedata.category(c) in ("Cc", "Cs") for c in text))
)
decimals = st.one_of(
    st.none(),
    st.decimals("-9999999999", "9999999999", allow_nan=False, places=3),
    st.decimals("-99", "99", allow_nan=False, places=20),
)
test_points = st.builds(
    TestPoint,
    parameter=st.just("paper_speed"),
    name=texts,
    unit=texts,
    tolerance=texts,
    rule=st.sampled_from(DecisionRule),
    stated=st.sampled_from(["", *Conformity]),
    **dict.fromkeys(NUMBERS, decimals),
)


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


@given(st.lists(st.builds(ReferenceStandard, st.just("A"), texts, due_on=st.dates())))
def test_standards_read_back_as_they_were_written(standards):
    stored = json.loads(json.dumps(dump_standards(standards[:50])))

    assert read_standards(stored) == (tuple(standards[:50]), {})


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(json_values, st.sampled_from([*NUMBERS, "name", "rule", "stated"]))
def test_hostile_data_never_raise(value, field):
    for data in (value, [value], [{field: value}]):
        points, _findings = read_typed_points(data)
        json.dumps(dump_points(points))
        read_standards(data)


# Reference standards


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


def test_no_more_than_fifty_standards_are_read():
    standards, findings = read_standards([{"name": "A"}] * 51)

    assert len(standards) == 50
    assert cell_codes(findings) == {WHOLE_LIST: ["too_many_rows"]}


# Checking a point


@pytest.mark.parametrize(
    ("given_point", "expected"),
    [
        (point(nominal="25", mean="25.1", error="0.1", u95="0.2", k="2"), []),
        (point(u95="0"), []),
        (point(u95="-0.1"), [("u95_negative", "error")]),
        (point(k="1.65"), []),
        (point(k="3.5"), []),
        (point(k="1.64"), [("k_unusual", "warning")]),
        (point(k="3.51"), [("k_unusual", "warning")]),
        (point(low="2", high="2"), []),
        (point(low="2", high="1"), [("bounds_reversed", "error")]),
        (point(nominal="25", mean="25.14", error="0.1"), []),
        (
            point(nominal="25.00", mean="25.17", error="0.1"),
            [("error_disagrees", "warning")],
        ),
        (
            point(nominal="25.00", mean="25.20", error="-0.20"),
            [("error_is_correction", "warning")],
        ),
        (point(parameter="other"), [("parameter_unknown", "warning")]),
        (
            point(parameter="leak", unit="kPa/min"),
            [("unit_differs", "warning")],
        ),
        (point(parameter="leak", unit="mmHg/min"), []),
        (point(parameter="temperature", unit="° C"), []),
        (point(parameter="leak"), []),
    ],
)
def test_what_is_wrong_with_a_point_is_told(given_point, expected):
    assert codes(point_findings(given_point, LIMITS)) == expected


def test_a_disagreement_on_conformity_names_both():
    disagreeing = point(parameter="leak", mean="16", stated="pass")

    (finding,) = point_findings(disagreeing, LIMITS)

    assert (finding.code, finding.is_error) == ("conformity_disagrees", False)
    assert indonesian(finding) == (
        "Sertifikat menyatakan lulus, sedangkan hasil hitungan dari nilai dan batasnya "
        "gagal."
    )
    assert english(finding) == (
        "The certificate states pass, but value and limits amount to fail."
    )


@given(test_points)
def test_no_point_makes_the_checks_raise(any_point):
    point_findings(any_point, LIMITS)


# Checking a record

DAY = date(2026, 3, 2)


def record(points=(), result="fit", **changes):
    dates = {
        "performed_from": DAY,
        "performed_to": DAY,
        "issued_on": DAY,
        "received_on": DAY,
        "due_on": date(2027, 3, 2),
        "interval_months": 12,
    }
    return record_findings(points, LIMITS, result, **{**dates, **changes})


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"performed_from": DAY + timedelta(1)}, [("performed_reversed", "error")]),
        (
            {"issued_on": DAY - timedelta(1)},
            [("issued_before_performed", "error")],
        ),
        (
            {"received_on": DAY + timedelta(1)},
            [("received_after_performed", "warning")],
        ),
        ({"due_on": date(2027, 3, 3)}, []),
        ({"due_on": date(2027, 3, 4)}, [("due_too_late", "warning")]),
        ({"due_on": date(2027, 3, 4), "interval_months": None}, []),
        ({"due_on": DAY}, [("due_before_performed", "warning")]),
        ({"due_on": date.max}, [("due_too_late", "warning")]),
        ({"performed_to": None}, []),
        (dict.fromkeys(("performed_from", "performed_to", "due_on")), []),
    ],
)
def test_the_dates_of_a_record_follow_each_other(changes, expected):
    assert codes(record(**changes)) == expected


def test_a_late_due_date_is_told_with_the_latest_one():
    (finding,) = record(due_on=date(2028, 3, 2))

    assert indonesian(finding) == (
        "Tanggal kalibrasi ulang lebih dari 12 bulan setelah kalibrasi; paling lambat "
        "02-03-2027."
    )


def test_a_unit_fit_for_use_has_no_failing_point():
    passing = point(parameter="leak", mean="14")
    computed = point(parameter="leak", mean="16")
    stated = point(stated="fail")

    assert record([passing]) == []
    (finding,) = record([passing, computed, stated])
    assert finding.code == "fit_with_failures"
    assert english(finding) == (
        "The result is fit for use, but test points fail: row 2, 3."
    )
    assert record([computed], result="unfit") == []


@pytest.mark.parametrize(
    ("performed", "months", "due"),
    [
        (date(2026, 3, 2), 12, date(2027, 3, 2)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 1, 31), 0, date(2026, 1, 31)),
        (date(9999, 6, 1), 12, date.max),
        (date(2026, 1, 1), 10**20, date.max),
    ],
)
def test_the_due_date_keeps_the_day_or_takes_the_months_last(performed, months, due):
    assert due_date(performed, months) == due


def test_a_negative_interval_is_refused():
    with pytest.raises(ValueError, match="-1"):
        due_date(DAY, -1)
