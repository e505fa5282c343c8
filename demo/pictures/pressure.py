"""Blood-pressure meters, digital and aneroid."""

from __future__ import annotations

from . import paths
from .canvas import Canvas
from .displays import segment_display
from .palettes import (
    INK,
    RED,
    RUBBER,
    WHITE,
    Palette,
    Shade,
    darken,
    lighten,
    mix,
    plastic,
)
from .parts import badge, block, box_ground, button, carton, gauge
from .registry import device


@device("depan", "perspektif", "layar", "kemasan")
def digital_sphygmomanometer(c: Canvas, view: str, p: Palette) -> None:
    """An upper-arm automatic meter with cuff."""
    if view == "depan":
        _digital_set(c, p)
    elif view == "perspektif":
        _digital_standing(c, p)
    elif view == "layar":
        _digital_close(c, p)
    else:
        carton(c, p, 170, 300, 560, 500, 230)
        with c.at(225, 270, 0.45):
            _digital_set(c, p, shadow=False)


@device("depan", "jarum", "tas", "kemasan")
def aneroid_sphygmomanometer(c: Canvas, view: str, p: Palette) -> None:
    """A dial meter with bulb and cuff."""
    if view == "depan":
        _aneroid_set(c, p)
    elif view == "jarum":
        _dial(c, p)
    elif view == "tas":
        _pouch(c, p)
    else:
        carton(c, p, 170, 300, 560, 500, 230)
        with c.at(235, 280, 0.43):
            _aneroid_set(c, p, shadow=False)


def _cuff(c: Canvas, p: Palette, *, shadow: bool) -> None:
    """A rolled arm cuff, seen a little from above; origin at its middle."""
    if shadow:
        c.spot(0, 142, 250, 44, INK, 0.4)
    cloth = mix(p.accent, RUBBER, 0.25)
    front = [
        *paths.arc(0, -116, 190, 62, 180, 0),
        *paths.arc(0, 96, 190, 62, 0, 180),
    ]
    c.shape(
        front,
        Shade(
            (lighten(cloth, 0.12), lighten(cloth, 0.3), cloth, darken(cloth, 0.4)), "x"
        ),
    )
    c.oval(0, -116, 190, lighten(cloth, 0.24), ry=62)
    inside = Shade((darken(cloth, 0.75), darken(cloth, 0.45), cloth))
    c.oval(0, -110, 164, inside, ry=48)
    c.stroke(paths.arc(0, -113, 177, 55, 200, 520), lighten(cloth, 0.45), 2)
    for y in (-84, 72):
        seam = paths.arc(0, y, 186, 60, 12, 168)
        c.stroke(seam, lighten(cloth, 0.45), 2.4)
    flap = [(40, -62), (70, -66), (70, 146), (40, 152)]
    c.shape(flap, lighten(cloth, 0.32), width=1.8)
    c.shape([(-120, -14), (-20, 6), (-20, 62), (-120, 40)], WHITE, width=1.6)
    c.shape([(-108, 4), (-32, 19), (-32, 30), (-108, 15)], p.accent, line=False)


def _meter_face(c: Canvas, p: Palette, x: float, y: float, w: float, h: float) -> None:
    """The front of the digital meter: display left, keys right."""
    c.rect(x + w * 0.05, y + h * 0.07, w * 0.9, h * 0.86, plastic(p.accent), r=w * 0.08)
    segment_display(
        c, x + w * 0.12, y + h * 0.13, w * 0.5, h * 0.74, ["120", "80", "72"]
    )
    _heart(c, x + w * 0.19, y + h * 0.725, w * 0.017)
    button(c, x + w * 0.79, y + h * 0.62, w * 0.105, p.body)
    c.stroke(
        paths.arc(x + w * 0.79, y + h * 0.62, w * 0.045, w * 0.045, -60, 240),
        p.accent,
        w * 0.014,
    )
    c.stroke(
        [(x + w * 0.79, y + h * 0.54), (x + w * 0.79, y + h * 0.6)], p.accent, w * 0.014
    )
    for k in (0.72, 0.86):
        c.rect(
            x + w * k - w * 0.045,
            y + h * 0.24,
            w * 0.09,
            h * 0.12,
            plastic(p.body),
            r=w * 0.03,
        )


def _heart(c: Canvas, x: float, y: float, r: float) -> None:
    """A pulse sign whose lower tip is just under (x, y)."""
    lobes = [
        *paths.arc(x - 0.8 * r, y - r, 0.85 * r, 0.85 * r, 150, 330),
        *paths.arc(x + 0.8 * r, y - r, 0.85 * r, 0.85 * r, 210, 390),
    ]
    c.shape([*lobes, (x, y + 0.8 * r)], RED, line=False)


def _digital_set(c: Canvas, p: Palette, *, shadow: bool = True) -> None:
    with c.at(690, 350):
        _cuff(c, p, shadow=shadow)
    body = paths.rounded(90, 440, 480, 340, 70)
    if shadow:
        c.cast(body, 22)
    c.tube(
        [
            (620, 440),
            (560, 560),
            (640, 700),
            (740, 800),
            (660, 880),
            (560, 820),
            (520, 700),
        ],
        16,
        RUBBER,
    )
    c.shape(body, plastic(p.body))
    _meter_face(c, p, 90, 440, 480, 340)


def _digital_standing(c: Canvas, p: Palette) -> None:
    box_ground(c, 140, 740, 560, 200)
    c.tube(
        [(140, 690), (70, 720), (60, 820), (200, 880), (480, 870), (700, 900)],
        16,
        RUBBER,
    )
    block(c, 140, 330, 560, 410, 200, p.body, r=54)
    _meter_face(c, p, 140, 330, 560, 410)


def _digital_close(c: Canvas, p: Palette) -> None:
    c.rect(40, 120, 1100, 780, plastic(p.body), r=120)
    _meter_face(c, p, 40, 120, 1100, 780)


def _bulb(c: Canvas, p: Palette) -> None:
    """The hand pump with its valve on top; origin at the valve."""
    shape = [
        (0, 30),
        (62, 70),
        (78, 150),
        (50, 236),
        (0, 262),
        (-50, 236),
        (-78, 150),
        (-62, 70),
    ]
    rubber = mix(RUBBER, p.accent, 0.2)
    c.shape(
        paths.smooth(shape, closed=True),
        Shade(
            (lighten(rubber, 0.1), lighten(rubber, 0.42), rubber, darken(rubber, 0.5)),
            "x",
        ),
    )
    c.glass(paths.ellipse(-30, 110, 12, 46), WHITE, 0.3)
    c.rect(-24, -14, 48, 52, plastic(p.metal, "x"), r=8)
    c.rect(22, -4, 34, 26, plastic(p.metal), r=5)
    c.rect(52, -12, 18, 42, plastic(p.trim), r=5)
    c.oval(0, 258, 14, plastic(p.metal))


def _aneroid_set(c: Canvas, p: Palette, *, shadow: bool = True) -> None:
    with c.at(360, 300):
        _cuff(c, p, shadow=shadow)
    c.tube([(300, 410), (200, 560), (240, 700), (330, 720)], 17, RUBBER)
    c.tube([(400, 420), (520, 600), (640, 640), (760, 560), (780, 620)], 17, RUBBER)
    if shadow:
        c.cast(paths.ellipse(350, 740, 130, 130), 18)
    gauge(c, p, 350, 740, 136, 0.4)
    with c.at(780, 600):
        if shadow:
            c.spot(10, 270, 110, 24, INK, 0.35)
        _bulb(c, p)


def _dial(c: Canvas, p: Palette) -> None:
    c.tube([(500, 820), (500, 900), (560, 980), (700, 1010)], 34, RUBBER)
    c.rect(468, 800, 64, 84, plastic(p.metal, "x"), r=10)
    c.cast(paths.ellipse(500, 470, 350, 350), 26)
    gauge(c, p, 500, 470, 350, 0.4)
    badge(c, p, 500, 640, 90)


def _pouch(c: Canvas, p: Palette) -> None:
    """The zipped carrying pouch, the bulb and gauge lying in front of it."""
    c.spot(500, 730, 420, 60, INK, 0.4)
    cloth = mix(p.accent, RUBBER, 0.3)
    c.rect(180, 290, 640, 430, plastic(cloth), r=60)
    c.rect(206, 316, 588, 378, plastic(lighten(cloth, 0.12)), r=44)
    zipper = paths.rounded(193, 303, 614, 404, 52)
    c.stroke([*zipper[14:], *zipper[:15]], lighten(p.metal, 0.2), 7)
    c.tube([(420, 296), (430, 230), (570, 230), (580, 296)], 18, cloth)
    c.rect(740, 690, 26, 52, plastic(p.metal), r=8)
    c.rect(370, 440, 260, 110, WHITE, r=14)
    badge(c, p, 490, 495, 150)
    with c.at(190, 580):
        gauge(c, p, 120, 150, 110, 0.4)
    with c.at(760, 560, 1.0, 0):
        _bulb(c, p)
    c.tube([(310, 840), (360, 900), (560, 910), (700, 860), (752, 820)], 15, RUBBER)
