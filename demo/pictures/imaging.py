"""Ultrasound scanner."""

from __future__ import annotations

from math import cos, radians, sin

from . import paths
from .canvas import Canvas
from .displays import glass_front, sheen
from .palettes import (
    AMBER,
    CYAN,
    GREEN,
    RUBBER,
    WHITE,
    Colour,
    Palette,
    Shade,
    darken,
    lighten,
    mix,
    plastic,
)
from .parts import badge, button, castor
from .registry import device

GROUND = 910
ECHO: Colour = (176, 186, 196)
DEEP: Colour = (8, 12, 18)


@device("depan", "samping", "layar", "probe")
def ultrasound_scanner(c: Canvas, view: str, p: Palette) -> None:
    """A cart scanner with three probes."""
    if view == "depan":
        _front(c, p)
    elif view == "samping":
        _side(c, p)
    elif view == "layar":
        _screen(c, p)
    else:
        _probes(c, p)


def _sector(c: Canvas, x: float, y: float, r: float) -> None:
    """An echo fan with a foetus in it; (x, y) is the probe, r the depth."""
    near = r * 0.16
    fan = [*paths.arc(x, y, near, near, 134, 46), *paths.arc(x, y, r, r, 46, 134)]
    c.shape(
        fan,
        Shade(((150, 158, 166), (96, 104, 114), (64, 72, 82), (36, 42, 50))),
        line=False,
    )
    for i in range(46):
        # Short echoes spread by the golden angle: even, yet not a pattern.
        angle = radians(49 + (i * 137.5) % 82)
        depth = r * (0.22 + 0.74 * ((i * 0.618) % 1))
        px, py = x + depth * cos(angle), y + depth * sin(angle)
        c.spot(px, py, r * 0.07, r * 0.02, ECHO, 0.5)
    c.oval(x, y + r * 0.6, r * 0.37, DEEP, ry=r * 0.23, line=False)
    c.oval(x - r * 0.2, y + r * 0.59, r * 0.115, (206, 212, 218), line=False)
    c.oval(x - r * 0.2, y + r * 0.59, r * 0.09, (112, 120, 128), line=False)
    body = [
        (-0.1, 0.6),
        (0.02, 0.54),
        (0.18, 0.58),
        (0.27, 0.66),
        (0.2, 0.72),
        (0.02, 0.72),
        (-0.1, 0.67),
    ]
    c.shape(
        paths.smooth([(x + r * a, y + r * b) for a, b in body], closed=True),
        Shade(((206, 212, 218), (140, 148, 156))),
        line=False,
    )
    c.stroke(
        [
            (x - r * 0.08, y + r * 0.56),
            (x - r * 0.02, y + r * 0.47),
            (x - r * 0.09, y + r * 0.45),
        ],
        (196, 202, 208),
        r * 0.026,
    )
    c.stroke(
        [
            (x + r * 0.22, y + r * 0.62),
            (x + r * 0.26, y + r * 0.51),
            (x + r * 0.19, y + r * 0.48),
        ],
        (196, 202, 208),
        r * 0.03,
    )


def _picture(c: Canvas, p: Palette, x: float, y: float, w: float, h: float) -> None:
    """The whole display: fan, depth scale and readings."""
    glass_front(c, p, x, y, w, h)
    c.rect(x + 3, y + 3, w - 6, h * 0.07, mix(DEEP, p.accent, 0.55), r=4, line=False)
    _sector(c, x + w * 0.46, y + h * 0.06, h * 0.9)
    for i in range(9):
        tick = y + h * (0.18 + i * 0.085)
        c.stroke(
            [(x + w * 0.9, tick), (x + w * (0.92 + 0.01 * (i % 2 == 0)), tick)], ECHO, 2
        )
    for i in range(6):
        shade = 225 - i * 36
        c.rect(
            x + w * 0.04,
            y + h * (0.16 + i * 0.05),
            w * 0.03,
            h * 0.05,
            (shade, shade, shade),
            line=False,
        )
    c.text(x + w * 0.05, y + h * 0.9, "12.4", h * 0.07, AMBER, anchor="lm")
    sheen(c, x, y, w, h)


def _keys(c: Canvas, p: Palette) -> None:
    """The console's controls in perspective, between y 486 and 566."""
    for row in range(3):
        half = 176 + row * 16
        for i in range(9):
            x = 500 - half + 2 * half * i / 8
            if row > 0 and 3 <= i <= 5:
                continue
            c.rect(x - 14, 488 + row * 27, 28, 17, plastic(p.body), r=5, width=1.6)
    c.oval(500, 542, 26, plastic(p.soft), ry=20)
    for x, colour in ((446, GREEN), (554, CYAN)):
        c.oval(x, 546, 13, plastic(colour), ry=10, width=1.6)


def _front(c: Canvas, p: Palette) -> None:
    c.ground(500, GROUND, 260)
    for x in (318, 682):
        castor(c, p, x, GROUND, 40)
    for side in (-1, 1):
        for i in range(2):
            x = 500 + side * (262 + i * 38)
            c.tube(
                [
                    (x, 560),
                    (x + side * 26, 700),
                    (x - side * 60, 770),
                    (500 + side * 110, 720),
                ],
                8,
                RUBBER,
            )
    base = [(290, 840), (330, 796), (670, 796), (710, 840), (700, 862), (300, 862)]
    c.shape(paths.soften(base, 14), plastic(p.trim))
    c.shape(
        paths.soften([(380, 600), (620, 600), (640, 812), (360, 812)], 16),
        plastic(p.body),
    )
    c.rect(402, 640, 196, 66, plastic(p.trim), r=8)
    c.rect(430, 664, 140, 10, darken(p.trim, 0.5), r=5, line=False)
    c.rect(402, 720, 196, 66, plastic(p.accent), r=8)
    c.rect(470, 400, 60, 80, plastic(p.trim), r=10)
    c.shape(
        paths.soften([(300, 470), (700, 470), (764, 588), (236, 588)], 24),
        plastic(p.accent),
    )
    _keys(c, p)
    c.shape(
        paths.soften([(232, 578), (768, 578), (742, 622), (258, 622)], 16),
        plastic(p.body),
    )
    badge(c, p, 500, 601, 70)
    for side in (-1, 1):
        for i in range(2):
            x = 500 + side * (262 + i * 38)
            c.rect(x - 16, 500, 32, 64, plastic(p.body), r=12)
            c.oval(x, 500, 20, plastic(p.trim), ry=10)
        c.rect(500 + side * 280 - 50, 548, 100, 24, plastic(p.trim), r=10)
    c.rect(256, 100, 488, 320, plastic(p.body), r=22)
    _picture(c, p, 276, 118, 448, 270)


def _side(c: Canvas, p: Palette) -> None:
    c.ground(520, GROUND, 290)
    for x in (330, 720):
        castor(c, p, x, GROUND, 40)
    base = [(280, 846), (330, 804), (740, 804), (780, 846), (770, 866), (290, 866)]
    c.shape(paths.soften(base, 14), plastic(p.trim))
    tower = [(470, 812), (500, 590), (720, 560), (750, 812)]
    c.shape(paths.soften(tower, 26), plastic(p.body, "x"))
    for i in range(6):
        c.rect(570, 650 + i * 22, 120, 9, darken(p.trim, 0.3), r=4, line=False)
    c.tube([(730, 590), (800, 560), (810, 640), (740, 680)], 20, p.metal)
    for i in range(2):
        x = 360 + i * 60
        c.tube([(x, 560), (x - 60, 700), (x + 40, 790), (560, 740)], 9, RUBBER)
    console = [(230, 580), (250, 556), (660, 500), (720, 520), (700, 610), (300, 632)]
    c.shape(paths.soften(console, 20), plastic(p.body))
    c.shape(
        paths.soften([(246, 562), (262, 548), (640, 494), (646, 506)], 5),
        plastic(p.accent),
    )
    for i in range(2):
        x = 360 + i * 60
        c.rect(x - 18, 496 - i * 8, 36, 80, plastic(p.soft), r=14)
        c.rect(x - 26, 540 - i * 6, 52, 26, plastic(p.trim), r=8)
    c.tube([(640, 506), (650, 400), (560, 330), (520, 280)], 30, p.trim)
    screen = [(400, 104), (446, 100), (500, 420), (454, 428)]
    c.shape(paths.soften(screen, 12), plastic(p.body, "x"))
    c.shape(
        paths.soften([(394, 110), (410, 108), (462, 424), (446, 428)], 5),
        plastic(p.accent),
    )
    c.rect(470, 220, 66, 100, plastic(p.trim), r=16)


def _screen(c: Canvas, p: Palette) -> None:
    c.cast(paths.rounded(80, 150, 840, 640, 40), 24)
    c.rect(440, 770, 120, 110, plastic(p.trim, "x"), r=10)
    c.rect(300, 858, 400, 34, plastic(p.trim), r=16)
    c.rect(80, 150, 840, 640, plastic(p.body), r=40)
    _picture(c, p, 118, 186, 764, 536)
    for i in range(6):
        button(c, 640 + i * 44, 756, 12, p.trim)
    badge(c, p, 190, 756, 90)


def _probes(c: Canvas, p: Palette) -> None:
    heads = (
        [(-92, 0), (-70, -58), (0, -84), (70, -58), (92, 0)],
        [(-70, 0), (-74, -78), (74, -78), (70, 0)],
        [(-26, 0), (-24, -250), (0, -286), (24, -250), (26, 0)],
    )
    for i, head in enumerate(heads):
        x = 230 + i * 270
        top = 310 if i < 2 else 440
        with c.at(x, top, 1.05):
            _probe(c, p, head, long=i == 2)


def _probe(
    c: Canvas, p: Palette, head: list[tuple[float, float]], *, long: bool
) -> None:
    """One probe, lens up; its cable runs down out of the grip."""
    half = head[-1][0]
    grip = [
        (-half, 0),
        (half, 0),
        (half * 0.9, 60),
        (46, 130),
        (40, 290),
        (24, 330),
        (-24, 330),
        (-40, 290),
        (-46, 130),
        (-half * 0.9, 60),
    ]
    if long:
        grip = [
            (-30, 0),
            (30, 0),
            (46, 60),
            (42, 220),
            (22, 252),
            (-22, 252),
            (-42, 220),
            (-46, 60),
        ]
    foot = 250 if long else 326
    c.tube([(0, foot), (6, foot + 70), (-30, foot + 130), (20, foot + 200)], 20, RUBBER)
    c.cast([*head, *reversed(grip[:2]), *grip[2:]], 18)
    c.shape(paths.soften(head, 20), plastic(mix(p.metal, RUBBER, 0.3), "x"))
    c.shape(paths.soften(grip, 22), plastic(p.body, "x"))
    c.rect(-half, -10, 2 * half, 22, plastic(p.accent), r=8)
    c.oval(0, 90, 9, p.accent)
    for i in range(3):
        c.rect(-18 + i * 3, foot - 4 + i * 14, 36 - i * 6, 9, lighten(RUBBER, 0.1), r=4)
    c.glass([(-26, 120), (-14, 120), (-16, 220), (-26, 220)], WHITE, 0.5)
