"""Intensive-care ventilator."""

from __future__ import annotations

from collections.abc import Sequence

from . import paths
from .canvas import Canvas
from .displays import Row, lamp, vital_screen
from .palettes import (
    AMBER,
    CYAN,
    GREEN,
    RED,
    RUBBER,
    WHITE,
    Colour,
    Palette,
    cylinder,
    darken,
    lighten,
    mix,
    plastic,
)
from .parts import (
    badge,
    block,
    box_ground,
    button,
    castor,
    knob,
    louvres,
    pole,
    star_base,
)
from .paths import Point
from .registry import device

GROUND = 900
ROWS: Sequence[Row] = (
    ("pressure", AMBER, "22"),
    ("flow", GREEN, "48"),
    ("volume", CYAN, "480"),
)


@device("depan", "samping", "layar")
def ventilator(c: Canvas, view: str, p: Palette) -> None:
    """A ventilator on its trolley, with breathing circuit and humidifier."""
    if view == "depan":
        _front(c, p)
    elif view == "samping":
        _side(c, p)
    else:
        _screen(c, p)


def corrugated(
    c: Canvas, points: Sequence[Point], width: float, colour: Colour
) -> None:
    """A ribbed breathing hose."""
    c.tube(points, width, colour)
    way = paths.smooth(points)
    ridge = darken(colour, 0.28)
    for (x0, y0), (x1, y1) in zip(way[::2], way[1::2], strict=False):
        dx, dy = x1 - x0, y1 - y0
        length = (dx * dx + dy * dy) ** 0.5 or 1.0
        nx, ny = -dy / length * width * 0.44, dx / length * width * 0.44
        c.stroke([(x0 + nx, y0 + ny), (x0 - nx, y0 - ny)], ridge, 2)


def _front(c: Canvas, p: Palette) -> None:
    star_base(c, p, 480, GROUND, 190, 28)
    c.rect(446, 640, 68, 200, plastic(p.body, "x"), r=12)
    # The support arm carries the circuit to the patient's side.
    c.tube([(640, 520), (760, 470), (760, 300), (880, 250)], 12, p.metal, curved=False)
    c.oval(760, 470, 15, plastic(p.accent))
    c.oval(760, 300, 15, plastic(p.accent))
    c.rect(300, 470, 360, 180, plastic(p.body), r=24)
    c.rect(300, 612, 360, 12, p.accent, line=False)
    louvres(c, p, 330, 510, 90, 80, 5)
    for x, tint in ((520, p.soft), (600, mix(p.soft, p.accent, 0.4))):
        c.oval(x, 566, 30, plastic(p.trim))
        c.oval(x, 566, 18, plastic(tint))
    corrugated(
        c,
        [(520, 566), (540, 700), (680, 760), (800, 640), (850, 420), (884, 262)],
        28,
        lighten(p.soft, 0.45),
    )
    corrugated(
        c,
        [(600, 566), (640, 640), (720, 600), (780, 460), (850, 330), (884, 262)],
        28,
        lighten(p.soft, 0.1),
    )
    c.rect(868, 226, 34, 50, plastic(p.accent), r=8)
    c.rect(420, 772, 40, 18, cylinder(p.metal, "y"), r=4)
    _humidifier(c, p, 322, 690)
    c.rect(250, 120, 440, 344, plastic(p.body), r=30)
    vital_screen(c, p, 280, 148, 380, 250, ROWS, beats=3.4)
    for i in range(4):
        button(c, 310 + i * 56, 431, 15, p.trim)
    knob(c, p, 620, 430, 20)
    c.rect(420, 100, 100, 20, plastic(RED), r=8)


def _humidifier(c: Canvas, p: Palette, x: float, y: float) -> None:
    c.rect(x, y + 70, 110, 60, plastic(p.trim), r=10)
    dome = [
        *paths.arc(x + 55, y + 40, 46, 40, 180, 360),
        (x + 101, y + 72),
        (x + 9, y + 72),
    ]
    c.glass(dome, lighten(p.soft, 0.4), 0.8, line=True)
    c.glass(
        [(x + 11, y + 46), (x + 99, y + 46), (x + 100, y + 70), (x + 10, y + 70)],
        CYAN,
        0.45,
    )
    lamp(c, x + 88, y + 100, 6, GREEN)


def _side(c: Canvas, p: Palette) -> None:
    c.ground(500, GROUND, 240)
    for x in (340, 690):
        castor(c, p, x, GROUND, 32)
    base = [(310, 842), (330, 808), (470, 790), (700, 806), (726, 842)]
    c.shape(paths.soften(base, 14), plastic(p.trim))
    pole(c, p, 540, 590, 806, 60)
    _cylinder_bottle(c, p, 640)
    c.rect(380, 460, 330, 160, plastic(p.body), r=22)
    c.rect(380, 584, 330, 10, p.accent, line=False)
    louvres(c, p, 560, 490, 110, 76, 5)
    c.tube([(380, 530), (330, 530)], 26, p.trim, curved=False)
    corrugated(
        c,
        [(330, 530), (250, 580), (196, 500), (180, 380), (220, 300)],
        28,
        lighten(p.soft, 0.4),
    )
    c.tube([(480, 470), (450, 400)], 34, p.trim, curved=False)
    head = [(356, 130), (404, 122), (452, 440), (404, 450)]
    c.shape(paths.soften(head, 12), plastic(p.body, "x"))
    c.shape(
        paths.soften([(350, 136), (366, 132), (412, 446), (396, 450)], 6),
        plastic(p.accent),
    )
    c.rect(430, 236, 70, 130, plastic(p.trim), r=16)
    c.tube([(720, 480), (780, 470), (790, 520), (720, 560)], 16, p.metal)


def _cylinder_bottle(c: Canvas, p: Palette, x: float) -> None:
    """The reserve gas bottle strapped behind the column."""
    c.rect(x - 34, 640, 68, 166, cylinder(mix(p.accent, WHITE, 0.2)), r=26)
    c.rect(x - 12, 616, 24, 28, cylinder(p.metal), r=4)
    c.rect(x - 40, 706, 80, 16, RUBBER, r=4)


def _screen(c: Canvas, p: Palette) -> None:
    box_ground(c, 100, 800, 740, 110)
    block(c, 100, 210, 740, 590, 110, p.body, r=40)
    vital_screen(c, p, 140, 250, 660, 410, ROWS, beats=3.4)
    for i, value in enumerate(("AC", "40", "16", "5", "1:2")):
        x = 146 + i * 104
        c.rect(x, 684, 90, 72, plastic(p.accent), r=12)
        c.text(x + 45, 720, value, 34, WHITE)
    knob(c, p, 742, 722, 42)
    for i, colour in enumerate((RED, AMBER, GREEN)):
        lamp(c, 430 + i * 42, 231, 6, colour)
    badge(c, p, 190, 231, 60)
