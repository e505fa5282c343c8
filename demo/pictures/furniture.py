"""Patient beds."""

from __future__ import annotations

from . import paths
from .canvas import Canvas
from .palettes import (
    GREEN,
    RUBBER,
    WHITE,
    Palette,
    Shade,
    cylinder,
    lighten,
    mix,
    plastic,
)
from .parts import bar, button, castor, cross, mattress, pole
from .paths import Point
from .registry import device

GROUND = 830
# The lying surface: backrest, seat, thigh and leg sections, from the head end.
RAISED: list[Point] = [(178, 438), (408, 584), (560, 584), (690, 530), (852, 584)]


@device("samping", "kaki", "atas", "kendali")
def electric_patient_bed(c: Canvas, view: str, p: Palette) -> None:
    """An electric ward bed on two lifting columns."""
    if view == "samping":
        with c.at(-33, -112, 1.06):
            _electric_side(c, p)
    elif view == "kaki":
        with c.at(-150, -270, 1.3):
            _foot_end(c, p, electric=True)
    elif view == "atas":
        _from_above(c, p, electric=True)
    else:
        _handset(c, p)


@device("samping", "kaki", "atas", "engkol")
def manual_patient_bed(c: Canvas, view: str, p: Palette) -> None:
    """A cranked steel ward bed."""
    if view == "samping":
        _manual_side(c, p)
    elif view == "kaki":
        with c.at(-150, -270, 1.3):
            _foot_end(c, p, electric=False)
    elif view == "atas":
        _from_above(c, p, electric=False)
    else:
        with c.close_up(500, 650, 2.1):
            _foot_end(c, p, electric=False)


def _lying_surface(c: Canvas, p: Palette) -> None:
    """The jointed deck with mattress and pillow, back and knees raised."""
    c.tube(RAISED, 14, p.metal, curved=False)
    c.shape(paths.soften(paths.band(RAISED, 52), 20), plastic(p.soft))
    seam = [(x + 8, y - 24) for x, y in RAISED]
    c.stroke(paths.soften([*seam], 1)[6:-6], lighten(p.soft, 0.45), 2)
    with c.at(206, 392, 1, 32):
        c.rect(-14, -34, 116, 44, plastic(WHITE), r=21)
        c.stroke([(6, -10), (34, -14)], p.metal, 2)


def _electric_rail(c: Canvas, p: Palette, w: float, h: float) -> None:
    """A moulded side rail with grip openings, its top left at the origin."""
    outline = [(18, 0), (w - 30, 0), (w, h * 0.55), (w - 22, h), (16, h), (0, h * 0.5)]
    c.shape(paths.soften(outline, 26), plastic(p.body))
    hole = mix(p.accent, p.soft, 0.2)
    c.rect(w * 0.14, h * 0.2, w * 0.3, h * 0.22, hole, r=11)
    c.rect(w * 0.52, h * 0.2, w * 0.27, h * 0.22, hole, r=11)
    c.rect(w * 0.14, h * 0.6, w * 0.68, h * 0.16, hole, r=8)


def _electric_side(c: Canvas, p: Palette) -> None:
    c.ground(500, GROUND, 400)
    for x in (236, 764):
        castor(c, p, x, GROUND, 36)
    c.rect(180, 728, 640, 42, plastic(p.body), r=20)
    c.rect(220, 740, 560, 8, p.accent, r=4, line=False)
    for x in (334, 666):
        c.rect(x - 32, 620, 64, 70, cylinder(p.metal), r=4)
        c.rect(x - 42, 668, 84, 64, cylinder(p.body), r=6)
    # The backrest actuator, seen between deck and frame.
    c.tube([(300, 610), (350, 562)], 16, p.metal, curved=False)
    c.tube([(620, 610), (672, 556)], 16, p.metal, curved=False)
    bar(c, p, 140, 866, 612, 30)
    c.rect(286, 600, 440, 24, plastic(p.trim), r=8)
    _lying_surface(c, p)
    with c.at(250, 420, 1, 32):
        _electric_rail(c, p, 190, 96)
    with c.at(470, 478):
        _electric_rail(c, p, 220, 112)
    c.rect(474, 586, 18, 34, cylinder(p.metal), r=4)
    c.rect(646, 586, 18, 34, cylinder(p.metal), r=4)
    c.rect(118, 400, 36, 238, plastic(p.body, "x"), r=16)
    c.rect(118, 440, 36, 60, plastic(p.accent, "x"), r=4)
    c.rect(850, 462, 36, 176, plastic(p.body, "x"), r=16)
    c.rect(850, 496, 36, 48, plastic(p.accent, "x"), r=4)


def _manual_rail(c: Canvas, p: Palette) -> None:
    """A folding rail of bent tube, its top left at the origin."""
    frame = paths.rounded(0, 0, 330, 96, 26)
    for x in (66, 132, 198, 264):
        c.tube([(x, 6), (x, 90)], 9, p.metal, curved=False)
    c.tube([*frame, frame[0], frame[1]], 12, p.metal, curved=False)


def _manual_side(c: Canvas, p: Palette) -> None:
    c.ground(500, GROUND, 400)
    pole(c, p, 172, 150, 620, 10)
    c.tube([(140, 178), (142, 156), (172, 148), (202, 156), (204, 178)], 8, p.metal)
    for x in (178, 822):
        castor(c, p, x, GROUND, 34)
        pole(c, p, x, 600, GROUND - 76, 26)
    bar(c, p, 190, 812, 724, 16)
    c.tube([(190, 720), (330, 626)], 10, p.metal, curved=False)
    c.tube([(810, 720), (670, 626)], 10, p.metal, curved=False)
    bar(c, p, 150, 856, 616, 30)
    c.tube([(330, 612), (330, 548)], 12, p.metal, curved=False)
    c.tube([(640, 612), (662, 556)], 12, p.metal, curved=False)
    # Crank rods run under the frame and come out at the foot end.
    bar(c, p, 400, 900, 650, 10)
    c.tube([(900, 650), (900, 694)], 9, p.metal, curved=False)
    c.rect(884, 690, 46, 18, plastic(p.accent), r=8)
    _lying_surface(c, p)
    with c.at(452, 490):
        _manual_rail(c, p)
    for x, top in ((150, 394), (850, 452)):
        c.rect(x - 16, top, 32, 240, plastic(p.body, "x"), r=14)
        c.rect(x - 16, top + 36, 32, 56, plastic(p.accent, "x"), r=4)


def _foot_end(c: Canvas, p: Palette, *, electric: bool) -> None:
    c.ground(500, GROUND, 270)
    if electric:
        c.rect(430, 610, 140, 70, cylinder(p.metal))
        c.rect(412, 664, 176, 76, cylinder(p.body), r=8)
        c.rect(286, 726, 428, 44, plastic(p.body), r=20)
    else:
        for x in (322, 678):
            pole(c, p, x, 600, GROUND - 76, 26)
        bar(c, p, 330, 670, 728, 18)
    for x in (316, 684):
        castor(c, p, x, GROUND, 36)
    c.rect(296, 590, 408, 34, cylinder(p.metal, "y"), r=6)
    for x in (262, 738):
        c.rect(x - 13, 434, 26, 150, plastic(p.body, "x"), r=12)
        c.rect(x - 7, 566, 14, 44, cylinder(p.metal), r=3)
    c.rect(306, 360, 388, 130, plastic(WHITE), r=40)
    mattress(c, p, 290, 408, 420, 90)
    if electric:
        _foot_panel(c, p)
    else:
        _foot_board_with_cranks(c, p)


def _foot_panel(c: Canvas, p: Palette) -> None:
    board = [(300, 470), (360, 440), (640, 440), (700, 470), (690, 640), (310, 640)]
    c.shape(paths.soften(board, 40), plastic(p.body))
    c.rect(430, 458, 140, 26, mix(p.accent, p.soft, 0.2), r=13)
    c.rect(346, 506, 308, 100, plastic(p.accent), r=16)
    for i in range(5):
        x = 384 + i * 58
        c.rect(x - 20, 520, 40, 32, plastic(p.body), r=8)
        c.rect(x - 20, 560, 40, 32, plastic(p.body), r=8)
        c.shape([(x, 527), (x + 9, 543), (x - 9, 543)], p.accent, line=False)
        c.shape([(x, 585), (x + 9, 569), (x - 9, 569)], p.accent, line=False)


def _foot_board_with_cranks(c: Canvas, p: Palette) -> None:
    c.rect(300, 446, 400, 190, plastic(p.body), r=34)
    c.rect(334, 480, 332, 122, plastic(p.accent), r=16)
    c.rect(334, 530, 332, 22, lighten(p.accent, 0.35), line=False)
    cross(c, 500, 541, 34, WHITE)
    for x in (420, 580):
        c.oval(x, 664, 16, plastic(p.metal))
        c.tube([(x, 664), (x, 716)], 12, p.metal, curved=False)
        c.rect(x - 13, 702, 26, 46, cylinder(p.accent), r=11)


def _from_above(c: Canvas, p: Palette, *, electric: bool) -> None:
    c.cast(paths.rounded(120, 300, 760, 390, 40), 26)
    for x in (200, 800):
        for y in (318, 682):
            c.oval(x, y, 26, RUBBER, ry=16)
    c.rect(140, 330, 720, 340, cylinder(p.metal, "y"), r=18)
    c.rect(168, 346, 664, 308, plastic(p.soft), r=34)
    for x in (400, 520, 640):
        c.stroke([(x, 352), (x, 648)], mix(p.soft, p.accent, 0.3), 3)
    c.rect(196, 392, 130, 216, Shade((WHITE, lighten(p.metal, 0.6)), "x"), r=40)
    sheet = [(470, 348), (832, 348), (832, 652), (470, 652), (482, 500)]
    c.shape(paths.soften(sheet, 26), Shade((WHITE, lighten(p.soft, 0.7)), "x"))
    c.rect(450, 350, 62, 300, plastic(p.accent, "x"), r=14)
    for y in (306, 668):
        _rail_from_above(c, p, y, electric=electric)
    c.rect(108, 330, 40, 340, plastic(p.body, "x"), r=18)
    c.rect(116, 400, 14, 200, p.accent, r=7, line=False)
    c.rect(852, 330, 40, 340, plastic(p.body, "x"), r=18)
    if electric:
        c.rect(862, 420, 22, 160, plastic(p.accent, "x"), r=8)
    else:
        for y in (430, 570):
            bar(c, p, 890, 930, y, 10)
            c.rect(922, y - 5, 16, 44, cylinder(p.accent), r=7)


def _rail_from_above(c: Canvas, p: Palette, y: float, *, electric: bool) -> None:
    if electric:
        c.rect(220, y, 210, 26, plastic(p.body), r=13)
        c.rect(470, y, 250, 26, plastic(p.body), r=13)
    else:
        bar(c, p, 330, 700, y + 13, 16)


def _handset(c: Canvas, p: Palette) -> None:
    cable = paths.coil((560, 740), (860, 930), 12, 30)
    with c.at(440, 440, 1, -10):
        body = paths.rounded(-150, -330, 300, 640, 90)
        c.cast(body, 26)
    c.tube(cable, 11, RUBBER, curved=False)
    with c.at(440, 440, 1, -10):
        c.rect(30, 296, 44, 48, plastic(RUBBER), r=10)
        c.shape(body, plastic(p.body, "x"))
        c.rect(-122, -300, 244, 560, plastic(p.accent), r=64)
        for row in range(4):
            y = -226 + row * 124
            for x, up in ((-74, True), (74, False)):
                button(c, x, y, 44, p.body)
                tip = -16 if up else 16
                c.shape(
                    [(x, y + tip), (x + 17, y - tip * 0.6), (x - 17, y - tip * 0.6)],
                    p.accent,
                    line=False,
                )
            _posture(c, row, y)
        button(c, 0, 258, 12, GREEN)


def _posture(c: Canvas, row: int, y: float) -> None:
    """The little bed sign between two handset buttons."""
    signs: tuple[list[Point], ...] = (
        [(-20, y - 20), (-4, y + 8), (22, y + 8)],
        [(-22, y + 8), (-4, y + 8), (8, y - 12), (22, y + 8)],
        [(-22, y - 14), (-8, y + 8), (8, y - 8), (22, y + 8)],
        [(-22, y), (22, y)],
    )
    c.stroke(signs[row], WHITE, 6)
