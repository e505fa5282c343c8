"""What is wrong or unlikely about points and records."""

from datetime import date, timedelta

import pytest
from hypothesis import given

from domain.calibration.checks import point_findings, points_findings, record_findings
from tests.domain.calibration.samples import LIMITS, codes, point, test_points
from tests.findings import told_code
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
        (point(parameter="leak", mean="16"), []),
        (point(parameter="leak", mean="16", stated="fail"), []),
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
    assert told_code(finding) == "fit_with_failures"
    assert english(finding) == (
        "The result is fit for use, but test points fail: row 2, 3."
    )
    assert record([computed], result="unfit") == []


def test_a_calibration_without_its_day_says_nothing_of_the_next():
    dates = dict.fromkeys(("performed_from", "performed_to"))

    assert record(**dates, due_on=date(2020, 1, 1)) == []


def test_failing_rows_beyond_the_fifth_are_not_listed():
    failing = point(parameter="leak", mean="16")

    (five,), (six,) = record([failing] * 5), record([failing] * 6)

    assert indonesian(five).endswith("baris 1, 2, 3, 4, 5.")
    assert indonesian(six).endswith("baris 1, 2, 3, 4, 5, ….")


@pytest.mark.parametrize(
    ("nominal", "mean", "error", "expected"),
    [
        # Half of 1 for the nominal value, and of 0.1 for each of the others.
        ("10", "10.0", "0.6", []),
        ("10", "10.0", "-0.6", []),
        ("10", "10.0", "0.7", ["error_disagrees"]),
        ("10", "10.0", "-0.7", ["error_disagrees"]),
        ("10", "10.5", "-1.1", ["error_is_correction"]),
        ("10", "10.5", "-1.2", ["error_disagrees"]),
        # Zeros before the sign are not certified digits: 10 is good to a half.
        ("1E+1", "10", "1.0", []),
        ("1E+1", "10", "1.1", ["error_disagrees"]),
    ],
)
def test_an_error_may_differ_by_what_rounding_leaves(nominal, mean, error, expected):
    checked = point(nominal=nominal, mean=mean, error=error)

    assert [told_code(finding) for finding in point_findings(checked, {})] == expected


def test_what_many_points_have_in_common_is_told_once():
    points = [point(u95="-1"), point(u95="1"), *[point(u95="-1")] * 2]

    (finding,) = points_findings(points, {})

    assert (finding.code, finding.is_error) == ("u95_negative", True)
    assert indonesian(finding) == (
        "Titik uji 1, 3, 4: Ketidakpastian (U95) tidak boleh negatif."
    )
    assert english(finding) == (
        "Test point 1, 3, 4: The uncertainty (U95) cannot be negative."
    )


def test_the_numbers_of_many_points_are_cut_short_and_counted():
    eight, nine = (
        points_findings([point(u95="-1")] * count, {})[0] for count in (8, 9)
    )

    assert indonesian(eight).startswith("Titik uji 1, 2, 3, 4, 5, 6, 7, 8: ")
    assert indonesian(nine).startswith("Titik uji 1, 2, 3, 4, 5, 6, 7, 8, … (9): ")


def test_of_what_differs_a_few_of_each_kind_are_told():
    points = [point(low=str(number), high="0") for number in range(1, 8)]

    found = points_findings([*points, point(u95="-1")], {})

    assert [indonesian(finding) for finding in found] == [
        *(
            f"Titik uji {number}: Batas bawah ({number}) lebih besar daripada batas "
            "atas (0)."
            for number in range(1, 6)
        ),
        "Titik uji 6, 7: Keberatan yang serupa.",
        "Titik uji 8: Ketidakpastian (U95) tidak boleh negatif.",
    ]
    assert english(found[5]) == "Test point 6, 7: Much the same."
    assert found[5].parameters["finding"].parameters == {}
    assert [told_code(finding) for finding in found] == [
        *["bounds_reversed"] * 6,
        "u95_negative",
    ]


@pytest.mark.parametrize(
    ("given_point", "in_indonesian", "in_english"),
    [
        (
            point(low="2.5", high="1"),
            "Batas bawah (2,5) lebih besar daripada batas atas (1).",
            "The lower limit (2.5) is greater than the upper limit (1).",
        ),
        (
            point(k="4.25"),
            "Faktor cakupan k = 4,25 tidak lazim untuk tingkat kepercayaan 95 % (1,65 "
            "sampai 3,5).",
            "A coverage factor k = 4.25 is unusual for a confidence of 95 % (1.65 to "
            "3.5).",
        ),
        (
            point(nominal="25.00", mean="25.17", error="0.1"),
            "Kesalahan (0,1) berbeda dari rata-rata dikurangi nominal (0,17).",
            "The error (0.1) differs from mean minus nominal (0.17).",
        ),
        (
            point(nominal="25.00", mean="25.20", error="-0.20"),
            "Kesalahan berlawanan tanda dengan rata-rata dikurangi nominal: tampaknya "
            "yang tertulis adalah koreksi.",
            "The error has the opposite sign of mean minus nominal: it seems to be the "
            "correction.",
        ),
        (
            point(parameter="other"),
            "Parameter “other” tidak ada pada profil kalibrasi jenis alat ini.",
            "The calibration profile of this device type has no parameter “other”.",
        ),
        (
            point(parameter="leak", unit="kPa/min"),
            "Satuan “kPa/min” berbeda dari satuan parameter “mmHg/min”.",
            "The unit “kPa/min” differs from the parameter's “mmHg/min”.",
        ),
    ],
)
def test_a_finding_about_a_point_is_told_in_words(
    given_point, in_indonesian, in_english
):
    (finding,) = point_findings(given_point, LIMITS)

    assert (indonesian(finding), english(finding)) == (in_indonesian, in_english)


@pytest.mark.parametrize(
    ("changes", "in_english"),
    [
        (
            {"performed_from": DAY + timedelta(1)},
            "The calibration ends before it begins.",
        ),
        (
            {"issued_on": DAY - timedelta(1)},
            "The certificate was issued before the calibration ended.",
        ),
        (
            {"received_on": DAY + timedelta(1)},
            "The device was received after the calibration began.",
        ),
        ({"due_on": DAY}, "The next calibration is not due after this one."),
        (
            {"due_on": date(2028, 3, 2)},
            "The next calibration is due more than 12 months after this one; "
            "2027-03-02 at the latest.",
        ),
    ],
)
def test_a_finding_about_a_record_is_told_in_words(changes, in_english):
    (finding,) = record(**changes)

    assert english(finding) == in_english
    assert indonesian(finding) != in_english
