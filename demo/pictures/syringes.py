"""One syringe, lying along the x axis; shared by pumps and consumables."""

from __future__ import annotations

from . import paths
from .canvas import Canvas
from .palettes import (
    CYAN,
    RUBBER,
    WHITE,
    Palette,
    Shade,
    lighten,
    mix,
    plastic,
)


def syringe(
    c: Canvas,
    p: Palette,
    length: float,
    radius: float,
    *,
    drawn: float = 0.55,
    needle: bool = True,
    shadow: bool = True,
) -> None:
    """Nozzle to the right of x = length, thumb rest to the left of zero.

    ``drawn`` is how much of the barrel the plunger leaves free for the fluid.
    """
    seal = length * (1 - drawn)
    tail = seal - length * 0.86
    barrel = paths.rounded(0, -radius, length, 2 * radius, radius * 0.35)
    if shadow:
        c.cast(
            [(tail, -radius), (length, -radius), (length, radius), (tail, radius)],
            radius * 0.7,
        )
    _plunger(c, p, tail, seal, radius)
    c.glass(barrel, lighten(p.soft, 0.78), 0.5)
    fluid = paths.rounded(
        seal, -radius * 0.88, length - seal - 4, radius * 1.76, radius * 0.25
    )
    c.glass(fluid, mix(CYAN, p.soft, 0.6), 0.55)
    # The stopper goes on top of the glass, or it would look washed out.
    c.rect(
        seal - radius * 0.6,
        -radius * 0.9,
        radius * 0.7,
        radius * 1.8,
        plastic(RUBBER),
        r=radius * 0.2,
    )
    c.glass(
        [
            (10, -radius * 0.7),
            (length - 10, -radius * 0.7),
            (length - 10, -radius * 0.42),
            (10, -radius * 0.42),
        ],
        WHITE,
        0.6,
    )
    c.glass(barrel, WHITE, 0.05, line=True)
    _scale(c, p, length, radius)
    c.rect(
        -radius * 0.2,
        -radius * 1.75,
        radius * 0.36,
        radius * 3.5,
        plastic(lighten(p.soft, 0.6)),
        r=radius * 0.16,
    )
    _nozzle(c, p, length, radius, needle=needle)


def _plunger(c: Canvas, p: Palette, tail: float, seal: float, radius: float) -> None:
    rod = lighten(p.accent, 0.55)
    c.rect(
        tail,
        -radius * 0.52,
        seal - tail,
        radius * 1.04,
        Shade((lighten(rod, 0.4), rod, mix(rod, p.accent, 0.3))),
        r=3,
    )
    c.rect(
        tail,
        -radius * 0.1,
        seal - tail,
        radius * 0.2,
        mix(rod, p.accent, 0.35),
        width=1.4,
    )
    c.rect(
        tail - radius * 0.16,
        -radius * 1.2,
        radius * 0.34,
        radius * 2.4,
        plastic(p.accent),
        r=radius * 0.14,
    )


def _scale(c: Canvas, p: Palette, length: float, radius: float) -> None:
    """Graduations; every fifth one is long."""
    for i in range(26):
        x = length * (0.12 + 0.83 * i / 25)
        reach = 0.72 if i % 5 == 0 else 0.4
        c.stroke(
            [(x, radius * 0.92), (x, radius * (0.92 - reach))], p.line, radius * 0.05
        )


def _nozzle(
    c: Canvas, p: Palette, length: float, radius: float, *, needle: bool
) -> None:
    tip = length + radius * 0.85
    c.shape(
        paths.soften(
            [
                (length - 2, -radius * 0.4),
                (tip, -radius * 0.24),
                (tip, radius * 0.24),
                (length - 2, radius * 0.4),
            ],
            radius * 0.1,
        ),
        plastic(lighten(p.soft, 0.6)),
    )
    if not needle:
        return
    hub = tip + radius * 1.1
    c.stroke([(hub, 0), (hub + length * 0.34, 0)], p.line, radius * 0.13)
    c.stroke(
        [(hub, -radius * 0.015), (hub + length * 0.33, -radius * 0.015)],
        lighten(p.metal, 0.5),
        radius * 0.06,
    )
    c.shape(
        paths.soften(
            [
                (tip - radius * 0.35, -radius * 0.42),
                (hub, -radius * 0.2),
                (hub, radius * 0.2),
                (tip - radius * 0.35, radius * 0.42),
            ],
            radius * 0.1,
        ),
        plastic(p.accent),
    )
