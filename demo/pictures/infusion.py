"""Infusion pump and syringe pump."""

from __future__ import annotations

from . import paths
from .canvas import Canvas
from .displays import glass_front, lamp, sheen
from .palettes import (
    AMBER,
    CYAN,
    GREEN,
    INK,
    RED,
    RUBBER,
    WHITE,
    Palette,
    darken,
    lighten,
    mix,
    plastic,
)
from .parts import badge, block, box_ground, button, knob, pole, star_base
from .registry import device
from .syringes import syringe


@device("depan", "tiang", "panel", "terbuka")
def infusion_pump(c: Canvas, view: str, p: Palette) -> None:
    """A volumetric pump with its giving set."""
    if view == "depan":
        c.tube([(590, -10), (590, 240)], 14, lighten(p.soft, 0.3), curved=False)
        box_ground(c, 240, 800, 440, 180)
        c.tube(
            [(590, 790), (590, 860), (640, 920), (800, 930), (1010, 900)],
            14,
            lighten(p.soft, 0.3),
        )
        block(c, 240, 220, 440, 580, 180, p.body, r=40)
        _pump_face(c, p)
    elif view == "tiang":
        _pump_on_pole(c, p)
    elif view == "panel":
        with c.close_up(405, 430, 2.3):
            c.rect(240, 220, 440, 580, plastic(p.body), r=40)
            _pump_face(c, p)
    else:
        _pump_open(c, p)


def _pump_face(c: Canvas, p: Palette) -> None:
    """Display and keys on the left, tubing door on the right."""
    c.rect(266, 250, 268, 520, plastic(p.accent), r=24)
    glass_front(c, p, 284, 270, 232, 190, 10)
    c.text(500, 318, "125.0", 62, CYAN, anchor="rm")
    c.text(500, 382, "500", 44, AMBER, anchor="rm")
    c.text(500, 428, "03:58", 34, GREEN, anchor="rm")
    for i, colour in enumerate((CYAN, AMBER, GREEN)):
        c.oval(304, (318, 382, 428)[i], 6, colour, line=False)
    sheen(c, 284, 270, 232, 190)
    for i in range(9):
        x, y = 306 + (i % 3) * 68, 484 + (i // 3) * 58
        c.rect(x - 14, y, 52, 42, plastic(p.body), r=10)
        c.text(x + 12, y + 21, str(i + 1), 28, p.line)
    button(c, 334, 710, 30, GREEN)
    c.shape([(326, 695), (326, 725), (350, 710)], WHITE, line=False)
    button(c, 466, 710, 30, RED)
    c.rect(454, 698, 24, 24, WHITE, line=False)
    c.rect(552, 250, 104, 520, plastic(p.trim), r=20)
    c.glass(paths.rounded(576, 290, 28, 440, 12), WHITE, 0.5, line=True)
    c.rect(584, 296, 12, 428, lighten(p.soft, 0.3), width=1.6)
    c.rect(622, 440, 22, 130, plastic(p.accent), r=10)
    lamp(c, 632, 280, 8, GREEN)


def _pump_open(c: Canvas, p: Palette) -> None:
    """The tubing door open, showing the fingers that move the fluid."""
    c.tube([(420, -10), (420, 250)], 14, lighten(p.soft, 0.3), curved=False)
    c.tube([(420, 780), (420, 880), (300, 940), (100, 930)], 14, lighten(p.soft, 0.3))
    c.spot(500, 812, 420, 50, INK, 0.4)
    c.rect(140, 220, 440, 580, plastic(p.body), r=40)
    with c.at(-100, 0):
        c.rect(266, 250, 196, 520, plastic(p.accent), r=24)
        glass_front(c, p, 284, 270, 160, 150, 10)
        c.text(432, 330, "125.0", 50, CYAN, anchor="rm")
        c.text(432, 386, "500", 34, AMBER, anchor="rm")
        for i in range(6):
            c.rect(
                290 + (i % 2) * 82, 450 + (i // 2) * 70, 66, 50, plastic(p.body), r=10
            )
        button(c, 364, 708, 34, GREEN)
    c.rect(376, 250, 178, 520, plastic(darken(p.trim, 0.25)), r=16)
    for i in range(12):
        c.rect(392, 330 + i * 28, 56, 20, plastic(p.metal), r=5, width=1.8)
    c.rect(392, 270, 56, 40, plastic(p.accent), r=8)
    c.rect(392, 690, 56, 40, plastic(p.accent), r=8)
    c.tube([(420, 250), (420, 780)], 14, lighten(p.soft, 0.3), curved=False)
    door = [(580, 236), (840, 270), (840, 784), (580, 790)]
    c.shape(paths.soften(door, 22), plastic(p.trim))
    c.shape(
        paths.soften([(610, 276), (806, 300), (806, 748), (610, 752)], 18),
        plastic(lighten(p.trim, 0.4)),
    )
    c.rect(690, 340, 40, 350, plastic(p.metal), r=12)
    c.rect(806, 470, 30, 120, plastic(p.accent), r=12)
    for y in (300, 700):
        c.rect(566, y, 30, 54, plastic(p.metal), r=6)


def _drip_pole(c: Canvas, p: Palette) -> None:
    star_base(c, p, 500, 910, 190, 26)
    pole(c, p, 500, 90, 870, 20)
    c.tube([(400, 108), (414, 80), (500, 92), (586, 80), (600, 108)], 11, p.metal)


def _bag(c: Canvas, p: Palette, x: float, y: float) -> None:
    """A bag of fluid, hung by its eye, with the drip chamber below."""
    shape = paths.rounded(x - 62, y, 124, 190, 30)
    c.glass(shape, lighten(p.soft, 0.6), 0.85)
    c.glass(paths.rounded(x - 56, y + 54, 112, 130, 24), mix(CYAN, p.soft, 0.6), 0.5)
    c.glass(paths.rounded(x - 50, y + 14, 16, 150, 8), WHITE, 0.6)
    c.glass(shape, WHITE, 0.05, line=True)
    c.rect(x - 20, y + 62, 60, 60, WHITE, r=6, width=1.6)
    c.rect(x - 12, y + 74, 44, 8, p.accent, line=False)
    c.rect(x - 12, y + 92, 30, 6, p.metal, line=False)
    c.oval(x, y + 10, 9, p.background, width=2)
    c.rect(x - 12, y + 188, 24, 20, plastic(p.accent), r=4)
    c.glass(
        paths.rounded(x - 15, y + 214, 30, 60, 10), lighten(p.soft, 0.6), 0.8, line=True
    )
    c.glass(paths.rounded(x - 12, y + 246, 24, 26, 8), CYAN, 0.5)


def _pump_on_pole(c: Canvas, p: Palette) -> None:
    _drip_pole(c, p)
    _bag(c, p, 410, 120)
    c.tube([(410, 394), (420, 440), (548, 430), (548, 470)], 8, lighten(p.soft, 0.2))
    c.tube(
        [(548, 760), (560, 830), (700, 840), (780, 700), (880, 680)],
        8,
        lighten(p.soft, 0.2),
    )
    c.rect(474, 560, 52, 120, plastic(RUBBER), r=10)
    with c.at(500 - 460 * 0.56, 622 - 510 * 0.56, 0.56):
        c.rect(240, 220, 440, 580, plastic(p.body), r=40)
        _pump_face(c, p)


@device("depan", "perspektif", "tiang", "panel")
def syringe_pump(c: Canvas, view: str, p: Palette) -> None:
    """A syringe driver."""
    if view == "depan":
        c.spot(500, 716, 440, 46, INK, 0.42)
        _driver(c, p)
    elif view == "perspektif":
        box_ground(c, 115, 678, 690, 170)
        with c.at(40, 90, 0.84):
            block(c, 90, 330, 820, 370, 200, p.body, r=34)
            _driver(c, p)
    elif view == "tiang":
        _drivers_on_pole(c, p)
    else:
        with c.close_up(370, 600, 2.0):
            _driver(c, p)


def _driver(c: Canvas, p: Palette) -> None:
    """The pump from the front: syringe in its cradle above the panel."""
    c.rect(90, 330, 820, 200, plastic(p.trim), r=34)
    c.rect(130, 356, 480, 130, darken(p.trim, 0.18), r=20)
    c.rect(110, 500, 780, 40, plastic(p.body), r=10)
    # Mirrored, so that the plunger is driven from the right.
    with c.at(600, 426, 1, flip=True):
        syringe(c, p, 380, 44, drawn=0.62, needle=False, shadow=False)
    c.tube(
        [(182, 426), (120, 426), (60, 470), (50, 600), (90, 760), (40, 860)],
        9,
        lighten(p.soft, 0.3),
    )
    c.rect(380, 350, 54, 92, plastic(p.accent), r=14)
    c.rect(772, 360, 92, 140, plastic(p.accent), r=20)
    c.rect(790, 384, 20, 92, plastic(p.body), r=8)
    c.rect(90, 500, 820, 200, plastic(p.body), r=34)
    c.rect(90, 514, 820, 8, p.accent, line=False)
    glass_front(c, p, 130, 544, 350, 124, 10)
    c.text(462, 590, "5.00", 70, CYAN, anchor="rm")
    c.text(244, 590, "50", 50, AMBER, anchor="rm")
    c.text(462, 644, "12.4", 34, GREEN, anchor="rm")
    for x, y, colour in ((158, 590, AMBER), (284, 590, CYAN), (284, 644, GREEN)):
        c.oval(x, y, 6, colour, line=False)
    sheen(c, 130, 544, 350, 124)
    for i in range(6):
        x, y = 510 + (i % 3) * 62, 548 + (i // 3) * 62
        c.rect(x, y, 50, 50, plastic(p.accent), r=12)
        tip = -9 if i // 3 == 0 else 9
        c.shape(
            [(x + 25, y + 25 + tip), (x + 37, y + 25 - tip), (x + 13, y + 25 - tip)],
            p.body,
            line=False,
        )
    button(c, 736, 606, 34, GREEN)
    c.shape([(728, 590), (728, 622), (752, 606)], WHITE, line=False)
    knob(c, p, 836, 606, 38)
    for i, colour in enumerate((GREEN, AMBER, RED)):
        lamp(c, 712 + i * 24, 668, 6, colour)
    badge(c, p, 840, 672, 60)


def _drivers_on_pole(c: Canvas, p: Palette) -> None:
    star_base(c, p, 500, 910, 190, 26)
    pole(c, p, 500, 70, 870, 22)
    c.tube([(420, 92), (434, 66), (500, 78), (566, 66), (580, 92)], 11, p.metal)
    for top in (130, 380):
        c.rect(470, top + 60, 60, 110, plastic(RUBBER), r=10)
        with c.at(500 - 500 * 0.62, top - 330 * 0.62, 0.62):
            _driver(c, p)
