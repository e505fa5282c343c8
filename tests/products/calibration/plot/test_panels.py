from decimal import Decimal

import pytest
from django.utils import translation

from domain.calibration.conformity import Conformity
from domain.calibration.limits import Limit, LimitKind
from domain.calibration.points import TestPoint
from products.calibration.plot.panels import Mark, panels_of, plot_labels, summary

LIMITS = {
    "flow": Limit(LimitKind.PERCENT, tolerance=Decimal(10), unit="mL/h"),
    "time": Limit(LimitKind.MAXIMUM, high=Decimal(15), unit="s"),
}
NAMES = {"flow": "Laju alir"}


def panels(*points: TestPoint):
    return panels_of(points, LIMITS, plot_labels(NAMES))


def flow(**numbers: str) -> TestPoint:
    return TestPoint("flow", **{name: Decimal(text) for name, text in numbers.items()})


def test_a_deviation_is_drawn_against_limits_around_zero():
    (panel,) = panels(flow(nominal="100", mean="101.5", u95="1.6"))

    assert (panel.name, panel.unit, panel.about) == (
        "Laju alir",
        "mL/h",
        "penyimpangan",
    )
    assert panel.from_zero is True
    assert panel.marks == (
        Mark(
            label="100",
            value=1.5,
            u95=1.6,
            low=-10.0,
            high=10.0,
            conformity=Conformity.PASS,
            tooltip="100 mL/h: 1,5 ± 1,6 mL/h, lulus",
        ),
    )


def test_without_a_deviation_the_measured_value_is_drawn_against_its_limits():
    (panel,) = panels(TestPoint("time", "Waktu", mean=Decimal(16)))

    assert (panel.name, panel.unit, panel.about) == ("Waktu", "detik", "nilai terukur")
    assert panel.from_zero is False
    assert panel.marks == (
        Mark(
            label="#1",
            value=16.0,
            u95=0.0,
            low=None,
            high=15.0,
            conformity=Conformity.FAIL,
            tooltip="titik 1: 16 detik, gagal",
        ),
    )


def test_limits_of_a_deviation_without_setting_are_seen_from_mean_less_error():
    point = TestPoint(
        mean=Decimal(12), error=Decimal(2), low=Decimal(7), high=Decimal(13)
    )

    (panel,) = panels(point)

    assert (panel.marks[0].low, panel.marks[0].high) == (-3.0, 3.0)


def test_limits_whose_origin_is_unknown_are_not_drawn():
    (panel,) = panels(TestPoint(error=Decimal(2), low=Decimal(7)))

    assert (panel.marks[0].low, panel.marks[0].high) == (None, None)


@pytest.mark.parametrize(("u95", "drawn"), [("-1", 0.0), ("0", 0.0), ("0.5", 0.5)])
def test_only_a_sensible_uncertainty_is_drawn(u95, drawn):
    (panel,) = panels(TestPoint(mean=Decimal(1), u95=Decimal(u95)))

    assert panel.marks[0].u95 == drawn


@pytest.mark.parametrize("mean", ["Infinity", "NaN"])
def test_a_value_without_end_is_not_drawn(mean):
    assert panels(TestPoint(mean=Decimal(mean))) == []


@pytest.mark.parametrize(
    ("names", "expected"), [(("A", "A"), "A"), (("A", "B"), "")], ids=["one", "two"]
)
def test_a_panel_takes_the_name_that_its_points_share(names, expected):
    points = [TestPoint(name=name, mean=Decimal(1)) for name in names]

    assert [panel.name for panel in panels(*points)] == [expected]


def test_a_parameter_without_any_name_is_called_by_its_key():
    points = [TestPoint("time", name, mean=Decimal(1)) for name in ("A", "B")]

    assert [panel.name for panel in panels(*points)] == ["time"]


def test_rows_are_numbered_across_panels():
    first, second = panels(TestPoint(unit="V", mean=Decimal(1)), flow(mean="1"))

    assert [first.marks[0].label, second.marks[0].label] == ["#1", "#2"]


@pytest.mark.parametrize(
    ("nominal", "label"), [("123456.5", "123.456,5"), ("1234567.25", "1.234.56…")]
)
def test_a_long_setting_is_clipped(nominal, label):
    (panel,) = panels(flow(nominal=nominal, mean="1"))

    assert panel.marks[0].label == label


def test_a_panel_is_told_in_words():
    (panel,) = panels(
        flow(nominal="100", mean="101"),
        flow(nominal="100", mean="120"),
        flow(error="1"),
    )

    labels = plot_labels(NAMES)
    with translation.override("en"):
        in_english = summary(panel, plot_labels(NAMES))
    assert summary(panel, labels) == (
        "Laju alir, penyimpangan (mL/h): 3 titik, 1 lulus, 1 gagal"
    )
    assert in_english == "Laju alir, penyimpangan (mL/h): 3 point, 1 pass, 1 fail"


def test_a_panel_without_name_and_unit_is_told_by_what_it_shows():
    (panel,) = panels(TestPoint(mean=Decimal(1)))

    assert summary(panel, plot_labels()) == "nilai terukur: 1 titik"
