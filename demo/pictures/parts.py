"""Parts that many devices share: castors, poles, knobs, gauges, boxes."""

from __future__ import annotations

from math import atan2, cos, degrees, radians, sin

from . import paths
from .canvas import Canvas, Fill
from .palettes import (
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
    plastic,
)

SKIN: Colour = (240, 200, 174)
# How far a box of depth 1 recedes to the right and upwards.
RECEDE_X, RECEDE_Y = 0.55, 0.34


def castor(c: Canvas, p: Palette, x: float, ground: float, r: float = 28) -> None:
    """A swivel castor whose wheel touches the ground line."""
    hub = ground - r
    c.rect(x - r * 0.22, hub - r * 1.7, r * 0.44, r, cylinder(p.metal))
    c.oval(x, hub, r, Shade((lighten(RUBBER, 0.22), RUBBER, darken(RUBBER, 0.5))))
    c.oval(x, hub, r * 0.52, plastic(p.metal))
    hood = [
        (x - r * 0.75, hub - r * 0.2),
        (x - r * 0.75, hub - r * 0.75),
        (x - r * 0.2, hub - r * 1.25),
        (x + r * 0.45, hub - r * 1.2),
        (x + r * 0.8, hub - r * 0.5),
        (x + r * 0.5, hub),
        (x + r * 0.1, hub - r * 0.3),
    ]
    c.shape(paths.smooth(hood, closed=True), plastic(p.accent))


def pole(
    c: Canvas, p: Palette, x: float, top: float, bottom: float, w: float = 16
) -> None:
    """An upright steel tube centred on x."""
    c.rect(x - w / 2, top, w, bottom - top, cylinder(p.metal), r=3)


def bar(
    c: Canvas, p: Palette, left: float, right: float, y: float, w: float = 16
) -> None:
    """A level steel tube centred on y."""
    c.rect(left, y - w / 2, right - left, w, cylinder(p.metal, "y"), r=3)


def star_base(
    c: Canvas, p: Palette, x: float, ground: float, half: float, r: float = 24
) -> None:
    """A five-legged rolling base seen from the front."""
    c.ground(x, ground, half * 1.25)
    top = ground - 2.5 * r
    for side in (-1, 1):
        castor(c, p, x + side * half * 0.52, ground - r * 0.55, r * 0.85)
    for side in (-1, 1):
        castor(c, p, x + side * half, ground, r)
        leg = [
            (x, top - 30),
            (x + side * 30, top - 26),
            (x + side * (half + 14), top - 2),
            (x + side * (half + 14), top + 14),
            (x, top + 14),
        ]
        c.shape(leg, plastic(p.trim))
    castor(c, p, x, ground + r * 0.5, r * 1.08)
    c.rect(x - 34, top - 44, 68, 60, plastic(p.trim), r=14)


def button(
    c: Canvas, x: float, y: float, r: float, fill: Colour, *, ry: float | None = None
) -> None:
    """A push button."""
    c.oval(x, y, r, plastic(fill), ry=ry)


def knob(
    c: Canvas, p: Palette, x: float, y: float, r: float, turn: float = -40
) -> None:
    """A turning knob with its pointer at ``turn`` degrees from upright."""
    c.oval(x, y, r * 1.22, plastic(p.trim))
    c.oval(x, y, r, Shade((lighten(p.accent, 0.4), p.accent, darken(p.accent, 0.3))))
    a = radians(turn - 90)
    way = [(x + r * k * cos(a), y + r * k * sin(a)) for k in (0.35, 0.85)]
    c.stroke(way, WHITE, r * 0.16)


def gauge(
    c: Canvas, p: Palette, x: float, y: float, r: float, share: float = 0.45
) -> None:
    """A round dial; ``share`` is how far round the needle stands."""
    c.oval(x, y, r, Shade((lighten(p.metal, 0.6), p.metal, darken(p.metal, 0.3))))
    c.oval(x, y, r * 0.86, Shade((WHITE, (240, 243, 246))))
    c.stroke(paths.arc(x, y, r * 0.7, r * 0.7, 310, 405), RED, r * 0.045)
    c.stroke(paths.arc(x, y, r * 0.7, r * 0.7, 135, 310), p.accent, r * 0.045)
    for i in range(31):
        a = radians(135 + 270 * i / 30)
        inner = 0.56 if i % 5 == 0 else 0.63
        ends = [(x + r * k * cos(a), y + r * k * sin(a)) for k in (inner, 0.7)]
        c.stroke(ends, INK, r * (0.03 if i % 5 == 0 else 0.014))
    for i in range(7):
        a = radians(135 + 270 * i / 6)
        c.text(x + r * 0.44 * cos(a), y + r * 0.44 * sin(a), str(i * 50), r * 0.11, INK)
    a = radians(135 + 270 * share)
    needle = [(x - r * 0.16 * cos(a), y - r * 0.16 * sin(a))]
    needle.append((x + r * 0.66 * cos(a), y + r * 0.66 * sin(a)))
    c.stroke(needle, INK, r * 0.035)
    c.oval(x, y, r * 0.07, p.accent)
    c.glass(paths.arc(x, y, r * 0.8, r * 0.8, 200, 320), WHITE, 0.28)


def block(
    c: Canvas,
    x: float,
    y: float,
    w: float,
    h: float,
    d: float,
    fill: Colour,
    *,
    r: float = 10,
) -> None:
    """A box in oblique view: the front is (x, y, w, h), the depth recedes."""
    dx, dy = d * RECEDE_X, -d * RECEDE_Y
    # Where a corner's curve runs along the receding edges the outline leaves it.
    leave = degrees(atan2(RECEDE_X, RECEDE_Y))
    left, right = x + r, x + w - r
    top, bottom = y + r, y + h - r
    rear_roof = [
        *paths.arc(left, top, r, r, 180 + leave, 180 + leave),
        *paths.arc(left + dx, top + dy, r, r, 180 + leave, 270),
        *paths.arc(right + dx, top + dy, r, r, 270, 315),
    ]
    rear_flank = [
        *paths.arc(right + dx, top + dy, r, r, 315, 360),
        *paths.arc(right + dx, bottom + dy, r, r, 0, leave),
        *paths.arc(right, bottom, r, r, leave, leave),
    ]
    ridge = paths.arc(right, top, r, r, 315, 315)[0]
    c.shape(
        [*rear_roof, ridge, (right, top), (left, top)],
        Shade((lighten(fill, 0.75), lighten(fill, 0.35))),
        line=False,
    )
    c.shape(
        [*rear_flank, (right, bottom), (right, top), ridge],
        Shade((darken(fill, 0.12), darken(fill, 0.27)), "x"),
        line=False,
    )
    c.outline([*rear_roof, *rear_flank])
    c.rect(x, y, w, h, plastic(fill), r=r)


def box_ground(c: Canvas, x: float, bottom: float, w: float, d: float) -> None:
    """The shadow of an oblique box standing on the floor."""
    middle = x + w / 2 + d * RECEDE_X / 2
    c.spot(middle, bottom - 4, w * 0.66 + d * 0.3, 34 + d * 0.12, INK, 0.4)


def carton(
    c: Canvas, p: Palette, x: float, y: float, w: float, h: float, d: float
) -> None:
    """A printed sales carton; the caller draws the picture on its front."""
    box_ground(c, x, y + h, w, d)
    block(c, x, y, w, h, d, WHITE, r=4)
    c.rect(x, y, w, h, Shade((WHITE, lighten(p.soft, 0.72))), r=4)
    swoosh = [
        (x + 2, y + h * 0.74),
        (x + w * 0.35, y + h * 0.8),
        (x + w * 0.7, y + h * 0.77),
        (x + w - 2, y + h * 0.66),
    ]
    wave = paths.smooth(swoosh)
    foot = [(x + w - 2, y + h - 2), (x + 2, y + h - 2)]
    c.shape([*wave, *foot], p.accent, line=False)
    raised = [(px, py - h * 0.025) for px, py in wave]
    c.shape([*raised, *reversed(wave)], p.soft, line=False)
    side = x + w
    dx, dy = d * RECEDE_X, -d * RECEDE_Y
    stripe = [
        (side + 2, y + h * 0.66),
        (side + dx - 2, y + h * 0.66 + dy),
        (side + dx - 2, y + h + dy - 2),
        (side + 2, y + h - 3),
    ]
    c.shape(stripe, darken(p.accent, 0.3), line=False)
    for i, share in enumerate((0.3, 0.2, 0.25)):
        line_y = y + h * 0.86 + i * h * 0.035
        c.rect(x + w * 0.07, line_y, w * share, h * 0.014, WHITE, line=False)
    cross(c, x + w * 0.86, y + h * 0.88, h * 0.035, WHITE)


def cross(c: Canvas, x: float, y: float, arm: float, fill: Colour) -> None:
    """A plain medical cross."""
    c.rect(x - arm, y - arm / 3, 2 * arm, arm * 2 / 3, fill, line=False)
    c.rect(x - arm / 3, y - arm, arm * 2 / 3, 2 * arm, fill, line=False)


def badge(c: Canvas, p: Palette, x: float, y: float, w: float = 60) -> None:
    """A maker's plate without a name: a dot and a dash in the accent."""
    c.oval(x - w * 0.36, y, w * 0.13, p.accent, line=False)
    c.rect(x - w * 0.16, y - w * 0.05, w * 0.62, w * 0.1, p.accent, r=2, line=False)


def louvres(
    c: Canvas, p: Palette, x: float, y: float, w: float, h: float, count: int
) -> None:
    """Ventilation slots, one above the other."""
    step = h / count
    for i in range(count):
        slot = darken(p.trim, 0.35)
        c.rect(x, y + i * step, w, step * 0.42, slot, r=step * 0.2, line=False)


def mattress(c: Canvas, p: Palette, x: float, y: float, w: float, h: float) -> None:
    """A flat mattress seen from the side."""
    c.rect(x, y, w, h, plastic(p.soft), r=h * 0.36)
    c.stroke(
        [(x + 8, y + h * 0.55), (x + w - 8, y + h * 0.55)], lighten(p.soft, 0.4), 2
    )


def baby(
    c: Canvas, p: Palette, x: float, y: float, size: float, *, shield: bool = False
) -> None:
    """A newborn in a nappy, head to the left, lying on the line y.

    ``shield`` covers the eyes, as they must be under phototherapy.
    """
    skin = Shade((lighten(SKIN, 0.4), SKIN, darken(SKIN, 0.1)))
    with c.at(x, y, size / 100):
        c.tube([(68, -12), (84, -25), (95, -5)], 9, lighten(SKIN, 0.15))
        trunk = [
            (24, -20),
            (36, -27),
            (58, -27),
            (72, -20),
            (74, -5),
            (60, 0),
            (28, -1),
        ]
        c.shape(paths.smooth(trunk, closed=True), skin)
        nappy = [(57, -28), (72, -23), (78, -10), (72, 0), (58, 1), (54, -12)]
        c.shape(paths.smooth(nappy, closed=True), plastic(WHITE))
        c.tube([(36, -18), (48, -9), (58, -15)], 8, lighten(SKIN, 0.15))
        c.tube([(66, -10), (82, -18), (90, -3)], 10, lighten(SKIN, 0.15))
        c.oval(13, -16, 16, skin)
        cap = [*paths.arc(13, -16, 16.5, 16.5, 120, 262), (2, -18)]
        c.shape(cap, plastic(p.accent))
        c.oval(16, -12, 3, darken(SKIN, 0.12), ry=4, line=False)
        if shield:
            c.rect(8, -30, 15, 9, plastic(WHITE), r=4)


def stand_foot(
    c: Canvas, p: Palette, left: float, right: float, ground: float, fill: Fill
) -> None:
    """A low two-castor foot seen from the side, with its shadow."""
    c.ground((left + right) / 2, ground, (right - left) * 0.56)
    castor(c, p, left + 30, ground)
    castor(c, p, right - 30, ground)
    c.rect(left, ground - 92, right - left, 34, fill, r=14)
