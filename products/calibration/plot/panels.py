"""The panels of a plot: test points of one parameter and unit, as they are drawn."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.findings import written
from core.language import language
from domain import units
from domain.calibration.conformity import CONFORMITY_NAMES, Conformity
from domain.calibration.limits import EXACT, LimitsByKey
from domain.calibration.points import TestPoint
from domain.numerals import format_number
from products.calibration.plot.shapes import clipped

LONGEST_LABEL = 9


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


def plot_labels(names: Mapping[str, str] | None = None) -> PlotLabels:
    """The words in the language in use."""
    return PlotLabels(
        language=language(),
        title=_("Hasil kalibrasi terhadap batas"),
        deviation=_("penyimpangan"),
        measured=_("nilai terukur"),
        limits=_("Batas"),
        uncertainty=_("Ketidakpastian U95"),
        point=pgettext("grafik", "titik"),
        names=names or {},
    )


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


def panels_of(
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
    return clipped(format_number(point.nominal, labels.language), LONGEST_LABEL)


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
    return f"{text}, {conformity_name(conformity)}" if conformity else text


def conformity_name(conformity: Conformity) -> str:
    return written(CONFORMITY_NAMES[conformity])


def summary(panel: Panel, labels: PlotLabels) -> str:
    """A panel in words: "Laju alir (mL/h), penyimpangan: 5 titik, 4 lulus, 1 gagal"."""
    counts = [f"{len(panel.marks)} {labels.point}"]
    for conformity in Conformity:
        found = sum(mark.conformity == conformity for mark in panel.marks)
        if found:
            counts.append(f"{found} {conformity_name(conformity)}")
    return f"{_heading(panel)}: {', '.join(counts)}"


def _heading(panel: Panel) -> str:
    unit = f" ({panel.unit})" if panel.unit else ""
    return f"{panel.name}, {panel.about}{unit}" if panel.name else panel.about + unit
