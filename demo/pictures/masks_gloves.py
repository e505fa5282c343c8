"""Worn single-use goods: masks and gloves."""

from __future__ import annotations

from . import paths
from .canvas import Canvas
from .palettes import WHITE, Colour, Palette, Shade, darken, lighten, mix, plastic
from .parts import RECEDE_X, RECEDE_Y, carton
from .paths import Point
from .registry import device

HEAD: Colour = (226, 224, 222)
# Each finger: root, tip, width.
FINGERS: tuple[tuple[Point, Point, float], ...] = (
    ((-78, -60), (-112, -262), 64),
    ((-26, -80), (-34, -318), 68),
    ((30, -76), (46, -298), 66),
    ((80, -50), (118, -222), 58),
    ((-70, 70), (-196, -78), 70),
)


@device("depan", "dipakai", "lapisan", "kemasan")
def surgical_mask(c: Canvas, view: str, p: Palette) -> None:
    """A three-ply pleated mask."""
    if view == "depan":
        _mask(c, p, 500, 500, 1.0, shadow=True)
    elif view == "dipakai":
        _worn(c, p)
    elif view == "lapisan":
        _layers(c, p)
    else:
        _mask_box(c, p)


def _mask(
    c: Canvas, p: Palette, x: float, y: float, scale: float, *, shadow: bool
) -> None:
    """The unfolded mask with its ear loops."""
    with c.at(x, y, scale):
        for side in (-1, 1):
            loop = [
                (side * 296, -136),
                (side * 390, -130),
                (side * 426, 0),
                (side * 390, 130),
                (side * 296, 136),
            ]
            c.tube(loop, 11, WHITE)
        cloth = [
            (-310, -170),
            (0, -182),
            (310, -170),
            (316, 0),
            (310, 170),
            (0, 186),
            (-310, 170),
            (-316, 0),
        ]
        if shadow:
            c.cast(cloth, 22)
        _cloth(c, p, cloth)


def _cloth(c: Canvas, p: Palette, outline: list[Point]) -> None:
    """The pleated sheet: welded rim, three folds, nose wire."""
    c.shape(paths.soften(outline, 20), plastic(p.soft))
    for y in (-70, 0, 70):
        fold = [(-306, y), (0, y + 8), (306, y)]
        shade = [*paths.smooth(fold), (306, y + 26), (0, y + 36), (-306, y + 26)]
        c.glass(shade, darken(p.soft, 0.4), 0.22)
        c.stroke(paths.smooth(fold), darken(p.soft, 0.3), 3)
        c.stroke(paths.smooth([(a, b - 5) for a, b in fold]), lighten(p.soft, 0.6), 4)
    for side in (-1, 1):
        c.rect(side * 290 - 14, -158, 28, 316, lighten(p.soft, 0.3), width=1.6)
        for i in range(20):
            y = -148 + i * 15.4
            c.stroke(
                [(side * 290 - 8, y), (side * 290 + 8, y)],
                mix(p.soft, p.metal, 0.6),
                2.4,
            )
    wire = paths.smooth([(-130, -148), (0, -156), (130, -148)])
    c.stroke(wire, lighten(p.soft, 0.55), 12)
    c.stroke(wire, mix(p.soft, p.metal, 0.6), 2)
    for edge in (-164, 164):
        seam = paths.smooth([(-270, edge), (0, edge * 1.07), (270, edge)])
        for i in range(0, len(seam) - 1, 2):
            c.stroke(seam[i : i + 2], mix(p.soft, p.metal, 0.7), 2.4)


def _worn(c: Canvas, p: Palette) -> None:
    """The mask on a display head."""
    bust = [
        (390, 690),
        (400, 800),
        (230, 880),
        (190, 1010),
        (810, 1010),
        (770, 880),
        (600, 800),
        (610, 690),
    ]
    c.shape(
        paths.soften(bust, 60), Shade((darken(HEAD, 0.16), HEAD, lighten(HEAD, 0.3)))
    )
    for side in (-1, 1):
        c.oval(500 + side * 226, 470, 34, plastic(HEAD), ry=62)
    head = [
        (500, 110),
        (650, 150),
        (722, 300),
        (716, 470),
        (670, 640),
        (580, 748),
        (500, 770),
        (420, 748),
        (330, 640),
        (284, 470),
        (278, 300),
        (350, 150),
    ]
    c.shape(
        paths.smooth(head, closed=True),
        Shade((lighten(HEAD, 0.6), lighten(HEAD, 0.2), darken(HEAD, 0.12)), "x"),
    )
    for side in (-1, 1):
        eye = 500 + side * 104
        c.stroke(paths.arc(eye, 372, 50, 18, 200, 340), darken(HEAD, 0.4), 5)
        c.stroke(paths.arc(eye, 366, 46, 16, 20, 160), darken(HEAD, 0.22), 4)
        c.stroke(paths.arc(eye, 330, 62, 26, 205, 335), darken(HEAD, 0.3), 9)
        c.tube([(500 + side * 196, 508), (500 + side * 232, 440)], 9, WHITE)
        c.tube(
            [(500 + side * 150, 690), (500 + side * 214, 600), (500 + side * 236, 510)],
            9,
            WHITE,
        )
    cover = [
        (500, 446),
        (570, 470),
        (702, 506),
        (690, 610),
        (640, 704),
        (560, 776),
        (500, 790),
        (440, 776),
        (360, 704),
        (310, 610),
        (298, 506),
        (430, 470),
    ]
    c.shape(
        paths.smooth(cover, closed=True),
        Shade(
            (darken(p.soft, 0.12), lighten(p.soft, 0.3), p.soft, darken(p.soft, 0.22)),
            "x",
        ),
    )
    for y, half in ((560, 196), (626, 178), (690, 144)):
        fold = paths.smooth([(500 - half, y - 14), (500, y + 16), (500 + half, y - 14)])
        c.stroke(fold, darken(p.soft, 0.3), 3.4)
        c.stroke([(a, b - 5) for a, b in fold], lighten(p.soft, 0.55), 3.4)
    wire = paths.smooth([(414, 492), (470, 474), (500, 468), (530, 474), (586, 492)])
    c.stroke(wire, lighten(p.soft, 0.6), 9)


def _layers(c: Canvas, p: Palette) -> None:
    """The three plies drawn apart, from outer (front) to inner (back)."""
    for i, tint in enumerate((WHITE, mix(WHITE, p.metal, 0.35), p.soft)):
        x, y = 560 - i * 130, 340 + i * 130
        sheet = [
            (x - 240, y - 150),
            (x + 210, y - 190),
            (x + 240, y + 110),
            (x - 210, y + 150),
        ]
        c.cast(paths.soften(sheet, 24), 20)
        c.glass(paths.soften(sheet, 24), tint, 0.92, line=True)
        for k in range(1, 9):
            t = k / 9
            left = (x - 240 + 30 * t, y - 150 + 300 * t)
            right = (x + 210 + 30 * t, y - 190 + 300 * t)
            c.stroke([left, right], mix(tint, p.line, 0.16), 2)
        if i == 1:
            for k in range(1, 13):
                t = k / 13
                c.stroke(
                    [
                        (x - 240 + 450 * t, y - 150 - 40 * t),
                        (x - 210 + 450 * t, y + 150 - 40 * t),
                    ],
                    mix(tint, p.line, 0.16),
                    2,
                )
        c.oval(x + 186, y + 82, 24, p.accent, line=False)
        c.text(x + 186, y + 82, str(3 - i), 30, WHITE)


def _mask_box(c: Canvas, p: Palette) -> None:
    carton(c, p, 150, 430, 580, 380, 300)
    slot = _roof(150, 430, 300, [(90, 50), (500, 50), (500, 230), (90, 230)])
    c.shape(paths.soften(slot, 30), darken(p.soft, 0.35))
    sheet = [(300, 372), (330, 240), (470, 214), (660, 240), (640, 372), (470, 384)]
    c.shape(paths.soften(sheet, 26), plastic(p.soft))
    for y in (276, 316):
        c.stroke(
            paths.smooth([(324, y), (480, y - 18), (650, y)]), darken(p.soft, 0.3), 3
        )
    c.tube([(334, 250), (290, 190), (250, 240), (318, 330)], 9, WHITE)
    _mask(c, p, 440, 560, 0.42, shadow=False)


def _roof(x: float, y: float, depth: float, plan: list[Point]) -> list[Point]:
    """Points given as (along, inwards) on the top of a box, in the picture."""
    share = min(depth / 300, 1)
    return [(x + a + b * share * RECEDE_X, y - b * share * RECEDE_Y) for a, b in plan]


@device("depan", "sepasang", "kemasan", "manset")
def examination_glove(c: Canvas, view: str, p: Palette) -> None:
    """A thin examination glove."""
    if view == "depan":
        with c.at(520, 560, 1.22, 6):
            _glove(c, p)
    elif view == "sepasang":
        with c.at(390, 560, 1.0, -14):
            _glove(c, p)
        with c.at(650, 590, 1.0, 12, flip=True):
            _glove(c, p)
    elif view == "kemasan":
        _glove_box(c, p)
    else:
        with c.at(520, 130, 2.5, 8):
            _glove(c, p)


def _glove(c: Canvas, p: Palette) -> None:
    """A glove lying flat, fingers up; the origin is the middle of the palm."""
    rubber = mix(p.accent, p.soft, 0.55)
    palm = paths.smooth(
        [
            (-108, -70),
            (-60, -108),
            (40, -112),
            (108, -70),
            (112, 40),
            (92, 150),
            (98, 300),
            (-92, 300),
            (-90, 150),
            (-116, 60),
        ],
        closed=True,
    )
    fingers = [paths.capsule(*finger) for finger in FINGERS]
    c.cast(
        [
            (-112, -60),
            (-196, -90),
            (-130, -250),
            (-34, -330),
            (60, -300),
            (130, -220),
            (110, 60),
            (98, 300),
            (-92, 300),
        ],
        20,
    )
    # Outlines first, fills after: fingers and palm then melt into one shape.
    for finger in fingers:
        c.shape(finger, rubber, width=5.2)
    c.shape(palm, rubber, width=5.2)
    for finger, (root, tip, w) in zip(fingers, FINGERS, strict=True):
        c.shape(finger, rubber, line=False)
        _finger_light(c, rubber, root, tip, w)
    c.shape(
        palm, Shade((rubber, lighten(rubber, 0.1), darken(rubber, 0.12))), line=False
    )
    for crease in (
        [(-60, -30), (-10, -14), (70, -36)],
        [(-70, 30), (-20, 10), (60, 30)],
        [(-64, 84), (-38, 30), (-46, -20)],
    ):
        c.stroke(paths.smooth(crease), darken(rubber, 0.14), 3)
    for y in (190, 226, 256):
        c.stroke(
            paths.smooth([(-80, y), (-20, y + 8), (30, y + 2)]), darken(rubber, 0.1), 3
        )
    c.stroke(
        paths.smooth([(-72, -50), (-84, 40), (-66, 140), (-66, 270)]),
        lighten(rubber, 0.35),
        6,
    )
    c.tube([(-94, 306), (0, 312), (100, 306)], 15, rubber)


def _finger_light(
    c: Canvas, rubber: Colour, root: Point, tip: Point, width: float
) -> None:
    """The soft lit side of a finger and the glint along it."""

    def along(share: float, aside: float) -> Point:
        x = root[0] + (tip[0] - root[0]) * share - width * aside
        return (x, root[1] + (tip[1] - root[1]) * share)

    lit = paths.capsule(along(0.2, 0.12), along(0.98, 0.1), width * 0.56)
    c.shape(lit, lighten(rubber, 0.12), line=False)
    c.stroke([along(0.46, 0.24), along(0.92, 0.2)], lighten(rubber, 0.42), width * 0.1)


def _glove_box(c: Canvas, p: Palette) -> None:
    carton(c, p, 150, 400, 580, 420, 290)
    hole = _roof(150, 400, 290, [(130, 60), (450, 60), (450, 230), (130, 230)])
    c.shape(paths.soften(hole, 40), darken(p.soft, 0.45))
    rubber = mix(p.accent, p.soft, 0.55)
    tuft = [
        (340, 366),
        (350, 280),
        (390, 210),
        (430, 266),
        (460, 170),
        (510, 262),
        (570, 206),
        (584, 290),
        (592, 366),
        (470, 378),
    ]
    c.shape(paths.soften(tuft, 30), plastic(rubber))
    for way in (
        [(400, 250), (410, 310), (396, 360)],
        [(462, 216), (474, 300), (470, 366)],
        [(560, 250), (540, 310), (548, 360)],
    ):
        c.stroke(paths.smooth(way), darken(rubber, 0.16), 4)
    with c.at(440, 590, 0.44, 8):
        _glove(c, p)
