"""Errors of a calibration against their limits, drawn as SVG.

One panel for each parameter and unit: test points in their order, the deviation with
its expanded uncertainty, the limits as steps, since they change with the setting.
Whether a point fails is told by the shape of its mark as well as by its colour. There
are presentation attributes for a page without the classes' styles, and no styles
inside, which a strict content security policy would drop.
"""

import math
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby
from operator import attrgetter
from xml.etree import ElementTree

from domain import units
from domain.calibration.conformity import CONFORMITY_NAMES, Conformity
from domain.calibration.limits import EXACT, LimitsByKey
from domain.calibration.points import TestPoint
from domain.numerals import format_number

WIDTH = 360
"""User units; on a telephone as wide as that they are pixels, and text is legible."""

TITLE_HEIGHT, PLOT_HEIGHT, AXIS_HEIGHT = 26, 130, 24
PANEL_HEIGHT = TITLE_HEIGHT + PLOT_HEIGHT + AXIS_HEIGHT
LEGEND_LINE = 18
MARGIN_RIGHT = 8
FONT_SIZE = 11
CHARACTER = 6.2
"""About the width of a character of that size."""

LONGEST_TITLE = 52
LONGEST_LABEL = 9
MOST_TOOLTIPS = 60
"""Points of one panel that still have a tooltip each."""

GOOD, BAD, LIMIT = "#0c5733", "#8d1c17", "#124a75"
LIMIT_AREA = "#e2f2e8"


@dataclass(frozen=True, slots=True)
class PlotLabels:
    """The words of a plot. ``names`` are the parameters' names by their keys."""

    language: str
    title: str
    deviation: str
    measured: str
    limits: str
    uncertainty: str
    point: str
    names: Mapping[str, str] = field(default_factory=dict)


def plot_labels(language: str, names: Mapping[str, str] | None = None) -> PlotLabels:
    """The words in "en", or in Indonesian for any other language."""
    if language == "en":
        words = (
            "Calibration results against limits",
            "deviation",
            "measured value",
            "Limits",
            "Uncertainty U95",
            "point",
        )
        return PlotLabels("en", *words, names or {})
    words = (
        "Hasil kalibrasi terhadap batas",
        "penyimpangan",
        "nilai terukur",
        "Batas",
        "Ketidakpastian U95",
        "titik",
    )
    return PlotLabels("id", *words, names or {})


@dataclass(frozen=True, slots=True)
class Mark:
    """One point as it is drawn, all numbers on the panel's vertical scale."""

    label: str
    value: float
    u95: float
    low: float | None
    high: float | None
    conformity: Conformity | None
    tooltip: str


@dataclass(frozen=True, slots=True)
class Panel:
    """The points of one parameter and unit; ``about`` is what is drawn of them."""

    name: str
    unit: str
    about: str
    from_zero: bool
    marks: tuple[Mark, ...]


def plot_points(
    points: Iterable[TestPoint], limits: LimitsByKey, *, labels: PlotLabels
) -> str:
    """An SVG image of all points that have numbers to draw, or "" if none has.

    A panel shows deviations; where no point of it has one, as the maximum of a leak
    has no nominal value, it shows measured values.
    """
    panels = _panels(points, limits, labels)
    if not panels:
        return ""
    legend = _legend(panels, labels)
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
    _text(svg, "title", labels.title)
    _text(svg, "desc", "; ".join(_summary(panel, labels) for panel in panels) + ".")
    for number, panel in enumerate(panels):
        _draw_panel(svg, panel, number * PANEL_HEIGHT, labels)
    _draw_legend(svg, legend, len(panels) * PANEL_HEIGHT)
    return ElementTree.tostring(svg, encoding="unicode")


# From points to marks


def _panels(
    points: Iterable[TestPoint], limits: LimitsByKey, labels: PlotLabels
) -> list[Panel]:
    groups: dict[tuple[str, str], list[tuple[int, TestPoint]]] = {}
    for number, point in enumerate(points, start=1):
        unit = _shown_unit(point, limits, labels.language)
        groups.setdefault((point.parameter, unit), []).append((number, point))
    panels = [
        _panel(parameter, unit, numbered, limits, labels)
        for (parameter, unit), numbered in groups.items()
    ]
    return [panel for panel in panels if panel.marks]


def _shown_unit(point: TestPoint, limits: LimitsByKey, language: str) -> str:
    unit = point.unit
    if not unit and point.parameter in limits:
        unit = limits[point.parameter].unit
    return units.label(unit, language) if units.is_known(unit) else unit


def _panel(
    parameter: str,
    unit: str,
    numbered: Sequence[tuple[int, TestPoint]],
    limits: LimitsByKey,
    labels: PlotLabels,
) -> Panel:
    deviates = any(point.deviation is not None for _number, point in numbered)
    marks = [
        mark
        for number, point in numbered
        if (mark := _mark(number, point, unit, limits, labels, deviates))
    ]
    return Panel(
        name=_panel_name(parameter, numbered, labels),
        unit=unit,
        about=labels.deviation if deviates else labels.measured,
        from_zero=deviates,
        marks=tuple(marks),
    )


def _panel_name(
    parameter: str, numbered: Sequence[tuple[int, TestPoint]], labels: PlotLabels
) -> str:
    names = {point.name for _number, point in numbered}
    own_name = names.pop() if len(names) == 1 else ""
    return labels.names.get(parameter) or own_name or parameter


def _mark(
    number: int,
    point: TestPoint,
    unit: str,
    limits: LimitsByKey,
    labels: PlotLabels,
    deviates: bool,
) -> Mark | None:
    value = point.deviation if deviates else point.measured
    if value is None or not math.isfinite(value):
        return None
    low, high = _drawn_bounds(point, limits, deviates)
    conformity = point.conformity(limits)
    u95 = _drawable(point.u95) or 0.0
    return Mark(
        label=_mark_label(number, point, labels),
        value=float(value),
        u95=max(u95, 0.0),
        low=low,
        high=high,
        conformity=conformity,
        tooltip=_tooltip(number, point, value, unit, conformity, labels),
    )


def _drawn_bounds(
    point: TestPoint, limits: LimitsByKey, deviates: bool
) -> tuple[float | None, float | None]:
    bounds = point.bounds(limits)
    if not deviates:
        return _drawable(bounds.low), _drawable(bounds.high)
    origin = point.nominal
    if origin is None and point.mean is not None and point.error is not None:
        origin = EXACT.subtract(point.mean, point.error)
    low, high = (
        None
        if bound is None or origin is None
        else _drawable(EXACT.subtract(bound, origin))
        for bound in (bounds.low, bounds.high)
    )
    return low, high


def _drawable(value: Decimal | None) -> float | None:
    return None if value is None or not math.isfinite(value) else float(value)


def _mark_label(number: int, point: TestPoint, labels: PlotLabels) -> str:
    """The setting under the mark, or the number of the row where there is none."""
    if point.nominal is None:
        return f"#{number}"
    return _clipped(format_number(point.nominal, labels.language), LONGEST_LABEL)


def _tooltip(
    number: int,
    point: TestPoint,
    value: Decimal,
    unit: str,
    conformity: Conformity | None,
    labels: PlotLabels,
) -> str:
    language = labels.language
    setting = f"{labels.point} {number}"
    if point.nominal is not None:
        setting = f"{format_number(point.nominal, language)} {unit}".strip()
    text = f"{setting}: {format_number(value, language)}"
    if point.u95 is not None:
        text += f" ± {format_number(point.u95, language)}"
    text = f"{text} {unit}".strip()
    return f"{text}, {_conformity_name(conformity, labels)}" if conformity else text


def _conformity_name(conformity: Conformity, labels: PlotLabels) -> str:
    return CONFORMITY_NAMES[conformity][labels.language == "en"]


def _summary(panel: Panel, labels: PlotLabels) -> str:
    """A panel in words: "Laju alir (mL/h), penyimpangan: 5 titik, 4 lulus, 1 gagal"."""
    counts = [f"{len(panel.marks)} {labels.point}"]
    for conformity in Conformity:
        found = sum(mark.conformity == conformity for mark in panel.marks)
        if found:
            counts.append(f"{found} {_conformity_name(conformity, labels)}")
    return f"{_heading(panel)}: {', '.join(counts)}"


def _heading(panel: Panel) -> str:
    unit = f" ({panel.unit})" if panel.unit else ""
    return f"{panel.name}, {panel.about}{unit}" if panel.name else panel.about + unit


# The scale


@dataclass(frozen=True, slots=True)
class Scale:
    """The values a panel shows, from bottom to top, with its ticks.

    ``exponent`` is the power of ten that the labels of the ticks leave out.
    """

    bottom: float
    top: float
    ticks: tuple[Decimal, ...]
    exponent: int

    def y(self, value: float) -> float:
        """Distance from the top of the panel's plot, in user units."""
        return PLOT_HEIGHT * (self.top - value) / (self.top - self.bottom)

    def label(self, tick: Decimal, language: str) -> str:
        return format_number(tick.scaleb(-self.exponent), language)


def _scale(panel: Panel) -> Scale:
    values = [0.0] if panel.from_zero else []
    for mark in panel.marks:
        values += [mark.value - mark.u95, mark.value + mark.u95]
        values += [bound for bound in (mark.low, mark.high) if bound is not None]
    bottom, top = min(values), max(values)
    room = (top - bottom) * 0.08 or abs(top) * 0.1 or 1.0
    bottom, top = bottom - room, top + room

    step = _tick_step((top - bottom) / 4)
    first, last = math.ceil(bottom / float(step)), math.floor(top / float(step))
    ticks = tuple(step * count for count in range(first, last + 1))
    return Scale(bottom, top, ticks, _shared_exponent(max(abs(bottom), abs(top))))


def _tick_step(least: float) -> Decimal:
    """The next larger 1, 2 or 5 of any power of ten."""
    power = Decimal(1).scaleb(math.floor(math.log10(least)))
    for factor in (1, 2, 5):
        if float(power * factor) >= least:
            return power * factor
    return power * 10


def _shared_exponent(largest: float) -> int:
    """A multiple of three, or 0 where numbers are short enough without."""
    magnitude = math.floor(math.log10(largest))
    return 0 if -3 <= magnitude <= 4 else 3 * (magnitude // 3)


# Drawing


def _draw_panel(
    svg: ElementTree.Element, panel: Panel, top: int, labels: PlotLabels
) -> None:
    scale = _scale(panel)
    written = [scale.label(tick, labels.language) for tick in scale.ticks]
    left = round(max(len(text) for text in written) * CHARACTER + 12)
    group = _child(svg, "g", "plot__panel", transform=f"translate(0 {top})")
    _draw_title(group, panel, scale)
    plot = _child(group, "g", transform=f"translate({left} {TITLE_HEIGHT})")
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
        about = f"{_clipped(panel.name, room)}, {about}"
    else:
        about = about[:1].upper() + about[1:]
    _text(
        group,
        "text",
        _clipped(about, LONGEST_TITLE + 8),
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
        _child(plot, "path", "plot__area", d=path, fill=LIMIT_AREA)


def _draw_limit_lines(
    plot: ElementTree.Element, marks: Sequence[Mark], scale: Scale, spacing: float
) -> None:
    path = ""
    for side in (attrgetter("low"), attrgetter("high")):
        for run in _runs(marks, lambda mark, side=side: side(mark) is not None):
            steps = [(number, scale.y(side(mark))) for number, mark in run]
            path += _path(_corners(steps, spacing))
    if path:
        _child(
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
    return "M" + "L".join(f"{_short(x)} {_short(y)}" for x, y in corners)


def _draw_ticks(
    plot: ElementTree.Element, scale: Scale, written: Sequence[str], width: int
) -> None:
    for tick, text in zip(scale.ticks, written, strict=True):
        y = scale.y(float(tick))
        zero = "plot__tick plot__tick--zero" if not tick else "plot__tick"
        _child(
            plot,
            "path",
            zero,
            d=f"M0 {_short(y)}H{width}",
            stroke="currentColor",
            **{"stroke-opacity": "0.2" if tick else "0.75"},
        )
        _text(
            plot,
            "text",
            text,
            "plot__number",
            x="-4",
            y=_short(y + 4),
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
            path += f"M{_short(x)} {_short(ends[0])}V{_short(ends[1])}"
            for y in ends:
                path += f"M{_short(x - cap)} {_short(y)}h{_short(2 * cap)}"
    if path:
        _child(plot, "path", "plot__bar", d=path, fill="none", stroke="currentColor")


def _draw_marks(
    plot: ElementTree.Element, marks: Sequence[Mark], scale: Scale, spacing: float
) -> None:
    radius = max(1.5, min(4.0, spacing / 2))
    for number, mark in enumerate(marks):
        shape = _draw_shape(
            plot,
            mark.conformity,
            (number + 0.5) * spacing,
            scale.y(mark.value),
            radius,
        )
        if len(marks) <= MOST_TOOLTIPS:
            _text(shape, "title", mark.tooltip)


def _draw_shape(
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
        cross = f"m{_short(-r)} {_short(-r)}l{_short(2 * r)} {_short(2 * r)}"
        cross += f"m{_short(-2 * r)} 0l{_short(2 * r)} {_short(-2 * r)}"
        start = f"M{_short(x)} {_short(y)}"
        return _child(parent, "path", name, d=start + cross, stroke=BAD, **line)
    if conformity == Conformity.CONDITIONAL_PASS:
        triangle = f"M{_short(x)} {_short(y - r)}l{_short(r)} {_short(2 * r)}"
        triangle += f"h{_short(-2 * r)}z"
        return _child(parent, "path", name, d=triangle, stroke=GOOD, **line)
    if conformity == Conformity.CONDITIONAL_FAIL:
        square = f"M{_short(x - r)} {_short(y - r)}h{_short(2 * r)}v{_short(2 * r)}"
        square += f"h{_short(-2 * r)}z"
        return _child(parent, "path", name, d=square, stroke=BAD, **line)

    circle = {"cx": _short(x), "cy": _short(y), "r": _short(radius)}
    if conformity == Conformity.PASS:
        return _child(parent, "circle", name, fill=GOOD, **circle)
    return _child(parent, "circle", name, stroke="currentColor", **circle, **line)


def _draw_settings(
    plot: ElementTree.Element, marks: Sequence[Mark], spacing: float
) -> None:
    """The settings under the marks: as many of them as do not run into each other."""
    widest = max(len(mark.label) for mark in marks) * CHARACTER + 8
    every = math.ceil(widest / spacing)
    for number, mark in list(enumerate(marks))[::every]:
        _text(
            plot,
            "text",
            mark.label,
            "plot__number",
            x=_short((number + 0.5) * spacing),
            y=str(PLOT_HEIGHT + 16),
            **{"text-anchor": "middle"},
        )


# The legend

Entry = tuple[str, str]
"""What the legend shows (a conformity, "limits" or "uncertainty") and its words."""


def _legend(panels: Sequence[Panel], labels: PlotLabels) -> list[list[Entry]]:
    """The lines of the legend: only what the panels have, broken to fit the width."""
    marks = [mark for panel in panels for mark in panel.marks]
    entries: list[Entry] = []
    if any(mark.low is not None or mark.high is not None for mark in marks):
        entries.append(("limits", labels.limits))
    if any(mark.u95 for mark in marks):
        entries.append(("uncertainty", labels.uncertainty))
    entries += [
        (conformity, _conformity_name(conformity, labels))
        for conformity in Conformity
        if any(mark.conformity == conformity for mark in marks)
    ]

    lines: list[list[Entry]] = [[]]
    for entry in entries:
        if sum(map(_entry_width, [*lines[-1], entry])) > WIDTH:
            lines.append([])
        lines[-1].append(entry)
    return [line for line in lines if line]


def _entry_width(entry: Entry) -> float:
    return 32 + len(entry[1]) * CHARACTER


def _draw_legend(
    svg: ElementTree.Element, lines: Sequence[Sequence[Entry]], top: int
) -> None:
    group = _child(svg, "g", "plot__legend", transform=f"translate(4 {top + 10})")
    for row, line in enumerate(lines):
        x, y = 0.0, float(row * LEGEND_LINE)
        for entry in line:
            _draw_symbol(group, entry[0], x, y)
            _text(group, "text", entry[1], x=_short(x + 20), y=_short(y + 4))
            x += _entry_width(entry)


def _draw_symbol(group: ElementTree.Element, symbol: str, x: float, y: float) -> None:
    if symbol == "limits":
        d = f"M{_short(x)} {_short(y)}h16"
        dashes = {"stroke-width": "1.5", "stroke-dasharray": "5 3"}
        _child(group, "path", "plot__limit", d=d, stroke=LIMIT, **dashes)
    elif symbol == "uncertainty":
        d = f"M{_short(x + 8)} {_short(y - 5)}v10m-3 0h6m-6 -10h6"
        _child(group, "path", "plot__bar", d=d, fill="none", stroke="currentColor")
    else:
        _draw_shape(group, Conformity(symbol), x + 8, y, 4.0)


# Elements


def _child(
    parent: ElementTree.Element, tag: str, name: str = "", **attributes: str
) -> ElementTree.Element:
    if name:
        attributes = {"class": name, **attributes}
    return ElementTree.SubElement(parent, tag, attributes)


def _text(
    parent: ElementTree.Element, tag: str, text: str, name: str = "", **attributes: str
) -> None:
    """An element with text, rid of characters that no document may contain."""
    element = _child(parent, tag, name, **attributes)
    element.text = "".join(
        character
        for character in text
        if unicodedata.category(character) not in ("Cc", "Cs")
    )


def _clipped(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _short(coordinate: float) -> str:
    """A coordinate to a tenth of a user unit."""
    return f"{coordinate:.1f}".removesuffix(".0")
