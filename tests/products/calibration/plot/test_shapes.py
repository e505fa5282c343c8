from xml.etree import ElementTree

import pytest

from domain.calibration.conformity import Conformity
from products.calibration.plot.shapes import add_text, clipped, draw_shape, short


@pytest.mark.parametrize(
    ("conformity", "name", "drawn"),
    [
        (
            Conformity.PASS,
            "plot__point plot__point--pass",
            {"fill": "#0c5733", "cx": "10", "cy": "20", "r": "4"},
        ),
        (
            Conformity.FAIL,
            "plot__point plot__point--fail",
            {
                "d": "M10 20m-4.8 -4.8l9.6 9.6m-9.6 0l9.6 -9.6",
                "stroke": "#8d1c17",
                "fill": "none",
                "stroke-width": "2",
            },
        ),
        (
            Conformity.CONDITIONAL_PASS,
            "plot__point plot__point--conditional-pass",
            {
                "d": "M10 15.2l4.8 9.6h-9.6z",
                "stroke": "#0c5733",
                "fill": "none",
                "stroke-width": "2",
            },
        ),
        (
            Conformity.CONDITIONAL_FAIL,
            "plot__point plot__point--conditional-fail",
            {
                "d": "M5.2 15.2h9.6v9.6h-9.6z",
                "stroke": "#8d1c17",
                "fill": "none",
                "stroke-width": "2",
            },
        ),
        (
            None,
            "plot__point plot__point--unknown",
            {
                "stroke": "currentColor",
                "cx": "10",
                "cy": "20",
                "r": "4",
                "fill": "none",
                "stroke-width": "2",
            },
        ),
    ],
)
def test_each_conformity_has_a_shape_of_its_own(conformity, name, drawn):
    parent = ElementTree.Element("g")

    shape = draw_shape(parent, conformity, 10, 20, 4)

    assert list(parent) == [shape]
    assert shape.attrib == {"class": name, **drawn}


def test_texts_lose_what_no_document_may_hold():
    parent = ElementTree.Element("g")

    add_text(parent, "text", "a\x00\ud800\nb", "plot__title", x="2")

    (text,) = parent
    assert (text.text, text.attrib) == ("ab", {"class": "plot__title", "x": "2"})


def test_elements_need_no_class():
    parent = ElementTree.Element("g")

    add_text(parent, "title", "a")

    assert parent[0].attrib == {}


@pytest.mark.parametrize(
    ("text", "expected"), [("abcd", "abcd"), ("abcde", "abc…"), ("", "")]
)
def test_a_long_text_is_clipped(text, expected):
    assert clipped(text, 4) == expected


@pytest.mark.parametrize(
    ("coordinate", "expected"),
    [(1.0, "1"), (1.04, "1"), (1.25, "1.2"), (-0.5, "-0.5"), (100.0, "100")],
)
def test_coordinates_are_written_to_a_tenth(coordinate, expected):
    assert short(coordinate) == expected
