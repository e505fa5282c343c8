"""Errors of a calibration against their limits, drawn as SVG.

One panel for each parameter and unit: test points in their order, the deviation with
its expanded uncertainty, the limits as steps, since they change with the setting.
Whether a point fails is told by the shape of its mark as well as by its colour. There
are presentation attributes for a page without the classes' styles, and no styles
inside, which a strict content security policy would drop.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from operator import attrgetter
from xml.etree import ElementTree

from domain.calibration.limits import LimitsByKey
from domain.calibration.points import TestPoint
from products.calibration.plot.legend import LEGEND_LINE, draw_legend, legend_of
from products.calibration.plot.panels import Mark, Panel, PlotLabels, panels_of, summary
from products.calibration.plot.scale import PLOT_HEIGHT, Scale, scale_of
from products.calibration.plot.shapes import (
    CHARACTER,
    LIMIT,
    WIDTH,
    add_child,
    add_text,
    clipped,
    draw_shape,
    short,
)

TITLE_HEIGHT = 26
AXIS_HEIGHT = 24
PANEL_HEIGHT = TITLE_HEIGHT + PLOT_HEIGHT + AXIS_HEIGHT
MARGIN_RIGHT = 8
FONT_SIZE = 11
LONGEST_TITLE = 52

MOST_TOOLTIPS = 60
"""Points of one panel that still have a tooltip each."""
LIMIT_AREA = "#e2f2e8"


def plot_points(
    points: Iterable[TestPoint], limits: LimitsByKey, *, labels: PlotLabels
) -> str:
    """An SVG image of all points that have numbers to draw, or "" if none has.

    A panel shows deviations; where no point of it has one, as the maximum of a leak
    has no nominal value, it shows measured values.
    """
    panels = panels_of(points, limits, labels)
    if not panels:
        return ""
    legend = legend_of(panels, labels)
    height = len(panels) * PANEL_HEIGHT + len(legend) * LEGEND_LINE + 4
    svg = ElementTree.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "class": "plot",
            "role": "img",
            "viewBox": f"0 0 {WIDTH} {height}",
            "font-size": str(FONT_SIZE),
            "fill": "currentColor",
        },
    )
    add_text(svg, "title", labels.title)
    add_text(svg, "desc", "; ".join(summary(panel, labels) for panel in panels) + ".")
    for number, panel in enumerate(panels):
        _draw_panel(svg, panel, number * PANEL_HEIGHT, labels)
    draw_legend(svg, legend, len(panels) * PANEL_HEIGHT)
    return ElementTree.tostring(svg, encoding="unicode")


def _draw_panel(
    svg: ElementTree.Element, panel: Panel, top: int, labels: PlotLabels
) -> None:
    scale = scale_of(panel)
    written = [scale.label(tick, labels.language) for tick in scale.ticks]
    left = round(max(len(text) for text in written) * CHARACTER + 12)
    group = add_child(svg, "g", "plot__panel", transform=f"translate(0 {top})")
    _draw_title(group, panel, scale)
    plot = add_child(group, "g", transform=f"translate({left} {TITLE_HEIGHT})")
    width = WIDTH - left - MARGIN_RIGHT
    spacing = width / len(panel.marks)

    _draw_limit_area(plot, panel.marks, scale, spacing)
    _draw_ticks(plot, scale, written, width)
    _draw_limit_lines(plot, panel.marks, scale, spacing)
    _draw_bars(plot, panel.marks, scale, spacing)
    _draw_marks(plot, panel.marks, scale, spacing)
    _draw_settings(plot, panel.marks, spacing)


def _draw_title(group: ElementTree.Element, panel: Panel, scale: Scale) -> None:
    about = f"{panel.about} ({_axis_unit(panel.unit, scale.exponent)})"
    about = about.removesuffix(" ()")
    if panel.name:
        room = max(LONGEST_TITLE - len(about) - 2, 12)
        about = f"{clipped(panel.name, room)}, {about}"
    else:
        about = about[:1].upper() + about[1:]
    add_text(
        group,
        "text",
        clipped(about, LONGEST_TITLE + 8),
        "plot__title",
        x="2",
        y="16",
        **{"font-weight": "bold"},
    )


def _axis_unit(unit: str, exponent: int) -> str:
    if not exponent:
        return unit
    raised = str(exponent).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
    return f"10{raised} {unit}".strip()


Corners = list[tuple[float, float]]


def _draw_limit_area(
    plot: ElementTree.Element, marks: Sequence[Mark], scale: Scale, spacing: float
) -> None:
    """What is acceptable, up to the edge of the panel where one side is open."""
    path = ""
    for run in _runs(marks, lambda mark: mark.low is not None or mark.high is not None):
        upper = [(n, 0.0 if m.high is None else scale.y(m.high)) for n, m in run]
        lower = [
            (n, float(PLOT_HEIGHT) if m.low is None else scale.y(m.low)) for n, m in run
        ]
        corners = _corners(upper, spacing) + _corners(lower, spacing)[::-1]
        path += _path(corners) + "Z"
    if path:
        add_child(plot, "path", "plot__area", d=path, fill=LIMIT_AREA)


def _draw_limit_lines(
    plot: ElementTree.Element, marks: Sequence[Mark], scale: Scale, spacing: float
) -> None:
    path = ""
    for side in (attrgetter("low"), attrgetter("high")):
        for run in _runs(marks, lambda mark, side=side: side(mark) is not None):
            steps = [(number, scale.y(side(mark))) for number, mark in run]
            path += _path(_corners(steps, spacing))
    if path:
        add_child(
            plot,
            "path",
            "plot__limit",
            d=path,
            fill="none",
            stroke=LIMIT,
            **{"stroke-width": "1.5", "stroke-dasharray": "5 3"},
        )


def _runs(
    marks: Sequence[Mark], drawn: Callable[[Mark], bool]
) -> list[list[tuple[int, Mark]]]:
    """Neighbouring marks that are drawn, with their places in the order."""
    numbered = groupby(enumerate(marks), key=lambda item: drawn(item[1]))
    return [list(run) for is_drawn, run in numbered if is_drawn]


def _corners(steps: Sequence[tuple[int, float]], spacing: float) -> Corners:
    """A line of steps, each as wide as its mark's share of the axis."""
    corners: Corners = []
    for number, y in steps:
        if corners and corners[-1][1] == y:
            corners.pop()
        else:
            corners.append((number * spacing, y))
        corners.append(((number + 1) * spacing, y))
    return corners


def _path(corners: Corners) -> str:
    return "M" + "L".join(f"{short(x)} {short(y)}" for x, y in corners)


def _draw_ticks(
    plot: ElementTree.Element, scale: Scale, written: Sequence[str], width: int
) -> None:
    for tick, text in zip(scale.ticks, written, strict=True):
        y = scale.y(float(tick))
        zero = "plot__tick plot__tick--zero" if not tick else "plot__tick"
        add_child(
            plot,
            "path",
            zero,
            d=f"M0 {short(y)}H{width}",
            stroke="currentColor",
            **{"stroke-opacity": "0.2" if tick else "0.75"},
        )
        add_text(
            plot,
            "text",
            text,
            "plot__number",
            x="-4",
            y=short(y + 4),
            **{"text-anchor": "end"},
        )


def _draw_bars(
    plot: ElementTree.Element, marks: Sequence[Mark], scale: Scale, spacing: float
) -> None:
    """The uncertainties, with caps where there is room for them."""
    cap = min(4.0, spacing / 3)
    path = ""
    for number, mark in enumerate(marks):
        if mark.u95:
            x = (number + 0.5) * spacing
            ends = (scale.y(mark.value + mark.u95), scale.y(mark.value - mark.u95))
            path += f"M{short(x)} {short(ends[0])}V{short(ends[1])}"
            for y in ends:
                path += f"M{short(x - cap)} {short(y)}h{short(2 * cap)}"
    if path:
        add_child(plot, "path", "plot__bar", d=path, fill="none", stroke="currentColor")


def _draw_marks(
    plot: ElementTree.Element, marks: Sequence[Mark], scale: Scale, spacing: float
) -> None:
    radius = max(1.5, min(4.0, spacing / 2))
    for number, mark in enumerate(marks):
        shape = draw_shape(
            plot,
            mark.conformity,
            (number + 0.5) * spacing,
            scale.y(mark.value),
            radius,
        )
        if len(marks) <= MOST_TOOLTIPS:
            add_text(shape, "title", mark.tooltip)


def _draw_settings(
    plot: ElementTree.Element, marks: Sequence[Mark], spacing: float
) -> None:
    """The settings under the marks: as many of them as do not run into each other."""
    widest = max(len(mark.label) for mark in marks) * CHARACTER + 8
    every = math.ceil(widest / spacing)
    for number, mark in list(enumerate(marks))[::every]:
        add_text(
            plot,
            "text",
            mark.label,
            "plot__number",
            x=short((number + 0.5) * spacing),
            y=str(PLOT_HEIGHT + 16),
            **{"text-anchor": "middle"},
        )
