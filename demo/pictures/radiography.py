"""Digital X-ray room."""

from __future__ import annotations

from . import paths
from .canvas import Canvas
from .displays import glass_front, sheen
from .palettes import (
    AMBER,
    INK,
    RUBBER,
    WHITE,
    Colour,
    Palette,
    Shade,
    cylinder,
    darken,
    lighten,
    mix,
    plastic,
)
from .parts import bar, button, mattress, pole
from .registry import device

GROUND = 880
BONE: Colour = (206, 216, 224)


@device("meja", "dinding", "konsol", "tabung")
def digital_radiography(c: Canvas, view: str, p: Palette) -> None:
    """A digital radiography room: table, wall stand, console and tube."""
    if view == "meja":
        _table(c, p)
    elif view == "dinding":
        _wall_stand(c, p)
    elif view == "konsol":
        _console(c, p)
    else:
        _tube_close(c, p)


def _tube_head(c: Canvas, p: Palette) -> None:
    """Tube housing over its collimator, beam downwards; origin at its middle."""
    c.rect(-110, -44, 220, 88, plastic(p.body), r=36)
    c.rect(-122, -34, 34, 68, plastic(p.accent, "x"), r=12)
    c.rect(88, -34, 34, 68, plastic(p.accent, "x"), r=12)
    c.rect(-34, 40, 68, 22, plastic(p.metal), r=4)
    c.shape(
        paths.soften([(-58, 60), (58, 60), (66, 132), (-66, 132)], 10), plastic(p.body)
    )
    c.rect(-52, 128, 104, 12, darken(p.trim, 0.5), r=4)
    for x in (-26, 26):
        c.oval(x, 96, 14, plastic(p.accent))
    c.tube([(-120, 60), (-150, 60), (-150, 0), (-116, 0)], 10, p.metal, curved=False)
    c.tube([(120, 60), (150, 60), (150, 0), (116, 0)], 10, p.metal, curved=False)


def _table(c: Canvas, p: Palette) -> None:
    c.ground(480, GROUND, 400)
    bar(c, p, 90, 910, 90, 30)
    c.rect(560, 104, 120, 36, plastic(p.trim), r=8)
    for i in range(4):
        half = 44 - i * 7
        c.rect(620 - half, 138 + i * 50, half * 2, 56, cylinder(p.metal), r=4)
    c.tube([(680, 122), (780, 160), (760, 260), (660, 330)], 15, RUBBER)
    cone = [(570, 500), (670, 500), (720, 628), (520, 628)]
    c.glass(cone, AMBER, 0.16)
    with c.at(620, 366):
        _tube_head(c, p)
    c.rect(300, 690, 360, 150, plastic(p.body, "x"), r=14)
    c.rect(340, 690, 280, 60, cylinder(p.metal), r=6)
    c.rect(340, 742, 280, 14, p.accent, line=False)
    c.rect(250, 830, 460, 40, plastic(p.trim), r=14)
    c.rect(480, 658, 280, 40, plastic(p.trim), r=8)
    c.rect(756, 666, 34, 22, plastic(p.accent), r=6)
    c.rect(120, 634, 740, 34, plastic(p.body), r=12)
    c.rect(120, 652, 740, 8, p.accent, line=False)
    mattress(c, p, 150, 606, 680, 30)
    c.rect(172, 578, 110, 32, plastic(WHITE), r=15)
    for x in (400, 450, 500):
        c.oval(x, 850, 12, plastic(p.accent), ry=8)


def _wall_stand(c: Canvas, p: Palette) -> None:
    c.ground(300, GROUND, 160)
    c.ground(760, GROUND, 170)
    # Left: floor column with the tube turned to the wall.
    c.rect(170, 850, 240, 32, plastic(p.trim), r=12)
    c.rect(244, 120, 66, 736, plastic(p.body, "x"), r=10)
    c.rect(268, 150, 18, 690, p.trim, r=8, line=False)
    c.rect(222, 346, 110, 130, plastic(p.accent), r=16)
    c.glass([(520, 360), (520, 456), (692, 560), (692, 256)], AMBER, 0.16)
    c.tube([(300, 408), (380, 408)], 46, p.metal, curved=False)
    with c.at(392, 408, 1, -90):
        _tube_head(c, p)
    c.tube([(310, 200), (390, 240), (420, 330)], 13, RUBBER)
    # Right: the stand with its flat detector.
    c.rect(650, 850, 260, 32, plastic(p.trim), r=12)
    c.rect(790, 110, 70, 746, plastic(p.body, "x"), r=10)
    c.rect(816, 140, 18, 700, p.trim, r=8, line=False)
    c.rect(740, 350, 70, 120, plastic(p.trim), r=12)
    c.rect(690, 240, 62, 336, plastic(p.body, "x"), r=14)
    c.rect(684, 252, 18, 312, plastic(darken(p.trim, 0.4), "x"), r=5)
    c.rect(720, 250, 12, 316, p.accent, r=5, line=False)
    c.tube([(724, 250), (716, 190), (640, 176)], 13, p.metal)
    c.tube([(724, 566), (716, 630), (650, 640)], 13, p.metal)


def _chest(c: Canvas, x: float, y: float, w: float, h: float) -> None:
    """A chest radiograph filling the given box."""

    def at(px: float, py: float) -> tuple[float, float]:
        return (x + w * px, y + h * py)

    c.rect(x, y, w, h, Shade(((40, 48, 58), (70, 80, 92), (96, 106, 118))), line=False)
    trunk = [
        (0.36, 0.0),
        (0.38, 0.12),
        (0.12, 0.2),
        (0.03, 0.4),
        (0.06, 1.0),
        (0.94, 1.0),
        (0.97, 0.4),
        (0.88, 0.2),
        (0.62, 0.12),
        (0.64, 0.0),
    ]
    c.shape(
        paths.soften([at(*q) for q in trunk], w * 0.06),
        Shade(((140, 150, 160), (120, 130, 142), (170, 180, 190))),
        line=False,
    )
    lung = [
        (0.44, 0.2),
        (0.34, 0.16),
        (0.22, 0.28),
        (0.15, 0.52),
        (0.14, 0.78),
        (0.28, 0.74),
        (0.42, 0.78),
        (0.44, 0.5),
    ]
    dark = Shade(((22, 28, 36), (14, 18, 24), (30, 38, 46)))
    c.shape(paths.smooth([at(*q) for q in lung], closed=True), dark, line=False)
    c.shape(
        paths.smooth([at(1 - a, b) for a, b in lung], closed=True), dark, line=False
    )
    for i in range(8):
        top = 0.2 + i * 0.072
        reach = 0.16 + min(i, 4) * 0.05
        for side in (-1, 1):
            rib = [
                at(0.5, top),
                at(0.5 + side * reach * 0.7, top - 0.03),
                at(0.5 + side * (reach + 0.05), top + 0.05),
                at(0.5 + side * reach * 0.8, top + 0.13),
            ]
            c.stroke(paths.smooth(rib), (118, 128, 140), w * 0.014)
    for i in range(15):
        c.rect(
            x + w * 0.465,
            y + h * (0.03 + i * 0.064),
            w * 0.07,
            h * 0.052,
            (186, 196, 206),
            r=w * 0.012,
            line=False,
        )
    heart = [
        (0.48, 0.44),
        (0.56, 0.46),
        (0.66, 0.6),
        (0.7, 0.72),
        (0.6, 0.79),
        (0.46, 0.78),
        (0.43, 0.62),
    ]
    c.shape(
        paths.smooth([at(*q) for q in heart], closed=True),
        Shade(((176, 186, 196), (206, 214, 222))),
        line=False,
    )
    for side in (-1, 1):
        bone = [
            at(0.5 + side * 0.05, 0.19),
            at(0.5 + side * 0.2, 0.15),
            at(0.5 + side * 0.38, 0.19),
        ]
        c.stroke(paths.smooth(bone), BONE, w * 0.026)


def _console(c: Canvas, p: Palette) -> None:
    c.spot(500, 880, 430, 50, INK, 0.4)
    c.rect(430, 690, 140, 90, plastic(p.trim, "x"), r=10)
    c.rect(330, 770, 340, 26, plastic(p.trim), r=12)
    c.rect(120, 130, 760, 580, plastic(p.body), r=30)
    glass_front(c, p, 150, 160, 700, 500)
    _chest(c, 176, 182, 400, 456)
    c.rect(598, 182, 228, 60, mix((19, 30, 43), p.accent, 0.6), r=8, line=False)
    c.text(712, 212, "80 kV", 38, WHITE)
    for row in range(3):
        for i in range(2):
            c.rect(
                598 + i * 118,
                262 + row * 96,
                108,
                80,
                mix((30, 42, 56), p.accent, 0.25),
                r=8,
                line=False,
            )
            _icon(c, 652 + i * 118, 302 + row * 96, row * 2 + i)
    c.rect(598, 560, 228, 74, plastic(p.accent), r=10)
    c.text(712, 597, "3.2 mAs", 36, WHITE)
    sheen(c, 150, 160, 700, 500)
    c.shape(
        paths.soften([(190, 816), (700, 816), (730, 884), (160, 884)], 12),
        plastic(p.body),
    )
    for row in range(3):
        for i in range(13):
            half = 236 + row * 9
            c.rect(
                445 - half + i * half / 6.3,
                824 + row * 19,
                28,
                13,
                plastic(p.trim),
                r=4,
                width=1.4,
            )
    c.oval(800, 850, 34, plastic(p.body), ry=26)
    c.stroke([(800, 828), (800, 846)], p.accent, 5)


def _icon(c: Canvas, x: float, y: float, kind: int) -> None:
    """A body-part sign on the console: six simple ones."""
    if kind == 0:
        c.oval(x, y, 22, BONE, ry=26, line=False)
    elif kind == 1:
        c.shape(
            paths.soften(
                [
                    (x - 30, y - 24),
                    (x + 30, y - 24),
                    (x + 20, y + 28),
                    (x - 20, y + 28),
                ],
                10,
            ),
            BONE,
            line=False,
        )
    elif kind in (2, 3):
        bend = 16 if kind == 2 else -16
        c.stroke([(x - 22, y - 24), (x + bend, y), (x - 22, y + 26)], BONE, 12)
    elif kind == 4:
        for i in range(4):
            c.rect(x - 14, y - 30 + i * 16, 28, 12, BONE, r=4, line=False)
    else:
        for i in range(4):
            c.stroke([(x - 18 + i * 12, y - 22), (x - 10 + i * 7, y + 8)], BONE, 7)
        c.oval(x, y + 16, 18, BONE, ry=14, line=False)


def _tube_close(c: Canvas, p: Palette) -> None:
    pole(c, p, 500, -10, 300, 120)
    c.rect(420, 200, 160, 60, plastic(p.trim), r=12)
    c.tube([(740, 330), (860, 250), (840, 60), (900, -20)], 40, RUBBER)
    c.glass([(360, 760), (640, 760), (800, 1010), (200, 1010)], AMBER, 0.16)
    with c.at(500, 380, 2.6):
        _tube_head(c, p)
    c.rect(390, 310, 220, 130, plastic(p.accent), r=20)
    glass_front(c, p, 408, 326, 130, 98, 8)
    c.text(473, 376, "100", 58, AMBER)
    for y in (350, 400):
        button(c, 574, y, 17, p.body)
    c.glass(paths.rounded(290, 296, 420, 26, 12), lighten(p.body, 0.6), 0.6)
