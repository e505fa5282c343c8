"""Nebulizer, suction pump, oxygen concentrator."""

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
    Palette,
    Shade,
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
    carton,
    castor,
    gauge,
    knob,
    louvres,
    pole,
)
from .registry import device

GROUND = 870


@device("depan", "set", "samping", "kemasan")
def compressor_nebulizer(c: Canvas, view: str, p: Palette) -> None:
    """A table compressor with its inhalation mask."""
    if view == "depan":
        _nebulizer(c, p)
    elif view == "set":
        _inhalation_set(c, p)
    elif view == "samping":
        _nebulizer_side(c, p)
    else:
        carton(c, p, 190, 270, 500, 540, 280)
        with c.at(186, 236, 0.49):
            _nebulizer(c, p, shadow=False)


def _nebulizer(c: Canvas, p: Palette, *, shadow: bool = True) -> None:
    if shadow:
        box_ground(c, 130, 800, 440, 220)
    handle = paths.smooth([(240, 452), (256, 352), (400, 326), (566, 352), (582, 440)])
    c.tube(handle, 34, p.accent, curved=False)
    block(c, 130, 460, 440, 340, 200, p.body, r=46)
    c.rect(130, 690, 440, 14, p.accent, line=False)
    louvres(c, p, 180, 520, 150, 130, 6)
    c.oval(478, 580, 62, plastic(p.trim))
    c.rect(452, 540, 52, 80, plastic(p.accent), r=14)
    c.stroke([(478, 554), (478, 576)], WHITE, 6)
    c.oval(478, 748, 18, plastic(p.metal))
    c.oval(478, 748, 9, RUBBER, line=False)
    badge(c, p, 220, 750, 100)
    hose = [
        (478, 748),
        (520, 850),
        (660, 880),
        (800, 840),
        (880, 760),
        (842, 690),
        (826, 640),
    ]
    c.tube(hose, 13, lighten(p.soft, 0.3))
    with c.at(826, 520, 0.72):
        _mask_and_cup(c, p)


def _mask_and_cup(c: Canvas, p: Palette) -> None:
    """Face mask above its medicine cup; the origin is where they join."""
    face = [
        (-70, 10),
        (-120, -60),
        (-104, -170),
        (-30, -280),
        (30, -280),
        (104, -170),
        (120, -60),
        (70, 10),
    ]
    outline = paths.smooth(face, closed=True)
    c.glass(outline, lighten(p.soft, 0.4), 0.8, line=True)
    rim = [(x * 0.8, (y + 120) * 0.8 - 112) for x, y in face]
    c.glass(paths.smooth(rim, closed=True), WHITE, 0.35)
    nose = [(-34, -40), (-26, -150), (0, -210), (26, -150), (34, -40), (0, -16)]
    c.glass(
        paths.smooth(nose, closed=True), p.soft, 0.55, line=mix(p.soft, p.metal, 0.6)
    )
    for side in (-1, 1):
        for i in range(3):
            c.oval(
                side * (62 + (i == 1) * 16),
                -92 + i * 26,
                7,
                darken(p.soft, 0.3),
                line=False,
            )
        c.tube(
            [(side * 112, -120), (side * 176, -200), (side * 150, -300)],
            7,
            lighten(p.metal, 0.4),
        )
    c.rect(-30, -6, 60, 44, plastic(lighten(p.soft, 0.2)), r=8)
    cup = [(-62, 40), (62, 40), (50, 120), (18, 162), (-18, 162), (-50, 120)]
    c.shape(paths.soften(cup, 14), plastic(lighten(p.accent, 0.25)))
    c.rect(-68, 30, 136, 24, plastic(p.accent), r=8)
    for i in range(3):
        c.stroke([(-24, 76 + i * 18), (4, 76 + i * 18)], WHITE, 4)


def _inhalation_set(c: Canvas, p: Palette) -> None:
    c.spot(300, 640, 240, 40, INK, 0.22)
    with c.at(300, 440, 1.15):
        _mask_and_cup(c, p)
    hose = [
        (300, 626),
        (310, 740),
        (480, 800),
        (720, 780),
        (840, 690),
        (800, 590),
        (660, 580),
        (600, 660),
        (680, 740),
        (860, 800),
    ]
    c.tube(hose, 16, lighten(p.soft, 0.3))
    c.rect(852, 780, 46, 38, plastic(p.accent), r=10)
    # The child's mask and the mouthpiece that come in the same bag.
    with c.at(600, 370, 0.62):
        _mask_and_cup(c, p)
    mouth = [
        (740, 250),
        (800, 240),
        (880, 256),
        (900, 284),
        (880, 304),
        (800, 310),
        (740, 306),
    ]
    c.shape(paths.soften(mouth, 12), plastic(lighten(p.soft, 0.5)))
    c.rect(714, 244, 40, 72, plastic(p.accent), r=10)


def _nebulizer_side(c: Canvas, p: Palette) -> None:
    c.ground(480, 790, 260)
    c.tube([(420, 444), (414, 350), (500, 330), (586, 350), (580, 444)], 34, p.accent)
    body = [(270, 780), (286, 500), (350, 436), (650, 436), (716, 500), (730, 780)]
    c.shape(paths.soften(body, 40), plastic(p.body))
    c.shape([(276, 686), (724, 686), (725, 702), (275, 702)], p.accent, line=False)
    louvres(c, p, 350, 500, 300, 140, 6)
    for x in (320, 640):
        c.rect(x, 772, 50, 18, RUBBER, r=6)
    # The cup rests in its clip while the machine is carried.
    c.rect(690, 560, 60, 24, plastic(p.trim), r=8)
    with c.at(794, 486, 0.5):
        _mask_and_cup(c, p)
    c.tube(
        [(794, 566), (800, 700), (870, 760), (820, 830), (640, 850), (480, 838)],
        11,
        lighten(p.soft, 0.3),
    )


@device("depan", "samping", "detail")
def suction_pump(c: Canvas, view: str, p: Palette) -> None:
    """A two-jar suction unit on castors."""
    if view == "depan":
        _suction_front(c, p)
    elif view == "samping":
        _suction_side(c, p)
    else:
        with c.close_up(500, 520, 1.9):
            _suction_front(c, p)


def _jar(c: Canvas, p: Palette, x: float, top: float, w: float, h: float) -> None:
    """A graduated collection jar with its lid."""
    body = paths.rounded(x, top, w, h, 26)
    c.glass(body, lighten(p.soft, 0.6), 0.75)
    c.glass(
        paths.rounded(x + 6, top + h * 0.72, w - 12, h * 0.28 - 6, 20),
        mix(p.soft, p.accent, 0.2),
        0.7,
    )
    c.glass(paths.rounded(x + w * 0.08, top + 12, w * 0.12, h - 40, 8), WHITE, 0.6)
    c.glass(body, WHITE, 0.08, line=True)
    for i in range(9):
        y = top + 40 + i * (h - 70) / 8
        long = 34 if i % 2 == 0 else 20
        c.stroke([(x + w * 0.62, y), (x + w * 0.62 + long, y)], p.line, 2.4)
        if i % 2 == 0:
            c.text(x + w * 0.5, y, str(2000 - i * 250), 17, p.line)
    c.rect(x - 8, top - 26, w + 16, 36, plastic(p.accent), r=10)
    for k in (0.3, 0.7):
        c.rect(x + w * k - 9, top - 50, 18, 28, plastic(p.trim), r=5)


def _suction_front(c: Canvas, p: Palette) -> None:
    c.ground(500, GROUND, 300)
    c.tube(
        [(290, 560), (290, 190), (320, 160), (680, 160), (710, 190), (710, 560)],
        20,
        p.metal,
        curved=False,
    )
    for x in (276, 724):
        castor(c, p, x, GROUND, 34)
    c.rect(300, 250, 400, 180, plastic(p.body), r=26)
    gauge(c, p, 410, 340, 70, 0.55)
    knob(c, p, 556, 340, 34)
    c.rect(622, 306, 44, 68, plastic(p.accent), r=10)
    c.stroke([(644, 318), (644, 336)], WHITE, 5)
    c.rect(250, 440, 500, 340, plastic(p.trim), r=24)
    _jar(c, p, 296, 510, 180, 256)
    _jar(c, p, 524, 510, 180, 256)
    hose = lighten(p.soft, 0.25)
    c.tube([(422, 464), (470, 428), (530, 428), (578, 464)], 13, hose)
    c.tube(
        [(650, 462), (720, 420), (800, 480), (836, 640), (800, 780), (836, 850)],
        13,
        hose,
    )
    c.tube([(350, 464), (344, 440), (352, 418)], 13, hose)
    c.rect(234, 768, 532, 34, plastic(p.accent), r=14)


def _suction_side(c: Canvas, p: Palette) -> None:
    c.ground(500, GROUND, 260)
    c.tube([(660, 600), (690, 200), (640, 150), (570, 150)], 20, p.metal)
    for x in (330, 670):
        castor(c, p, x, GROUND, 34)
    cover = [(470, 780), (470, 300), (500, 250), (640, 250), (700, 320), (720, 780)]
    c.shape(paths.soften(cover, 26), plastic(p.body))
    louvres(c, p, 540, 560, 130, 140, 7)
    c.rect(438, 290, 36, 130, plastic(p.trim), r=8)
    c.oval(434, 354, 14, plastic(p.accent), ry=34)
    _jar(c, p, 292, 510, 170, 256)
    c.tube([(346, 462), (380, 400), (440, 440), (474, 470)], 13, lighten(p.soft, 0.25))
    # A foot switch on its cable, the usual companion of a theatre unit.
    c.tube([(720, 740), (820, 780), (800, 850), (860, 862)], 8, RUBBER)
    c.shape(
        paths.soften([(820, 880), (832, 848), (912, 842), (934, 880)], 8),
        plastic(p.accent),
    )
    c.rect(270, 768, 470, 34, plastic(p.accent), r=14)


@device("depan", "samping", "panel")
def oxygen_concentrator(c: Canvas, view: str, p: Palette) -> None:
    """A home oxygen concentrator on castors."""
    if view == "depan":
        _concentrator(c, p)
    elif view == "samping":
        _concentrator_side(c, p)
    else:
        with c.close_up(490, 330, 2.2):
            _concentrator(c, p)


def _concentrator(c: Canvas, p: Palette) -> None:
    c.ground(500, GROUND, 230)
    for x in (326, 674):
        castor(c, p, x, GROUND, 30)
    c.rect(280, 150, 440, 672, plastic(p.body, "x"), r=56)
    c.rect(390, 172, 220, 34, darken(p.trim, 0.25), r=17)
    panel = [(310, 226), (690, 226), (676, 440), (324, 440)]
    c.shape(paths.soften(panel, 26), plastic(p.accent))
    glass_front(c, p, 350, 254, 150, 82, 8)
    c.text(488, 295, "93.5", 54, CYAN, anchor="rm")
    for i, colour in enumerate((GREEN, AMBER, RED)):
        lamp(c, 368 + i * 34, 364, 7, colour)
    c.rect(350, 386, 66, 38, plastic(p.body), r=10)
    c.stroke([(383, 396), (383, 412)], p.accent, 5)
    _flowmeter(c, p, 590, 250)
    c.oval(474, 404, 17, plastic(p.metal))
    c.oval(474, 404, 8, RUBBER, line=False)
    c.tube(
        [
            (474, 404),
            (470, 500),
            (590, 560),
            (790, 540),
            (856, 640),
            (806, 740),
            (846, 850),
        ],
        10,
        lighten(p.soft, 0.3),
    )
    c.rect(330, 600, 340, 180, plastic(p.trim), r=24)
    louvres(c, p, 360, 626, 280, 132, 7)
    badge(c, p, 392, 530, 110)


def _flowmeter(c: Canvas, p: Palette, x: float, y: float) -> None:
    """A rotameter: a clear tube, its scale, a floating ball and a tap."""
    c.rect(x - 38, y, 76, 168, plastic(p.body), r=14)
    c.rect(x - 14, y + 14, 24, 106, Shade((WHITE, lighten(p.soft, 0.5)), "x"), r=10)
    for i in range(6):
        tick = y + 24 + i * 17
        c.stroke([(x + 14, tick), (x + 24, tick)], p.line, 1.8)
        c.text(x + 31, tick, str(5 - i), 13, p.line)
    c.oval(x - 2, y + 66, 9, plastic(p.accent), width=1.6)
    c.oval(x - 2, y + 144, 18, plastic(p.metal), width=2)


def _concentrator_side(c: Canvas, p: Palette) -> None:
    c.ground(500, GROUND, 230)
    for x in (336, 664):
        castor(c, p, x, GROUND, 30)
    body = [(290, 822), (290, 240), (400, 150), (700, 150), (712, 822)]
    c.shape(paths.soften(body, 50), plastic(p.body, "x"))
    c.stroke([(470, 152), (470, 820)], p.trim, 4)
    c.shape(
        paths.soften(
            [(286, 262), (298, 236), (380, 168), (394, 182), (314, 440), (286, 440)], 10
        ),
        plastic(p.accent),
    )
    c.rect(520, 230, 150, 60, darken(p.trim, 0.25), r=24)
    louvres(c, p, 520, 380, 150, 180, 8)
    # The humidifier bottle hangs in a recess of the flank.
    c.rect(320, 520, 128, 220, plastic(p.trim), r=20)
    c.glass(paths.rounded(338, 568, 92, 156, 18), lighten(p.soft, 0.5), 0.8, line=True)
    c.glass(paths.rounded(342, 640, 84, 80, 14), CYAN, 0.4)
    c.rect(346, 538, 76, 36, plastic(p.accent), r=10)
    c.tube(
        [
            (384, 540),
            (384, 480),
            (300, 470),
            (226, 540),
            (190, 700),
            (240, 800),
            (160, 850),
        ],
        10,
        lighten(p.soft, 0.3),
    )
    pole(c, p, 690, 160, 180, 10)
    for x in (540, 600):
        button(c, x, 690, 16, p.metal)
