"""The legend of a plot: what its panels have, and no more."""

from collections.abc import Sequence
from xml.etree import ElementTree

from domain.calibration.conformity import Conformity
from products.calibration.plot.panels import Panel, PlotLabels, conformity_name
from products.calibration.plot.shapes import (
    CHARACTER,
    LIMIT,
    WIDTH,
    add_child,
    add_text,
    draw_shape,
    short,
)

LEGEND_LINE = 18

LegendItem = tuple[str, str]
"""What the legend shows (a conformity, "limits" or "uncertainty") and its words."""


def legend_of(panels: Sequence[Panel], labels: PlotLabels) -> list[list[LegendItem]]:
    """The lines of the legend: only what the panels have, broken to fit the width."""
    marks = [mark for panel in panels for mark in panel.marks]
    items: list[LegendItem] = []
    if any(mark.low is not None or mark.high is not None for mark in marks):
        items.append(("limits", labels.limits))
    if any(mark.u95 for mark in marks):
        items.append(("uncertainty", labels.uncertainty))
    items += [
        (conformity, conformity_name(conformity))
        for conformity in Conformity
        if any(mark.conformity == conformity for mark in marks)
    ]

    lines: list[list[LegendItem]] = [[]]
    for item in items:
        if sum(map(item_width, [*lines[-1], item])) > WIDTH:
            lines.append([])
        lines[-1].append(item)
    return [line for line in lines if line]


def item_width(item: LegendItem) -> float:
    return 32 + len(item[1]) * CHARACTER


def draw_legend(
    svg: ElementTree.Element, lines: Sequence[Sequence[LegendItem]], top: int
) -> None:
    group = add_child(svg, "g", "plot__legend", transform=f"translate(4 {top + 10})")
    for row, line in enumerate(lines):
        x, y = 0.0, float(row * LEGEND_LINE)
        for item in line:
            _draw_symbol(group, item[0], x, y)
            add_text(group, "text", item[1], x=short(x + 20), y=short(y + 4))
            x += item_width(item)


def _draw_symbol(group: ElementTree.Element, symbol: str, x: float, y: float) -> None:
    if symbol == "limits":
        d = f"M{short(x)} {short(y)}h16"
        dashes = {"stroke-width": "1.5", "stroke-dasharray": "5 3"}
        add_child(group, "path", "plot__limit", d=d, stroke=LIMIT, **dashes)
    elif symbol == "uncertainty":
        d = f"M{short(x + 8)} {short(y - 5)}v10m-3 0h6m-6 -10h6"
        add_child(group, "path", "plot__bar", d=d, fill="none", stroke="currentColor")
    else:
        draw_shape(group, Conformity(symbol), x + 8, y, 4.0)
