"""The marks of a plot and the elements that they are made of."""

import unicodedata
from xml.etree import ElementTree

from domain.calibration.conformity import Conformity

WIDTH = 360
"""User units; on a telephone as wide as that they are pixels, and text is legible."""

CHARACTER = 6.2
"""About the width of a character of that size."""
GOOD = "#0c5733"
BAD = "#8d1c17"
LIMIT = "#124a75"


def draw_shape(
    parent: ElementTree.Element,
    conformity: Conformity | None,
    x: float,
    y: float,
    radius: float,
) -> ElementTree.Element:
    """A disc that passes, a cross that fails, a triangle or a square hollow that do
    either on a condition, a ring of which nothing is known."""
    name = f"plot__point plot__point--{(conformity or 'unknown').replace('_', '-')}"
    r = radius * 1.2
    line = {"fill": "none", "stroke-width": "2"}
    if conformity == Conformity.FAIL:
        cross = f"m{short(-r)} {short(-r)}l{short(2 * r)} {short(2 * r)}"
        cross += f"m{short(-2 * r)} 0l{short(2 * r)} {short(-2 * r)}"
        start = f"M{short(x)} {short(y)}"
        return add_child(parent, "path", name, d=start + cross, stroke=BAD, **line)
    if conformity == Conformity.CONDITIONAL_PASS:
        triangle = f"M{short(x)} {short(y - r)}l{short(r)} {short(2 * r)}"
        triangle += f"h{short(-2 * r)}z"
        return add_child(parent, "path", name, d=triangle, stroke=GOOD, **line)
    if conformity == Conformity.CONDITIONAL_FAIL:
        square = f"M{short(x - r)} {short(y - r)}h{short(2 * r)}v{short(2 * r)}"
        square += f"h{short(-2 * r)}z"
        return add_child(parent, "path", name, d=square, stroke=BAD, **line)

    circle = {"cx": short(x), "cy": short(y), "r": short(radius)}
    if conformity == Conformity.PASS:
        return add_child(parent, "circle", name, fill=GOOD, **circle)
    return add_child(parent, "circle", name, stroke="currentColor", **circle, **line)


def add_child(
    parent: ElementTree.Element, tag: str, name: str = "", **attributes: str
) -> ElementTree.Element:
    if name:
        attributes = {"class": name, **attributes}
    return ElementTree.SubElement(parent, tag, attributes)


def add_text(
    parent: ElementTree.Element, tag: str, text: str, name: str = "", **attributes: str
) -> None:
    """An element with text, rid of characters that no document may contain."""
    element = add_child(parent, tag, name, **attributes)
    element.text = "".join(
        character
        for character in text
        if unicodedata.category(character) not in ("Cc", "Cs")
    )


def clipped(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def short(coordinate: float) -> str:
    """A coordinate to a tenth of a user unit."""
    return f"{coordinate:.1f}".removesuffix(".0")
