"""Single-use goods: syringes and rapid tests."""

from __future__ import annotations

from . import paths
from .canvas import Canvas
from .palettes import (
    INK,
    WHITE,
    Colour,
    Palette,
    Shade,
    darken,
    lighten,
    mix,
    plastic,
)
from .parts import carton
from .registry import device
from .syringes import syringe

PAPER: Colour = (250, 250, 248)
RESULT: Colour = (196, 54, 84)


@device("tunggal", "ukuran", "kemasan", "detail")
def disposable_syringe(c: Canvas, view: str, p: Palette) -> None:
    """A three-part syringe with needle."""
    if view == "tunggal":
        with c.at(370, 640, 1, -36):
            syringe(c, p, 400, 58, drawn=0.6)
    elif view == "ukuran":
        _sizes(c, p)
    elif view == "kemasan":
        _blister(c, p)
    else:
        with c.at(110, 760, 2.0, -36):
            syringe(c, p, 400, 62, drawn=0.5)


def _sizes(c: Canvas, p: Palette) -> None:
    """Five common sizes, needles up, standing on one line."""
    sizes = (
        (150, 0.4, 19),
        (294, 0.5, 26),
        (456, 0.6, 36),
        (636, 0.68, 46),
        (836, 0.76, 58),
    )
    for x, scale, radius in sizes:
        with c.at(x, 870 - 220 * scale, scale, -90):
            syringe(c, p, 480, radius / scale, drawn=0.55)


def _blister(c: Canvas, p: Palette) -> None:
    """A peel pack: paper back, clear front, one corner opened."""
    with c.at(500, 500, 1, -18):
        pack = paths.rounded(-400, -150, 800, 300, 16)
        c.cast(pack, 24)
        c.shape(pack, Shade((WHITE, PAPER, darken(PAPER, 0.06))))
        c.rect(-400, -150, 800, 300, lighten(p.soft, 0.74), r=16)
        for side in (-150, 112):
            c.rect(-396, side, 792, 38, lighten(p.accent, 0.25), r=10, line=False)
        with c.at(-150, 0):
            syringe(c, p, 300, 46, drawn=0.7, shadow=False)
        c.glass(
            paths.rounded(-360, -104, 720, 208, 60),
            WHITE,
            0.22,
            line=lighten(p.metal, 0.2),
        )
        c.glass([(-300, -100), (-180, -100), (-250, 100), (-350, 100)], WHITE, 0.35)
        c.glass([(120, -100), (160, -100), (100, 100), (60, 100)], WHITE, 0.3)
        peel = [(400, -150), (320, -150), (330, -90), (400, -60)]
        c.shape(paths.soften(peel, 18), Shade((darken(PAPER, 0.14), WHITE), "x"))


@device("kaset", "set", "kemasan", "hasil")
def antigen_rapid_test(c: Canvas, view: str, p: Palette) -> None:
    """A lateral-flow antigen test."""
    if view == "kaset":
        with c.at(500, 500, 1.15, -16):
            _cassette(c, p, lines=1)
    elif view == "set":
        _test_kit(c, p)
    elif view == "kemasan":
        carton(c, p, 170, 260, 540, 550, 240)
        with c.at(440, 452, 0.62, -62):
            _cassette(c, p, lines=1)
    else:
        for x, lines in ((290, 1), (710, 2)):
            with c.at(x, 500, 1.0):
                _cassette(c, p, lines=lines)


def _cassette(c: Canvas, p: Palette, *, lines: int) -> None:
    """The upright test cassette; its middle is the origin."""
    body = paths.rounded(-120, -330, 240, 660, 44)
    c.cast(body, 22)
    c.shape(body, plastic(WHITE, "x"))
    c.rect(
        -100,
        -310,
        200,
        620,
        Shade((WHITE, (238, 241, 244))),
        r=34,
        width=1.4,
        line=lighten(p.metal, 0.3),
    )
    c.rect(-52, -160, 104, 210, lighten(p.metal, 0.35), r=26)
    c.rect(-32, -140, 64, 170, (253, 252, 250), r=10, width=1.6)
    c.rect(-32, -96, 64, 11, RESULT, line=False)
    if lines > 1:
        c.rect(-32, -26, 64, 11, mix(RESULT, WHITE, 0.25), line=False)
    c.text(-74, -90, "C", 36, INK)
    c.text(-74, -20, "T", 36, INK)
    c.oval(0, 170, 46, lighten(p.metal, 0.35), ry=58)
    c.oval(0, 172, 27, Shade((darken(p.soft, 0.3), WHITE)), ry=38, width=1.6)
    c.text(-74, 170, "S", 36, INK)
    c.rect(-66, -276, 132, 60, p.accent, r=12, line=False)
    c.rect(-46, -252, 92, 10, WHITE, r=4, line=False)
    for i in range(4):
        c.stroke([(-60, 254 + i * 14), (60, 254 + i * 14)], lighten(p.metal, 0.3), 4)


def _test_kit(c: Canvas, p: Palette) -> None:
    """Cassette, foil pouch, buffer tube and swab side by side."""
    with c.at(260, 500, 1, -4):
        pouch = paths.rounded(-160, -320, 320, 640, 8)
        c.cast(pouch, 20)
        c.shape(
            pouch, Shade((lighten(p.metal, 0.6), p.metal, lighten(p.metal, 0.4)), "x")
        )
        c.rect(-160, -230, 320, 120, p.accent, line=False)
        c.rect(-90, -186, 180, 18, WHITE, r=6, line=False)
        for i in range(12):
            c.stroke(
                [(-156, -308 + i * 5), (156, -308 + i * 5)], lighten(p.metal, 0.5), 1.6
            )
    with c.at(420, 560, 0.86, 5):
        _cassette(c, p, lines=1)
    _buffer_tube(c, p, 660, 300)
    with c.at(830, 500, 1, 6):
        c.cast(paths.rounded(-9, -340, 18, 680, 6), 14)
        c.rect(-6, -260, 12, 600, plastic(WHITE, "x"), r=5)
        c.rect(-15, -340, 30, 108, Shade((WHITE, (236, 238, 240)), "x"), r=15)
        c.stroke([(-6, 140), (6, 140)], p.accent, 4)


def _buffer_tube(c: Canvas, p: Palette, x: float, y: float) -> None:
    """The extraction tube with its dropper cap."""
    tube = [
        (x - 48, y + 90),
        (x + 48, y + 90),
        (x + 36, y + 420),
        (x, y + 456),
        (x - 36, y + 420),
    ]
    c.cast(paths.soften(tube, 22), 18)
    c.glass(paths.soften(tube, 22), lighten(p.soft, 0.65), 0.85)
    fluid = [
        (x - 42, y + 260),
        (x + 42, y + 260),
        (x + 34, y + 416),
        (x, y + 448),
        (x - 34, y + 416),
    ]
    c.glass(paths.soften(fluid, 18), p.soft, 0.8)
    c.glass(
        [(x - 32, y + 104), (x - 18, y + 104), (x - 16, y + 400), (x - 26, y + 400)],
        WHITE,
        0.7,
    )
    c.glass(paths.soften(tube, 22), WHITE, 0.04, line=True)
    c.rect(x - 60, y + 60, 120, 40, plastic(p.accent), r=10)
    nozzle = [(x - 40, y + 62), (x - 12, y - 40), (x + 12, y - 40), (x + 40, y + 62)]
    c.shape(paths.soften(nozzle, 10), plastic(p.accent))
