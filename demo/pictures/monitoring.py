"""Patient monitor and electrocardiograph."""

from __future__ import annotations

from collections.abc import Sequence

from . import paths
from .canvas import Canvas
from .displays import Row, glass_front, lamp, trace, vital_screen
from .palettes import (
    AMBER,
    CYAN,
    GREEN,
    INK,
    RED,
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
from .parts import badge, block, box_ground, button, knob, pole, star_base
from .registry import device

VITALS: Sequence[Row] = (
    ("ecg", GREEN, "76"),
    ("pulse", CYAN, "98"),
    ("breath", AMBER, "18"),
)
ECG_PAPER: Colour = (255, 243, 238)
ECG_GRID: Colour = (244, 190, 182)
BLACK: Colour = (56, 56, 62)
# The IEC colour code, left to right: two limbs, six chest leads, two limbs.
LEADS: tuple[Colour, ...] = (
    RED,
    AMBER,
    RED,
    AMBER,
    GREEN,
    (150, 104, 72),
    BLACK,
    (136, 92, 160),
    GREEN,
    BLACK,
)


@device("depan", "perspektif", "tiang", "samping")
def patient_monitor(c: Canvas, view: str, p: Palette) -> None:
    """A bedside monitor."""
    if view == "depan":
        c.spot(500, 800, 420, 46, INK, 0.42)
        _monitor_feet(c, p)
        _monitor_face(c, p, 110, 200, 780, 570)
    elif view == "perspektif":
        box_ground(c, 110, 770, 640, 260)
        block(c, 110, 290, 640, 480, 260, p.body, r=40)
        _monitor_face(c, p, 110, 290, 640, 480)
        _monitor_cables(c, p, 110, 640)
    elif view == "tiang":
        _monitor_on_stand(c, p)
    else:
        _monitor_side(c, p)


def _monitor_face(
    c: Canvas, p: Palette, x: float, y: float, w: float, h: float
) -> None:
    """The front: display, keys below it, alarm bar above."""
    c.rect(x, y, w, h, plastic(p.body), r=w * 0.05)
    c.rect(x + w * 0.4, y - h * 0.008, w * 0.2, h * 0.035, RED, r=6)
    vital_screen(c, p, x + w * 0.05, y + h * 0.07, w * 0.9, h * 0.73, VITALS)
    c.rect(
        x + w * 0.05, y + h * 0.835, w * 0.74, h * 0.115, plastic(p.accent), r=h * 0.04
    )
    for i in range(7):
        button(c, x + w * (0.115 + i * 0.101), y + h * 0.892, w * 0.026, p.body)
    knob(c, p, x + w * 0.88, y + h * 0.89, w * 0.042)
    lamp(c, x + w * 0.07, y + h * 0.037, w * 0.008, GREEN)


def _monitor_feet(c: Canvas, p: Palette) -> None:
    for x in (200, 700):
        c.rect(x, 756, 100, 34, plastic(RUBBER), r=10)
    c.tube([(300, 204), (320, 150), (680, 150), (700, 204)], 30, p.accent, curved=False)


def _monitor_cables(c: Canvas, p: Palette, x: float, y: float) -> None:
    for i, colour in enumerate((p.soft, RUBBER)):
        top = y + i * 50
        c.rect(x - 22, top - 14, 30, 28, plastic(p.trim), r=6)
        c.tube(
            [
                (x - 20, top),
                (x - 60, top + 30),
                (x - 50, top + 140 - i * 20),
                (x + 60, top + 210 - i * 30),
                (x + 260 + i * 80, top + 200 - i * 20),
            ],
            9,
            colour,
        )


def _monitor_on_stand(c: Canvas, p: Palette) -> None:
    star_base(c, p, 500, 900, 200, 28)
    pole(c, p, 500, 500, 850, 34)
    for i in range(5):
        y = 652 + i * 15
        c.stroke([(404, y), (596, y)], p.metal, 5)
    c.tube([(400, 640), (410, 730), (590, 730), (600, 640)], 9, p.metal, curved=False)
    c.tube([(720, 420), (800, 500), (780, 640), (680, 690), (560, 670)], 9, RUBBER)
    c.tube([(720, 380), (830, 480), (800, 680), (640, 720), (500, 690)], 9, p.soft)
    c.rect(440, 500, 120, 50, plastic(p.trim), r=12)
    c.tube([(380, 134), (394, 96), (606, 96), (620, 134)], 22, p.accent, curved=False)
    _monitor_face(c, p, 240, 130, 520, 380)


def _monitor_side(c: Canvas, p: Palette) -> None:
    c.spot(500, 800, 260, 40, INK, 0.42)
    c.tube([(420, 230), (430, 160), (560, 160), (580, 240)], 30, p.accent)
    body = [(380, 210), (640, 250), (668, 300), (668, 740), (640, 780), (380, 780)]
    c.shape(paths.soften(body, 30), plastic(p.body, "x"))
    c.shape(
        paths.soften([(330, 200), (386, 196), (386, 790), (330, 786)], 22),
        plastic(p.trim, "x"),
    )
    c.rect(322, 250, 14, 430, Shade((p.accent, darken(p.accent, 0.3))), r=6)
    c.rect(430, 400, 130, 300, plastic(p.accent, "x"), r=18)
    for i, colour in enumerate((GREEN, CYAN, AMBER, RED)):
        c.oval(495, 446 + i * 70, 24, plastic(p.body))
        c.oval(495, 446 + i * 70, 12, colour)
    for i in range(6):
        c.rect(592, 420 + i * 26, 46, 12, darken(p.trim, 0.3), r=6, line=False)
    c.tube(
        [(495, 516), (420, 560), (300, 700), (250, 840), (400, 880), (640, 860)],
        10,
        p.soft,
    )
    for x in (400, 590):
        c.rect(x, 774, 60, 24, plastic(RUBBER), r=8)


@device("atas", "perspektif", "kertas", "kabel")
def electrocardiograph(c: Canvas, view: str, p: Palette) -> None:
    """A portable twelve-lead recorder."""
    if view == "atas":
        _recorder_from_above(c, p)
    elif view == "perspektif":
        _recorder_standing(c, p)
    elif view == "kertas":
        _printout(c, p)
    else:
        _lead_set(c, p)


def _paper(
    c: Canvas, x: float, y: float, w: float, h: float, rows: int, beats: float
) -> None:
    """Squared ECG paper with one trace per row."""
    c.rect(x, y, w, h, ECG_PAPER, width=2)
    step = 14
    for i in range(1, int(w / step) + 1):
        weight = 2.0 if i % 5 == 0 else 0.8
        c.stroke([(x + i * step, y + 2), (x + i * step, y + h - 2)], ECG_GRID, weight)
    for i in range(1, int(h / step) + 1):
        weight = 2.0 if i % 5 == 0 else 0.8
        c.stroke([(x + 2, y + i * step), (x + w - 2, y + i * step)], ECG_GRID, weight)
    pitch = h / rows
    for i in range(rows):
        line = trace("ecg", x + 10, y + i * pitch, w - 20, pitch, beats)
        c.stroke(line, (44, 44, 66), 3)


def _recorder_from_above(c: Canvas, p: Palette) -> None:
    body = paths.rounded(130, 330, 740, 520, 54)
    c.cast(body, 26)
    _paper(c, 210, 110, 400, 270, 3, 5)
    c.shape(body, plastic(p.body))
    c.rect(190, 352, 440, 44, plastic(p.trim), r=14)
    c.rect(204, 366, 412, 10, darken(p.trim, 0.5), r=5, line=False)
    glass_front(c, p, 180, 424, 460, 240, 12)
    for i in range(4):
        line = trace("ecg", 196, 434 + i * 54, 428, 54, 5)
        c.stroke(line, (GREEN, CYAN, AMBER, GREEN)[i], 2.6)
    c.rect(670, 380, 160, 284, plastic(p.accent), r=20)
    for i in range(12):
        c.rect(688 + (i % 3) * 43, 398 + (i // 3) * 64, 36, 48, plastic(p.body), r=8)
    for row in range(3):
        for i in range(12 - row):
            x = 190 + row * 18 + i * 36
            c.rect(x, 690 + row * 42, 30, 34, plastic(p.trim), r=6, width=1.8)
    button(c, 750, 742, 56, p.accent)
    c.stroke(trace("ecg", 712, 700, 76, 80, 1), WHITE, 5)
    badge(c, p, 700, 824, 60)


def _recorder_standing(c: Canvas, p: Palette) -> None:
    box_ground(c, 140, 760, 600, 340)
    block(c, 140, 620, 600, 140, 380, p.body, r=26)
    c.rect(140, 724, 600, 12, p.accent, line=False)
    # The keyboard lies on the roof, so it follows the receding edges.
    for row in range(3):
        for i in range(10):
            depth = 40 + row * 46
            x, y = 220 + i * 48 + depth * 0.55, 606 - depth * 0.34
            c.shape(
                [(x, y), (x + 36, y), (x + 54, y - 11), (x + 18, y - 11)],
                plastic(p.trim),
                width=1.6,
            )
    lid = [(330, 516), (372, 216), (918, 216), (930, 506)]
    c.shape(paths.soften(lid, 24), plastic(p.body))
    glass_front(c, p, 402, 246, 490, 230, 10)
    for i in range(4):
        line = trace("ecg", 420, 256 + i * 52, 454, 54, 5)
        c.stroke(line, (GREEN, CYAN, AMBER, GREEN)[i], 2.6)
    c.tube([(740, 690), (860, 720), (930, 800), (820, 870), (640, 850)], 14, RUBBER)
    knob(c, p, 680, 680, 22)
    for i in range(4):
        button(c, 200 + i * 54, 678, 16, p.accent)


def _printout(c: Canvas, p: Palette) -> None:
    with c.at(500, 500, 1, -7):
        c.cast(paths.rounded(-400, -330, 800, 640, 0), 24)
        _paper(c, -400, -330, 800, 640, 4, 6)
        for i in range(4):
            c.rect(-388, -316 + i * 160, 44, 9, p.accent, r=3, line=False)


def _lead_set(c: Canvas, p: Palette) -> None:
    """Patient cable: trunk, yoke, four limb clamps and six chest bulbs."""
    c.tube([(500, 30), (470, 120), (520, 190), (500, 270)], 26, RUBBER)
    for i in range(10):
        x = 104 + i * 88
        clamp = i in (0, 1, 8, 9)
        foot = 700 if clamp else 650
        way = [
            (500 + (i - 4.5) * 11, 360),
            (500 + (i - 4.5) * 44, 470),
            (x, 570),
            (x, foot),
        ]
        c.tube(way, 9, lighten(p.metal, 0.1))
        if clamp:
            _limb_clamp(c, x, foot, LEADS[i])
        else:
            _chest_bulb(c, p, x, foot, LEADS[i])
    c.rect(430, 250, 140, 130, plastic(p.body), r=26)
    c.rect(430, 300, 140, 14, p.accent, line=False)


def _limb_clamp(c: Canvas, x: float, y: float, colour: Colour) -> None:
    c.spot(x, y + 156, 60, 16, INK, 0.3)
    c.shape(
        paths.soften(
            [(x - 30, y), (x + 30, y), (x + 20, y + 150), (x - 20, y + 150)], 14
        ),
        plastic(colour),
    )
    c.rect(x - 17, y + 30, 34, 12, mix(colour, WHITE, 0.5), r=5, line=False)
    c.oval(x, y + 72, 11, plastic((190, 196, 204)))


def _chest_bulb(c: Canvas, p: Palette, x: float, y: float, colour: Colour) -> None:
    c.oval(x, y + 40, 32, plastic(colour), ry=44)
    c.rect(x - 12, y + 80, 24, 22, plastic(p.metal, "x"), r=3)
    cup = [(x - 14, y + 100), (x + 14, y + 100), (x + 30, y + 132), (x - 30, y + 132)]
    c.shape(cup, plastic(p.metal, "x"))
