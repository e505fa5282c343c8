"""Operating-theatre lights."""

from __future__ import annotations

from math import cos, radians, sin

from . import paths
from .canvas import Canvas
from .displays import lamp, segment_display
from .palettes import (
    GREEN,
    WHITE,
    Colour,
    Palette,
    Shade,
    cylinder,
    darken,
    lighten,
    plastic,
)
from .parts import button, pole
from .registry import device

WARM: Colour = (255, 243, 206)


@device("depan", "bawah", "samping", "panel")
def led_operating_light(c: Canvas, view: str, p: Palette) -> None:
    """A ceiling light with two LED heads."""
    if view == "depan":
        _pair(c, p)
    elif view == "bawah":
        _below(c, p)
    elif view == "samping":
        _side(c, p)
    else:
        _panel(c, p)


def _lens(c: Canvas, x: float, y: float, r: float, squash: float) -> None:
    c.oval(x, y, r, (206, 214, 220), ry=r * squash, width=1.6)
    c.oval(x, y, r * 0.74, WARM, ry=r * 0.74 * squash, line=False)
    c.oval(x, y, r * 0.36, WHITE, ry=r * 0.36 * squash, line=False)


def _head(c: Canvas, p: Palette, x: float, y: float, r: float, squash: float) -> None:
    """A lamp head; ``squash`` below one turns its face towards the table."""
    rim = r * 0.1 * (1 - squash) + r * 0.03
    c.oval(x, y - rim, r, plastic(p.trim), ry=r * squash)
    c.oval(x, y, r, plastic(p.body), ry=r * squash)
    c.oval(
        x,
        y,
        r * 0.9,
        Shade((lighten(p.metal, 0.3), lighten(p.metal, 0.75))),
        ry=r * 0.9 * squash,
        width=1.6,
    )
    c.spot(x, y, r * 0.9, r * 0.9 * squash, WARM, 0.9)
    for ring, count, size in ((0.72, 18, 0.105), (0.46, 11, 0.105)):
        for i in range(count):
            a = radians(360 * i / count + 90)
            cx, cy = x + r * ring * cos(a), y + r * ring * squash * sin(a)
            _lens(c, cx, cy, r * size, squash)
    c.oval(x, y, r * 0.27, plastic(p.accent), ry=r * 0.27 * squash)
    c.oval(x, y, r * 0.15, plastic(p.body), ry=r * 0.15 * squash)


def _handle(c: Canvas, p: Palette, x: float, y: float, r: float, squash: float) -> None:
    """The outer grip bow around the lower rim."""
    bow = paths.arc(x, y, r * 1.1, r * 1.1 * squash, 25, 155)
    c.tube(bow, 11, p.metal, curved=False)


def _yoke(c: Canvas, p: Palette, x: float, y: float, r: float) -> None:
    bow = paths.arc(x, y, r * 1.06, r * 1.06, 180, 360)
    c.tube(bow, 15, p.body, curved=False)
    for side in (-1, 1):
        c.oval(x + side * r * 1.04, y, 15, plastic(p.accent))


def _mount(c: Canvas, p: Palette) -> None:
    c.rect(440, 50, 120, 20, plastic(p.trim), r=6)
    c.shape(
        paths.soften([(452, 70), (548, 70), (532, 118), (468, 118)], 10),
        plastic(p.body),
    )
    pole(c, p, 500, 116, 226, 34)


def _pair(c: Canvas, p: Palette) -> None:
    _mount(c, p)
    c.rect(476, 176, 48, 34, cylinder(p.accent), r=6)
    c.tube([(500, 194), (262, 194)], 22, p.body, curved=False)
    c.tube([(262, 194), (316, 332)], 24, p.body, curved=False)
    c.oval(262, 194, 22, plastic(p.accent))
    c.rect(476, 214, 48, 34, cylinder(p.accent), r=6)
    c.tube([(500, 232), (790, 232)], 22, p.body, curved=False)
    c.tube([(790, 232), (752, 358)], 22, p.body, curved=False)
    c.oval(790, 232, 22, plastic(p.accent))
    for x, y, r in ((330, 590, 230), (752, 512, 146)):
        c.spot(x, y + r * 0.66, r * 1.1, r * 0.7, WARM, 0.8)
        _yoke(c, p, x, y, r)
        _handle(c, p, x, y, r, 0.62)
        _head(c, p, x, y, r, 0.62)


def _below(c: Canvas, p: Palette) -> None:
    c.cast(paths.ellipse(500, 500, 360, 360), 26)
    c.tube([(500, 40), (500, 190)], 34, p.body, curved=False)
    _yoke(c, p, 500, 500, 360)
    _handle(c, p, 500, 500, 366, 1)
    _head(c, p, 500, 500, 360, 1)


def _side(c: Canvas, p: Palette) -> None:
    for spread, alpha in ((1.0, 0.2), (0.72, 0.22), (0.4, 0.22)):
        half = 210 * spread
        cone = [
            (500 - half, 612),
            (500 + half, 612),
            (500 + half * 0.7, 1010),
            (500 - half * 0.7, 1010),
        ]
        c.glass(cone, WARM, alpha)
    with c.at(-210, 0):
        _mount(c, p)
    c.rect(266, 206, 48, 36, cylinder(p.accent), r=6)
    c.tube([(290, 224), (660, 224)], 26, p.body, curved=False)
    c.tube([(660, 224), (740, 372)], 28, p.body, curved=False)
    c.tube([(690, 262), (726, 330)], 8, p.metal, curved=False)
    c.oval(660, 224, 26, plastic(p.accent))
    c.tube([(740, 372), (742, 470), (650, 500), (590, 520)], 18, p.body)
    c.oval(740, 372, 22, plastic(p.accent))
    dome = [
        (250, 590),
        (290, 548),
        (400, 518),
        (500, 508),
        (600, 518),
        (710, 548),
        (750, 590),
    ]
    c.shape([*paths.smooth(dome), (750, 606), (250, 606)], plastic(p.body))
    c.rect(242, 588, 516, 26, plastic(p.accent), r=12)
    c.rect(270, 612, 460, 12, WARM, r=5)
    c.rect(474, 620, 52, 30, plastic(p.trim), r=6)
    c.rect(482, 646, 36, 78, cylinder(p.body), r=16)


def _panel(c: Canvas, p: Palette) -> None:
    c.cast(paths.rounded(240, 190, 520, 620, 50), 24)
    c.rect(240, 190, 520, 620, plastic(p.body), r=50)
    c.rect(280, 230, 440, 540, plastic(p.accent), r=34)
    segment_display(c, 330, 280, 340, 150, ["80"], (20, 40, 60), (190, 226, 236))
    for i in range(8):
        tall = 14 + i * 6
        shade = WARM if i < 6 else darken(p.accent, 0.35)
        c.rect(334 + i * 43, 520 - tall, 30, tall, shade, r=4, width=1.6)
    for i, sign in enumerate(("-", "+", "-", "+")):
        x, y = 384 + (i % 2) * 232, 600 + (i // 2) * 104
        button(c, x, y, 42, p.body)
        c.stroke([(x - 16, y), (x + 16, y)], p.accent, 6)
        if sign == "+":
            c.stroke([(x, y - 16), (x, y + 16)], p.accent, 6)
    for y in (600, 704):
        c.oval(500, y, 20, Shade((WARM, WHITE)))
        for i in range(8):
            a = radians(45 * i)
            ray = [(500 + k * cos(a), y + k * sin(a)) for k in (28, 38)]
            c.stroke(ray, WARM, 4)
    lamp(c, 690, 212, 7, GREEN)
