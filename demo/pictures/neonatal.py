"""Newborn care: incubator, radiant warmer, phototherapy."""

from __future__ import annotations

from . import paths
from .canvas import Canvas
from .displays import glass_front, lamp, sheen
from .palettes import (
    AMBER,
    CYAN,
    GREEN,
    RED,
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
from .parts import baby, badge, button, castor, knob, mattress, pole, stand_foot
from .registry import device

GROUND = 900
BLUE_LIGHT: Colour = (96, 150, 255)
HEAT: Colour = (255, 150, 84)


@device("depan", "samping", "panel")
def infant_incubator(c: Canvas, view: str, p: Palette) -> None:
    """A closed incubator with hand ports."""
    if view == "depan":
        _incubator_front(c, p)
    elif view == "samping":
        _incubator_end(c, p)
    else:
        _control_face(c, p, (("36.8", AMBER), ("36.5", CYAN), ("60", GREEN)))


@device("samping", "depan", "panel")
def infant_warmer(c: Canvas, view: str, p: Palette) -> None:
    """An open cot under a radiant heater."""
    if view == "samping":
        _warmer_side(c, p)
    elif view == "depan":
        _warmer_front(c, p)
    else:
        _control_face(c, p, (("36.7", AMBER), ("75", RED), ("05:00", CYAN)))


@device("samping", "depan", "lampu")
def neonatal_phototherapy(c: Canvas, view: str, p: Palette) -> None:
    """A blue-light lamp over a cot."""
    if view == "samping":
        _photo_side(c, p)
    elif view == "depan":
        _photo_front(c, p)
    else:
        _photo_lamp(c, p)


def _port(c: Canvas, p: Palette, x: float, y: float, rx: float, ry: float) -> None:
    """A hand port: a clear flap in a sturdy ring with its latch."""
    c.glass(paths.ellipse(x, y, rx, ry), WHITE, 0.28)
    bow = paths.ellipse(x, y, rx, ry)
    c.tube([*bow, bow[0], bow[1]], 13, p.body, curved=False)
    c.glass(
        paths.arc(x - rx * 0.1, y - ry * 0.1, rx * 0.66, ry * 0.66, 190, 280),
        WHITE,
        0.45,
    )
    c.rect(x + rx - 8, y - 17, 24, 34, plastic(p.accent), r=8)


def _cabinet(c: Canvas, p: Palette, left: float, width: float, drawers: int) -> None:
    """The base: castors, plinth and a stack of drawers up to the bed tray."""
    c.ground(left + width / 2, GROUND, width * 0.62)
    for x in (left + 36, left + width - 36):
        castor(c, p, x, GROUND, 32)
    c.rect(left, 790, width, 40, plastic(p.trim), r=14)
    c.rect(left + 40, 630, width - 80, 164, plastic(p.body), r=8)
    pitch = 148 / drawers
    for i in range(drawers):
        top = 638 + i * pitch
        c.rect(left + 58, top, width - 116, pitch - 10, plastic(p.trim), r=8)
        c.rect(
            left + width / 2 - 40, top + pitch * 0.36, 80, 12, plastic(p.accent), r=6
        )


def _incubator_front(c: Canvas, p: Palette) -> None:
    _cabinet(c, p, 240, 520, 2)
    hood = paths.soften([(206, 556), (246, 236), (754, 236), (794, 556)], 44)
    c.glass(hood, lighten(p.soft, 0.55), 0.55)
    mattress(c, p, 262, 506, 476, 46)
    c.rect(290, 478, 110, 34, plastic(WHITE), r=16)
    baby(c, p, 320, 506, 290)
    c.glass(hood, WHITE, 0.2, line=True)
    c.shape(
        paths.soften([(238, 258), (246, 228), (754, 228), (762, 258)], 12),
        plastic(p.body),
    )
    c.glass([(300, 258), (352, 258), (318, 556), (256, 556)], WHITE, 0.3)
    c.stroke([(500, 258), (500, 556)], mix(p.metal, WHITE, 0.4), 3)
    _port(c, p, 384, 400, 70, 82)
    _port(c, p, 622, 400, 70, 82)
    c.rect(180, 552, 640, 92, plastic(p.body), r=26)
    c.rect(180, 586, 640, 10, p.accent, line=False)
    _small_control(c, p, 596, 566)
    badge(c, p, 290, 620, 80)
    # The sensor mast and the drip pole behind the hood.
    pole(c, p, 812, 150, 560, 12)
    c.tube([(788, 160), (800, 140), (824, 140), (836, 160)], 8, p.metal)


def _small_control(c: Canvas, p: Palette, x: float, y: float) -> None:
    c.rect(x, y, 176, 66, plastic(p.accent), r=10)
    glass_front(c, p, x + 10, y + 9, 104, 48, 5)
    c.text(x + 62, y + 34, "36.8", 36, AMBER)
    for i in range(4):
        button(c, x + 130 + (i % 2) * 26, y + 21 + (i // 2) * 26, 9, p.body)


def _incubator_end(c: Canvas, p: Palette) -> None:
    _cabinet(c, p, 320, 360, 2)
    hood = paths.soften(
        [(312, 556), (326, 330), (420, 236), (664, 236), (688, 556)], 40
    )
    c.glass(hood, lighten(p.soft, 0.55), 0.55)
    mattress(c, p, 350, 506, 300, 46)
    c.oval(500, 466, 44, Shade(((250, 222, 202), (240, 200, 174))))
    c.shape([*paths.arc(500, 466, 46, 46, 180, 360)], plastic(p.accent))
    wrap = [(420, 508), (440, 470), (500, 486), (560, 470), (582, 508)]
    c.shape(paths.soften(wrap, 18), plastic(lighten(p.soft, 0.25)))
    c.glass(hood, WHITE, 0.2, line=True)
    c.glass([(446, 240), (500, 240), (450, 556), (386, 556)], WHITE, 0.28)
    c.shape(
        paths.soften([(410, 258), (424, 228), (668, 228), (674, 258)], 12),
        plastic(p.body),
    )
    _port(c, p, 520, 376, 76, 68)
    c.rect(286, 552, 428, 92, plastic(p.body), r=26)
    c.rect(286, 586, 428, 10, p.accent, line=False)
    for x in (380, 620):
        c.tube([(x, 616), (x - 34, 632), (x - 20, 690), (x, 706)], 10, p.soft)
        c.oval(x, 616, 12, plastic(p.metal))
    pole(c, p, 736, 190, 700, 14)
    c.rect(690, 640, 60, 24, plastic(p.trim), r=6)
    c.tube([(712, 204), (724, 182), (748, 182), (760, 204)], 8, p.metal)


def _control_face(
    c: Canvas, p: Palette, readings: tuple[tuple[str, Colour], ...]
) -> None:
    """A controller seen straight on, one large number per line."""
    c.cast(paths.rounded(130, 180, 740, 640, 46), 24)
    c.rect(130, 180, 740, 640, plastic(p.body), r=46)
    c.rect(130, 700, 740, 12, p.accent, line=False)
    glass_front(c, p, 176, 226, 420, 440, 18)
    for i, (value, colour) in enumerate(readings):
        y = 296 + i * 146
        c.text(570, y, value, 108, colour, anchor="rm")
        lamp(c, 208, y - 40, 7, colour)
        c.rect(200, y + 4, 46, 7, mix(colour, (20, 30, 40), 0.4), r=3, line=False)
        if i:
            c.stroke([(196, y - 72), (576, y - 72)], (58, 74, 90), 2)
    sheen(c, 176, 226, 420, 440)
    c.rect(630, 226, 194, 440, plastic(p.accent), r=22)
    for i in range(6):
        x, y = 684 + (i % 2) * 86, 282 + (i // 2) * 84
        button(c, x, y, 30, p.body)
        tip = -11 if i % 2 == 0 else 11
        c.shape(
            [(x, y + tip), (x + 12, y - tip * 0.7), (x - 12, y - tip * 0.7)],
            p.accent,
            line=False,
        )
    knob(c, p, 727, 572, 54)
    badge(c, p, 240, 764, 120)
    for i, colour in enumerate((GREEN, AMBER, RED)):
        lamp(c, 700 + i * 50, 764, 10, colour)


def _cot(
    c: Canvas, p: Palette, left: float, right: float, *, shield: bool = False
) -> None:
    """A tray with low clear walls, a mattress and a baby; its floor is y 600."""
    width = right - left
    mattress(c, p, left + 20, 556, width - 40, 44)
    baby(c, p, left + width * 0.2, 558, width * 0.6, shield=shield)
    wall = paths.soften(
        [(left - 8, 500), (right + 8, 500), (right - 4, 604), (left + 4, 604)], 12
    )
    c.glass(wall, lighten(p.soft, 0.7), 0.4, line=True)
    c.glass(
        [(left + 40, 500), (left + 90, 500), (left + 60, 604), (left + 12, 604)],
        WHITE,
        0.35,
    )
    c.rect(left - 14, 596, width + 28, 42, plastic(p.body), r=16)
    c.rect(left - 14, 612, width + 28, 8, p.accent, line=False)


def _beam(
    c: Canvas, top: tuple[float, float], foot: tuple[float, float], colour: Colour
) -> None:
    """Light falling from a lamp at y 224 to the cot at y 590."""
    for inset, alpha in ((0.0, 0.13), (0.1, 0.12), (0.2, 0.12)):
        a, b = inset * (top[1] - top[0]), inset * (foot[1] - foot[0])
        c.glass(
            [
                (top[0] + a, 224),
                (top[1] - a, 224),
                (foot[1] - b, 590),
                (foot[0] + b, 590),
            ],
            colour,
            alpha,
        )


def _warmer_column(c: Canvas, p: Palette, x: float) -> None:
    c.rect(x - 34, 150, 68, 640, plastic(p.body, "x"), r=14)
    c.rect(x - 12, 170, 24, 600, p.trim, r=10, line=False)


def _warmer_side(c: Canvas, p: Palette) -> None:
    stand_foot(c, p, 250, 770, GROUND, plastic(p.trim))
    _warmer_column(c, p, 716)
    _beam(c, (396, 610), (300, 680), HEAT)
    c.rect(400, 690, 250, 120, plastic(p.body), r=12)
    for y in (700, 754):
        c.rect(412, y, 226, 46, plastic(p.trim), r=8)
        c.rect(490, y + 18, 70, 10, plastic(p.accent), r=5)
    c.rect(480, 630, 90, 66, cylinder(p.metal))
    _cot(c, p, 256, 684)
    head = paths.soften(
        [(372, 190), (420, 128), (740, 118), (760, 190), (730, 220), (380, 220)], 26
    )
    c.shape(head, plastic(p.body))
    c.rect(392, 214, 230, 16, HEAT, r=6)
    c.stroke([(404, 182), (740, 182)], p.accent, 9)
    c.rect(648, 300, 116, 130, plastic(p.accent), r=14)
    glass_front(c, p, 660, 312, 92, 66, 6)
    c.text(706, 346, "36.7", 36, AMBER)
    for i in range(3):
        button(c, 678 + i * 28, 404, 10, p.body)


def _warmer_front(c: Canvas, p: Palette) -> None:
    stand_foot(c, p, 290, 710, GROUND, plastic(p.trim))
    _warmer_column(c, p, 500)
    _beam(c, (410, 590), (330, 670), HEAT)
    c.rect(376, 260, 248, 150, plastic(p.accent), r=18)
    glass_front(c, p, 392, 276, 150, 118, 8)
    c.text(530, 314, "36.7", 58, AMBER, anchor="rm")
    c.text(530, 366, "75", 44, RED, anchor="rm")
    for i in range(6):
        button(c, 566 + (i % 2) * 34, 298 + (i // 2) * 36, 12, p.body)
    c.rect(370, 690, 260, 120, plastic(p.body), r=12)
    for y in (700, 754):
        c.rect(384, y, 232, 46, plastic(p.trim), r=8)
        c.rect(464, y + 18, 72, 10, plastic(p.accent), r=5)
    c.rect(452, 630, 96, 66, cylinder(p.metal))
    _cot(c, p, 300, 700)
    c.shape(
        paths.soften([(352, 216), (378, 126), (622, 126), (648, 216)], 30),
        plastic(p.body),
    )
    c.stroke([(376, 186), (624, 186)], p.accent, 9)
    c.rect(384, 210, 232, 18, HEAT, r=7)
    lamp(c, 500, 154, 9, GREEN)


def _photo_side(c: Canvas, p: Palette) -> None:
    stand_foot(c, p, 210, 800, GROUND, plastic(p.trim))
    pole(c, p, 744, 240, 820, 36)
    pole(c, p, 744, 132, 420, 24)
    c.rect(716, 400, 56, 44, plastic(p.accent), r=10)
    knob(c, p, 790, 422, 20, 90)
    c.tube([(744, 150), (620, 150)], 20, p.metal, curved=False)
    pole(c, p, 440, 630, 820, 40)
    _beam(c, (270, 610), (232, 648), BLUE_LIGHT)
    _cot(c, p, 220, 660, shield=True)
    c.spot(440, 560, 260, 90, BLUE_LIGHT, 0.4)
    head = paths.soften([(240, 196), (280, 128), (600, 128), (640, 196)], 24)
    c.shape(head, plastic(p.body))
    c.rect(240, 188, 400, 28, plastic(p.accent), r=12)
    c.rect(268, 214, 344, 12, (150, 190, 255), r=5)
    _vents(c, p, 380, 150)


def _vents(c: Canvas, p: Palette, x: float, y: float) -> None:
    for i in range(8):
        c.rect(x + i * 17, y, 8, 24, darken(p.trim, 0.3), r=4, line=False)


def _photo_front(c: Canvas, p: Palette) -> None:
    stand_foot(c, p, 300, 700, GROUND, plastic(p.trim))
    pole(c, p, 500, 150, 820, 34)
    c.rect(440, 640, 120, 90, plastic(p.accent), r=14)
    _beam(c, (360, 640), (322, 678), BLUE_LIGHT)
    _cot(c, p, 310, 690, shield=True)
    c.spot(500, 560, 230, 90, BLUE_LIGHT, 0.4)
    c.shape(
        paths.soften([(310, 196), (338, 112), (662, 112), (690, 196)], 30),
        plastic(p.body),
    )
    glass_front(c, p, 410, 130, 110, 46, 6)
    c.text(508, 153, "01:24", 34, CYAN, anchor="rm")
    for i in range(3):
        button(c, 552 + i * 34, 153, 12, p.accent)
    c.rect(306, 188, 388, 28, plastic(p.accent), r=12)
    c.rect(334, 214, 332, 12, (150, 190, 255), r=5)


def _photo_lamp(c: Canvas, p: Palette) -> None:
    c.cast(paths.rounded(140, 300, 720, 400, 70), 26)
    c.tube([(500, 320), (500, 130), (560, 60)], 30, p.metal)
    c.rect(140, 300, 720, 400, plastic(p.body), r=70)
    c.rect(190, 346, 620, 308, Shade(((34, 60, 140), (24, 44, 110))), r=40)
    for row in range(5):
        for column in range(10):
            x, y = 234 + column * 59, 384 + row * 58
            c.spot(x, y, 46, 46, BLUE_LIGHT, 0.85)
            c.oval(x, y, 17, (206, 226, 255), width=1.4)
            c.oval(x, y, 8, WHITE, line=False)
    c.spot(500, 500, 420, 260, BLUE_LIGHT, 0.3)
    for x in (164, 836):
        c.oval(x, 500, 9, plastic(p.metal))
