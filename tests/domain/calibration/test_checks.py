"""What is wrong or unlikely about points and records."""

from datetime import date, timedelta

import pytest
from hypothesis import given

from domain.calibration.checks import point_findings, record_findings
from tests.domain.calibration.samples import LIMITS, codes, point, test_points
from tests.wording import english, indonesian


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
