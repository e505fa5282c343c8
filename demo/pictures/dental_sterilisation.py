"""Autoclave and dental treatment unit."""

from __future__ import annotations

from . import paths
from .canvas import Canvas
from .displays import glass_front, lamp
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
    cylinder,
    darken,
    lighten,
    mix,
    plastic,
)
from .parts import badge, block, box_ground, button, castor, gauge, knob, louvres
from .paths import Point
from .registry import device

STEEL: Colour = (204, 210, 216)


@device("depan", "terbuka", "panel", "samping")
def autoclave(c: Canvas, view: str, p: Palette) -> None:
    """A table-top steam steriliser."""
    if view == "depan":
        _autoclave(c, p, opened=False)
    elif view == "terbuka":
        _autoclave(c, p, opened=True)
    elif view == "panel":
        with c.close_up(610, 470, 1.75):
            _autoclave(c, p, opened=False)
    else:
        _autoclave_side(c, p)


def _autoclave(c: Canvas, p: Palette, *, opened: bool) -> None:
    box_ground(c, 130, 780, 600, 260)
    for x in (170, 640):
        c.rect(x, 768, 56, 24, RUBBER, r=6)
    block(c, 130, 300, 600, 480, 260, p.body, r=34)
    c.rect(570, 330, 134, 420, plastic(p.accent), r=20)
    glass_front(c, p, 584, 350, 106, 96, 6)
    c.text(682, 380, "134", 42, AMBER, anchor="rm")
    c.text(682, 422, "18:00", 32, CYAN, anchor="rm")
    for i in range(4):
        button(c, 614 + (i % 2) * 46, 484 + (i // 2) * 46, 16, p.body)
    gauge(c, p, 637, 614, 46, 0.62)
    for i, colour in enumerate((GREEN, AMBER, RED)):
        lamp(c, 606 + i * 31, 690, 7, colour)
    if opened:
        _chamber(c, p)
    else:
        _door(c, p, 350, 540)


def _door(c: Canvas, p: Palette, x: float, y: float) -> None:
    """The closed round door with its locking handle."""
    c.oval(x, y, 194, plastic(p.trim))
    c.oval(x, y, 176, Shade((WHITE, STEEL, darken(STEEL, 0.25))))
    c.oval(x, y, 150, Shade((lighten(STEEL, 0.1), lighten(STEEL, 0.6))), width=1.8)
    for a in range(0, 360, 60):
        (bolt,) = paths.arc(x, y, 163, 163, a + 30, a + 30)[:1]
        c.oval(bolt[0], bolt[1], 7, plastic(p.metal), width=1.6)
    c.rect(x - 112, y - 26, 224, 52, plastic(p.accent), r=26)
    c.oval(x, y, 46, plastic(p.accent))
    c.oval(x, y, 24, plastic(p.body))


def _chamber(c: Canvas, p: Palette) -> None:
    """The open chamber with its trays, the door swung out to the left."""
    x, y = 370, 540
    c.oval(x, y, 186, plastic(p.trim))
    c.oval(x, y, 170, Shade((RUBBER, lighten(RUBBER, 0.3))))
    c.oval(x, y, 158, Shade((darken(STEEL, 0.55), darken(STEEL, 0.3), STEEL)))
    c.oval(
        x + 10, y - 8, 112, Shade((darken(STEEL, 0.7), darken(STEEL, 0.5))), width=1.6
    )
    for i in range(3):
        level = y - 66 + i * 68
        half = (132, 146, 124)[i]
        for k in range(5):
            tip = x - half * 0.7 + k * half * 0.34
            c.stroke([(tip, level - 8), (tip + 46, level - 20)], WHITE, 5)
        c.rect(x - half, level - 6, 2 * half, 16, cylinder(STEEL, "y"), r=4)
        for k in range(9):
            c.oval(x - half * 0.82 + k * half * 0.205, level + 2, 3, RUBBER, line=False)
    # Swung through a right angle the door shows almost edge on.
    c.oval(112, 560, 62, plastic(p.trim), ry=192)
    c.oval(
        124,
        560,
        54,
        Shade((lighten(STEEL, 0.7), STEEL, darken(STEEL, 0.2)), "x"),
        ry=178,
    )
    c.oval(128, 560, 40, Shade((STEEL, lighten(STEEL, 0.5)), "x"), ry=140, width=1.8)
    c.rect(166, 514, 30, 22, plastic(p.metal), r=5)
    c.rect(166, 596, 30, 22, plastic(p.metal), r=5)


def _autoclave_side(c: Canvas, p: Palette) -> None:
    c.spot(500, 800, 420, 46, INK, 0.4)
    for x in (220, 720):
        c.rect(x, 772, 60, 24, RUBBER, r=6)
    c.rect(180, 320, 640, 460, plastic(p.body), r=30)
    c.rect(140, 352, 52, 380, plastic(p.trim, "x"), r=18)
    c.rect(104, 500, 44, 84, plastic(p.accent, "x"), r=14)
    c.rect(180, 690, 640, 12, p.accent, line=False)
    louvres(c, p, 560, 420, 190, 190, 8)
    c.rect(270, 296, 180, 30, plastic(p.accent), r=10)
    c.oval(600, 320, 34, plastic(p.metal), ry=14)
    c.rect(586, 268, 28, 54, plastic(p.metal, "x"), r=6)
    c.tube([(820, 730), (880, 760), (900, 840), (800, 870)], 10, RUBBER)
    c.oval(300, 640, 18, plastic(p.metal))
    badge(c, p, 320, 500, 120)


@device("samping", "meja_alat", "kursi")
def dental_unit(c: Canvas, view: str, p: Palette) -> None:
    """A dental chair with delivery table, light and spittoon."""
    if view == "samping":
        _unit_side(c, p)
    elif view == "meja_alat":
        _delivery_table(c, p)
    else:
        _chair_front(c, p)


def _cushion(c: Canvas, p: Palette, line: list[Point], thickness: float) -> None:
    """Upholstery along a line, its shell showing below."""
    shell = [(x, y + 12) for x, y in line]
    c.shape(paths.soften(paths.band(paths.smooth(shell), 22), 4), plastic(p.body))
    pad = paths.band(paths.smooth(line), thickness)
    c.shape(paths.soften(pad, 8), plastic(p.accent))
    seam = [(x + 4, y - thickness * 0.55) for x, y in line]
    c.stroke(paths.smooth(seam), lighten(p.accent, 0.35), 2.4)


def _unit_side(c: Canvas, p: Palette) -> None:
    c.ground(500, 890, 400)
    c.rect(300, 850, 420, 34, plastic(p.trim), r=16)
    # Spittoon block and lamp mast stand behind the chair.
    c.rect(610, 560, 130, 296, plastic(p.body, "x"), r=22)
    c.rect(624, 700, 102, 10, p.accent, line=False)
    c.shape(
        paths.soften([(580, 530), (700, 530), (680, 572), (600, 572)], 12),
        Shade((WHITE, lighten(p.soft, 0.4))),
    )
    c.tube([(606, 532), (606, 480), (640, 474), (648, 506)], 8, p.metal)
    c.tube([(716, 570), (716, 130)], 22, p.body, curved=False)
    c.tube([(716, 150), (560, 96), (400, 150)], 16, p.body, curved=False)
    c.oval(716, 146, 18, plastic(p.accent))
    c.oval(560, 96, 16, plastic(p.accent))
    _beam(c)
    with c.at(390, 186, 1, 14):
        c.rect(-76, -26, 152, 54, plastic(p.body), r=24)
        c.rect(-60, 24, 120, 12, (255, 246, 214), r=5)
        c.tube([(-70, 0), (-104, 4), (-104, 40)], 9, p.metal, curved=False)
    c.shape(
        paths.soften([(410, 860), (430, 700), (590, 700), (610, 860)], 14),
        plastic(p.body),
    )
    c.rect(430, 690, 150, 40, plastic(p.trim), r=10)
    _cushion(
        c,
        p,
        [
            (230, 440),
            (300, 540),
            (390, 650),
            (450, 690),
            (560, 676),
            (680, 650),
            (800, 690),
            (872, 730),
        ],
        52,
    )
    with c.at(206, 400, 1, 50):
        c.rect(-60, -34, 110, 54, plastic(p.accent), r=24)
        c.rect(40, 2, 40, 14, plastic(p.metal), r=4)
    c.tube([(420, 600), (470, 574), (560, 580)], 24, p.trim)
    _arm_table(c, p)
    _stool_pedal(c, p)


def _beam(c: Canvas) -> None:
    c.glass([(334, 208), (448, 236), (360, 480), (230, 420)], (255, 240, 190), 0.3)


def _arm_table(c: Canvas, p: Palette) -> None:
    """The delivery arm over the patient's lap, handpieces hanging below."""
    c.tube([(676, 590), (800, 500), (700, 420)], 20, p.body, curved=False)
    c.oval(800, 500, 18, plastic(p.accent))
    for i in range(4):
        x = 560 + i * 38
        c.tube([(x, 446), (x - 4, 520), (x + 40, 560), (690, 480)], 6, p.soft)
        c.rect(x - 7, 396, 14, 62, plastic(p.metal, "x"), r=5)
    c.rect(520, 404, 220, 36, plastic(p.body), r=14)
    c.rect(520, 428, 220, 8, p.accent, line=False)
    c.rect(700, 384, 60, 24, plastic(p.trim), r=8)


def _stool_pedal(c: Canvas, p: Palette) -> None:
    """The dentist's stool at the head end and the foot control."""
    for x in (70, 210):
        castor(c, p, x, 890, 18)
    c.rect(60, 838, 160, 18, plastic(p.trim), r=8)
    c.rect(128, 690, 24, 150, cylinder(p.metal))
    c.rect(64, 654, 152, 42, plastic(p.accent), r=20)
    c.tube([(210, 680), (244, 640), (236, 560)], 12, p.metal)
    c.shape(
        paths.soften([(800, 884), (816, 850), (900, 850), (920, 884)], 10),
        plastic(p.trim),
    )
    c.oval(858, 852, 26, plastic(p.accent), ry=10)


def _delivery_table(c: Canvas, p: Palette) -> None:
    table = paths.soften([(120, 300), (880, 300), (920, 560), (80, 560)], 50)
    c.cast(table, 26)
    c.tube([(500, 310), (520, 160), (700, 60)], 44, p.body)
    c.shape(table, plastic(p.body))
    c.rect(190, 334, 400, 130, Shade((lighten(STEEL, 0.5), STEEL)), r=16)
    for i in range(4):
        c.stroke([(226 + i * 84, 440), (276 + i * 84, 360)], darken(STEEL, 0.35), 9)
        c.stroke([(224 + i * 84, 438), (274 + i * 84, 358)], WHITE, 3)
    glass_front(c, p, 630, 318, 190, 62, 8)
    c.text(806, 350, "40 000", 44, CYAN, anchor="rm")
    for i in range(5):
        button(c, 646 + i * 40, 408, 13, p.accent)
    c.rect(84, 540, 832, 60, plastic(p.accent), r=26)
    for i in range(5):
        _handpiece(c, p, 190 + i * 155, 520, kind=i)


def _handpiece(c: Canvas, p: Palette, x: float, y: float, *, kind: int) -> None:
    """A handpiece hanging in its holder, tip up, hose down."""
    hose = [
        (x, y + 210),
        (x + 6, y + 300),
        (x - 34, y + 370),
        (x + 30, y + 400),
        (x + 60, y + 330),
        (x + 20, y + 180),
    ]
    c.tube(hose, 16, p.soft)
    c.rect(x - 17, y + 70, 34, 150, cylinder(STEEL), r=12)
    for i in range(5):
        c.stroke(
            [(x - 14, y + 120 + i * 14), (x + 14, y + 120 + i * 14)],
            darken(STEEL, 0.3),
            2,
        )
    c.rect(x - 20, y + 196, 40, 30, plastic(mix(p.accent, RUBBER, 0.4)), r=8)
    c.rect(x - 34, y + 30, 68, 54, plastic(p.body), r=16)
    if kind in (1, 2):
        c.tube([(x, y + 36), (x, y - 20), (x + 12, y - 54)], 20, STEEL)
        c.rect(x + 2, y - 76, 34, 26, cylinder(STEEL, "y"), r=8)
        c.stroke([(x + 34, y - 62), (x + 54, y - 60)], p.line, 5)
    elif kind == 0:
        c.tube([(x, y + 36), (x, y - 30), (x + 20, y - 78)], 11, STEEL)
    else:
        c.rect(x - 15, y - 50, 30, 86, cylinder(STEEL), r=10)
        c.rect(x - 7, y - 78, 14, 34, cylinder(p.metal), r=4)


def _chair_front(c: Canvas, p: Palette) -> None:
    c.ground(500, 900, 270)
    c.rect(330, 858, 340, 36, plastic(p.trim), r=16)
    c.rect(430, 700, 140, 164, plastic(p.body, "x"), r=14)
    c.rect(476, 250, 48, 80, cylinder(p.metal), r=6)
    c.rect(414, 150, 172, 128, plastic(p.accent), r=44)
    back = [(360, 320), (430, 270), (570, 270), (640, 320), (622, 560), (378, 560)]
    shell = [(500 + (x - 500) * 1.08, y + 6) for x, y in back]
    c.shape(paths.soften(shell, 50), plastic(p.body))
    c.shape(paths.soften(back, 50), plastic(p.accent))
    for x in (440, 560):
        c.stroke([(x, 310), (x, 530)], lighten(p.accent, 0.35), 2.6)
    for side in (-1, 1):
        c.tube(
            [(500 + side * 140, 480), (500 + side * 178, 500), (500 + side * 178, 620)],
            30,
            p.trim,
            curved=False,
        )
    seat = [(372, 560), (628, 560), (650, 660), (640, 690), (360, 690), (350, 660)]
    c.shape(paths.soften(seat, 30), plastic(lighten(p.accent, 0.08)))
    leg = [(372, 676), (628, 676), (606, 836), (394, 836)]
    c.shape(paths.soften(leg, 34), plastic(p.accent))
    c.stroke([(394, 760), (606, 760)], lighten(p.accent, 0.35), 2.6)
    c.rect(398, 806, 204, 26, plastic(p.body), r=12)
    knob(c, p, 700, 866, 18, 0)
    c.tube([(690, 884), (640, 880)], 8, RUBBER, curved=False)
