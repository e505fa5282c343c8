from xml.etree import ElementTree

import pytest
from django.utils import translation

from domain.calibration.conformity import Conformity
from products.calibration.plot.legend import draw_legend, legend_of
from products.calibration.plot.panels import plot_labels
from tests.products.calibration.plot.samples import mark, panel


def words(*marks) -> list[list[str]]:
    return [
        [text for _symbol, text in line]
        for line in legend_of([panel(marks)], plot_labels())
    ]


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ([mark()], []),
        ([mark(low=1)], [["Batas"]]),
        ([mark(high=1)], [["Batas"]]),
        ([mark(u95=1)], [["Ketidakpastian U95"]]),
        ([mark(), mark(conformity=Conformity.FAIL)], [["gagal"]]),
        (
            [mark(conformity=Conformity.FAIL), mark(conformity=Conformity.PASS)],
            [["lulus", "gagal"]],
        ),
    ],
)
def test_the_legend_has_what_is_drawn_and_no_more(marks, expected):
    assert words(*marks) == expected


def test_a_long_legend_is_broken_into_lines():
    marks = [mark(u95=1, low=0, conformity=each) for each in Conformity]

    # Of 360 units "Batas" takes 63, "Ketidakpastian U95" 143.6, "lulus" 63.
    assert words(*marks) == [
        ["Batas", "Ketidakpastian U95", "lulus"],
        ["lulus bersyarat", "gagal bersyarat", "gagal"],
    ]


def test_the_legend_reads_in_the_language_in_use():
    with translation.override("en"):
        assert words(mark(u95=1, low=0, conformity=Conformity.PASS)) == [
            ["Limits", "Uncertainty U95", "pass"]
        ]


def test_symbols_stand_before_their_words_line_by_line():
    svg = ElementTree.Element("svg")
    lines = [[("limits", "Batas"), ("uncertainty", "U95")], [("pass", "lulus")]]

    draw_legend(svg, lines, 184)

    (group,) = svg
    assert group.attrib == {"class": "plot__legend", "transform": "translate(4 194)"}
    limit, limits, bar, uncertainty, disc, passed = group
    assert (limit.get("class"), limit.get("d")) == ("plot__limit", "M0 0h16")
    assert (limits.text, limits.get("x"), limits.get("y")) == ("Batas", "20", "4")
    assert bar.get("d") == "M71 -5v10m-3 0h6m-6 -10h6"
    assert (uncertainty.text, uncertainty.get("x")) == ("U95", "83")
    assert (disc.get("cx"), disc.get("cy"), disc.get("r")) == ("8", "18", "4")
    assert (passed.text, passed.get("x"), passed.get("y")) == ("lulus", "20", "22")
