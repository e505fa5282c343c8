"""Screens and what runs across them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import exp, pi, sin

from .canvas import Canvas
from .palettes import NIGHT, Colour, Palette, Shade, darken, lighten, mix, plastic
from .paths import Point

Wave = Callable[[float], float]
Row = tuple[str, Colour, str]


def _bump(t: float, at: float, width: float) -> float:
    return exp(-(((t - at) / width) ** 2))


def _ecg(t: float) -> float:
    t %= 1
    return (
        0.16 * _bump(t, 0.22, 0.045)
        - 0.16 * _bump(t, 0.365, 0.014)
        + 1.0 * _bump(t, 0.4, 0.016)
        - 0.3 * _bump(t, 0.44, 0.016)
        + 0.28 * _bump(t, 0.66, 0.065)
    )


def _pulse(t: float) -> float:
    t %= 1
    return 0.9 * _bump(t, 0.3, 0.12) + 0.38 * _bump(t, 0.56, 0.13)


def _breath(t: float) -> float:
    return 0.5 + 0.42 * sin(2 * pi * t * 0.45)


def _pressure(t: float) -> float:
    t = (t * 0.6) % 1
    if t < 0.45:
        return 0.95 * (1 - exp(-t * 14))
    return 0.95 * exp(-(t - 0.45) * 22)


def _flow(t: float) -> float:
    t = (t * 0.6) % 1
    if t < 0.45:
        return 0.5 + 0.48 * (1 - t / 0.6)
    return 0.5 - 0.5 * exp(-(t - 0.45) * 9)


def _volume(t: float) -> float:
    t = (t * 0.6) % 1
    return 0.9 * t / 0.45 if t < 0.45 else 0.9 * exp(-(t - 0.45) * 7)


WAVES: dict[str, Wave] = {
    "ecg": _ecg,
    "pulse": _pulse,
    "breath": _breath,
    "pressure": _pressure,
    "flow": _flow,
    "volume": _volume,
}


def trace(
    wave: str, x: float, y: float, w: float, h: float, beats: float
) -> list[Point]:
    """The points of a wave filling a box, low values at its bottom."""
    steps = max(60, int(beats * 44))
    curve = WAVES[wave]
    return [
        (x + w * i / steps, y + h * (0.82 - 0.72 * curve(beats * i / steps)))
        for i in range(steps + 1)
    ]


def glass_front(
    c: Canvas, p: Palette, x: float, y: float, w: float, h: float, r: float = 8
) -> None:
    """A dark, empty display."""
    deep = mix(NIGHT, p.accent, 0.1)
    c.rect(x, y, w, h, Shade((lighten(deep, 0.1), deep, NIGHT)), r=r)


def sheen(c: Canvas, x: float, y: float, w: float, h: float) -> None:
    """A slanting reflection across a display."""
    c.glass(
        [
            (x + w * 0.56, y),
            (x + w * 0.8, y),
            (x + w * 0.5, y + h),
            (x + w * 0.26, y + h),
        ],
        alpha=0.06,
    )


def vital_screen(
    c: Canvas,
    p: Palette,
    x: float,
    y: float,
    w: float,
    h: float,
    rows: Sequence[Row],
    *,
    beats: float = 4,
) -> None:
    """Curves on the left, their numbers on the right, one row each."""
    glass_front(c, p, x, y, w, h)
    bar = h * 0.07
    c.rect(x + 4, y + 4, w - 8, bar, mix(NIGHT, p.accent, 0.5), r=4, line=False)
    pitch = (h - bar - 12) / len(rows)
    for i, (wave, colour, value) in enumerate(rows):
        top = y + bar + 8 + i * pitch
        if i:
            faint = mix(NIGHT, colour, 0.25)
            c.stroke([(x + w * 0.03, top), (x + w * 0.97, top)], faint, 1.2)
        line = trace(wave, x + w * 0.03, top + pitch * 0.04, w * 0.66, pitch, beats)
        c.stroke(line, colour, max(2.2, h * 0.008))
        c.text(x + w * 0.85, top + pitch * 0.55, value, pitch * 0.62, colour)
        c.rect(x + w * 0.74, top + pitch * 0.1, w * 0.08, 3, colour, line=False)
    sheen(c, x, y, w, h)


def segment_display(
    c: Canvas,
    x: float,
    y: float,
    w: float,
    h: float,
    lines: Sequence[str],
    ink: Colour = (34, 48, 44),
    glass: Colour = (196, 212, 200),
) -> None:
    """A small reflective display with a few large numbers."""
    c.rect(x, y, w, h, Shade((darken(glass, 0.08), glass, lighten(glass, 0.2))), r=6)
    pitch = h / len(lines)
    for i, value in enumerate(lines):
        middle = y + pitch * (i + 0.5)
        c.text(x + w * 0.9, middle, value, pitch * 0.74, ink, anchor="rm")
        c.rect(x + w * 0.08, middle - 3, w * 0.13, 4, ink, line=False)
        c.rect(x + w * 0.08, middle + 6, w * 0.08, 3, ink, line=False)


def lamp(c: Canvas, x: float, y: float, r: float, colour: Colour) -> None:
    """A small lit indicator."""
    c.spot(x, y, r * 3, r * 3, colour, 0.5)
    c.oval(x, y, r, plastic(colour), width=1.6)
