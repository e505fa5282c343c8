import re
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.calibration.limits import Limit, LimitKind
from domain.calibration.points import TestPoint
from products.calibration.plot.drawing import plot_points
from products.calibration.plot.panels import plot_labels

FLOW = Limit(LimitKind.PERCENT, tolerance=Decimal(10), unit="mL/h")
LEAK = Limit(LimitKind.MAXIMUM, high=Decimal(15), unit="mmHg/min")
LIMITS = {"flow": FLOW, "leak": LEAK}
NAMES = {"flow": "Laju alir", "leak": "Kebocoran"}
SVG = "{http://www.w3.org/2000/svg}"


def flow(nominal, mean, u95=None, **others):
    numbers = (None if n is None else Decimal(n) for n in (nominal, mean, u95))
    named = dict(zip(("nominal", "mean", "u95"), numbers, strict=True))
    return TestPoint(parameter="flow", **named, **others)


def plot(*points, language="id"):
    with translation.override(language):
        return plot_points(points, LIMITS, labels=plot_labels(NAMES))


def elements(svg, name):
    """The elements with a class of that name."""
    root = ElementTree.fromstring(svg)
    return [item for item in root.iter() if name in item.get("class", "").split()]


def texts(svg, name):
    return [item.text for item in elements(svg, name)]


def test_an_image_tells_in_words_what_it_shows():
    svg = plot(flow("50", "51"), flow("100", "120"), TestPoint("leak", mean=Decimal(3)))

    root = ElementTree.fromstring(svg)
    assert root.get("role") == "img"
    assert root.find(f"{SVG}title").text == "Hasil kalibrasi terhadap batas"
    assert root.find(f"{SVG}desc").text == (
        "Laju alir, penyimpangan (mL/h): 2 titik, 1 lulus, 1 gagal; "
        "Kebocoran, nilai terukur (mmHg/min): 1 titik, 1 lulus."
    )


def test_a_failing_point_has_another_shape():
    svg = plot(flow("50", "51"), flow("100", "120"))

    (passing,) = elements(svg, "plot__point--pass")[:1]
    (failing,) = elements(svg, "plot__point--fail")[:1]
    assert passing.tag == f"{SVG}circle"
    assert failing.tag == f"{SVG}path"


def test_limits_are_steps_that_widen_with_the_setting():
    svg = plot(flow("50", "50"), flow("100", "100"))

    line = elements(svg, "plot__limit")[0].get("d")
    low, high = ([*map(float, re.findall("[0-9.]+", p))] for p in line.split("M")[1:])
    heights = {"low": low[1::2], "high": high[1::2]}
    # From -11.6 to 11.6 over 130 units: 5 is 28.0, 10 is 56.0 off the middle.
    assert heights == {
        "low": [93.0, 93.0, 121.0, 121.0],
        "high": [37.0, 37.0, 9.0, 9.0],
    }


def test_an_uncertainty_is_a_bar_from_below_to_above_the_point():
    svg = plot(flow("100", "100", "5"))

    bar = elements(svg, "plot__bar")[0].get("d")
    assert re.match(r"M[0-9.]+ 37V93M", bar)


def test_numbers_are_written_in_the_readers_language():
    tenths = [TestPoint(nominal=Decimal("1.5"), mean=Decimal("1.6"), unit="V")]

    indonesian = plot(*tenths)
    english = plot(*tenths, language="en")

    assert "0,05" in texts(indonesian, "plot__number")
    assert texts(indonesian, "plot__number")[-1] == "1,5"
    assert "0.05" in texts(english, "plot__number")
    assert texts(english, "plot__title") == ["Deviation (V)"]


def test_a_point_tells_its_numbers_in_a_tooltip():
    svg = plot(flow("100", "101.5", "1.6"))

    (point, _legend) = elements(svg, "plot__point--pass")
    assert point.find(f"{SVG}title").text == "100 mL/h: 1,5 ± 1,6 mL/h, lulus"


def test_points_without_numbers_are_left_out():
    svg = plot(flow("50", "51"), flow("100", None), flow(None, None, stated="fail"))

    assert len(elements(svg, "plot__panel")) == 1
    assert len(elements(svg, "plot__point--pass")) == 2
    assert elements(svg, "plot__point--fail") == []


@pytest.mark.parametrize("points", [[], [TestPoint(name="A", stated="pass")]])
def test_nothing_to_draw_is_no_image(points):
    assert plot(*points) == ""


def test_there_is_a_panel_for_each_parameter_and_unit():
    svg = plot(
        flow("50", "51"),
        TestPoint(nominal=Decimal(1), mean=Decimal(2), unit="V", name="Tegangan"),
        flow("100", "99"),
        TestPoint(nominal=Decimal(1), mean=Decimal(2), unit="mV", name="Tegangan"),
    )

    assert texts(svg, "plot__title") == [
        "Laju alir, penyimpangan (mL/h)",
        "Tegangan, penyimpangan (V)",
        "Tegangan, penyimpangan (mV)",
    ]


def test_hostile_text_is_escaped_and_nothing_is_styled_inline():
    hostile = '</title><script>alert("1")</script>\x00\ud800&'
    svg = plot(flow("50", "51", unit=hostile), TestPoint(name=hostile, mean=Decimal(1)))

    assert "<script" not in svg
    assert "style" not in svg
    assert "\x00" not in svg
    svg.encode()
    assert ElementTree.fromstring(svg) is not None


def test_enormous_ranges_share_a_power_of_ten():
    svg = plot(flow("1", "1.000000001", "1e-9"), flow("1", "1000000000"))

    assert texts(svg, "plot__title") == ["Laju alir, penyimpangan (10⁹ mL/h)"]
    assert texts(svg, "plot__number")[:3] == ["0", "0,5", "1"]


def test_equal_values_are_drawn_in_the_middle():
    svg = plot(*[TestPoint(nominal=Decimal(5), mean=Decimal(5))] * 4)

    points = elements(svg, "plot__point--unknown")
    assert [point.get("cy") for point in points] == ["65"] * 4


def test_labels_of_many_points_do_not_run_into_each_other():
    svg = plot(*[flow(str(nominal), str(nominal)) for nominal in range(1, 501)])

    labels = [item for item in elements(svg, "plot__number") if item.get("y") == "146"]
    places = [float(item.get("x")) for item in labels]
    assert len(elements(svg, "plot__point--pass")) == 501
    assert min(b - a for a, b in zip(places, places[1:], strict=False)) > 26
    assert len(svg) < 120_000


numbers = st.none() | st.decimals(
    Decimal(-(10**15)), Decimal(10**15), allow_nan=False, places=9
)


@settings(deadline=None)
@given(
    st.lists(
        st.builds(
            TestPoint,
            parameter=st.sampled_from(["", "flow", "leak"]),
            nominal=numbers,
            mean=numbers,
            error=numbers,
            u95=numbers,
            low=numbers,
            high=numbers,
            rule=st.sampled_from(["simple", "guarded", "non_binary"]),
        ),
        max_size=6,
    )
)
def test_any_numbers_are_drawn_within_the_image(points):
    svg = plot(*points)

    if svg:
        assert "nan" not in svg and "inf" not in svg
        for mark in elements(svg, "plot__point"):
            if mark.get("cy"):
                assert 0 <= float(mark.get("cy")) <= 200


def test_each_setting_stands_in_the_middle_under_its_point():
    svg = plot(flow("50", "50"), flow("100", "100"), flow("150", "150"))

    numbers = elements(svg, "plot__number")
    below = [item for item in numbers if item.get("y") == "146"]
    points = elements(svg, "plot__point--pass")[:3]
    assert [item.text for item in below] == ["50", "100", "150"]
    assert [item.get("x") for item in below] == [item.get("cx") for item in points]
    assert {item.get("text-anchor") for item in below} == {"middle"}
