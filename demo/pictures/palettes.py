"""Colours: the named palettes and the few ways of mixing them."""

from __future__ import annotations

from dataclasses import dataclass

Colour = tuple[int, int, int]

WHITE: Colour = (255, 255, 255)
INK: Colour = (38, 50, 64)
NIGHT: Colour = (19, 30, 43)
RUBBER: Colour = (66, 74, 84)
GREEN: Colour = (86, 214, 138)
AMBER: Colour = (246, 190, 78)
CYAN: Colour = (92, 204, 236)
RED: Colour = (222, 84, 80)


def mix(first: Colour, second: Colour, share: float) -> Colour:
    """Return ``first`` with ``share`` (0 to 1) of it replaced by ``second``."""
    red, green, blue = (
        round(a + (b - a) * share) for a, b in zip(first, second, strict=True)
    )
    return (red, green, blue)


def lighten(colour: Colour, share: float) -> Colour:
    """Move a colour towards white."""
    return mix(colour, WHITE, share)


def darken(colour: Colour, share: float) -> Colour:
    """Move a colour towards ink rather than black, which keeps it from dulling."""
    return mix(colour, INK, share)


@dataclass(frozen=True)
class Palette:
    """The colours one maker uses for its devices."""

    name: str
    body: Colour
    accent: Colour
    metal: Colour
    soft: Colour
    background: Colour

    @property
    def line(self) -> Colour:
        """Outline colour: ink with a little of the accent in it."""
        return mix(mix(INK, self.accent, 0.22), self.metal, 0.25)

    @property
    def trim(self) -> Colour:
        """A body colour one step darker, for seams and second panels."""
        return mix(self.body, mix(self.metal, self.accent, 0.3), 0.42)


@dataclass(frozen=True)
class Shade:
    """A linear gradient over a shape, along ``axis`` ("x" or "y")."""

    stops: tuple[Colour, ...]
    axis: str = "y"


def plastic(colour: Colour, axis: str = "y") -> Shade:
    """A moulded panel, lit from above (or from the left)."""
    return Shade((lighten(colour, 0.38), colour, darken(colour, 0.13)), axis)


def cylinder(colour: Colour, axis: str = "x") -> Shade:
    """A round bar seen across ``axis``: bright left of the middle, dark edges."""
    return Shade(
        (
            darken(colour, 0.18),
            lighten(colour, 0.62),
            lighten(colour, 0.2),
            darken(colour, 0.1),
            darken(colour, 0.32),
        ),
        axis,
    )


PALETTES: tuple[Palette, ...] = (
    Palette(
        name="Putih Toska",
        body=(244, 247, 248),
        accent=(20, 137, 140),
        metal=(176, 187, 196),
        soft=(158, 209, 206),
        background=(229, 239, 239),
    ),
    Palette(
        name="Putih Biru Laut",
        body=(243, 246, 250),
        accent=(36, 98, 168),
        metal=(172, 182, 196),
        soft=(165, 196, 230),
        background=(229, 236, 245),
    ),
    Palette(
        name="Gading Hijau Daun",
        body=(248, 245, 235),
        accent=(74, 138, 84),
        metal=(184, 186, 180),
        soft=(184, 213, 172),
        background=(239, 238, 226),
    ),
    Palette(
        name="Abu Nila",
        body=(226, 230, 238),
        accent=(84, 84, 168),
        metal=(160, 168, 184),
        soft=(188, 188, 226),
        background=(238, 238, 245),
    ),
    Palette(
        name="Putih Koral",
        body=(250, 247, 245),
        accent=(218, 104, 84),
        metal=(184, 182, 184),
        soft=(244, 196, 180),
        background=(245, 235, 230),
    ),
    Palette(
        name="Pasir Biru Tua",
        body=(240, 234, 222),
        accent=(38, 66, 104),
        metal=(170, 174, 178),
        soft=(156, 182, 204),
        background=(240, 234, 224),
    ),
    Palette(
        name="Es Jingga",
        body=(234, 243, 248),
        accent=(230, 138, 52),
        metal=(166, 182, 194),
        soft=(172, 212, 230),
        background=(229, 238, 242),
    ),
    Palette(
        name="Putih Plum",
        body=(248, 245, 249),
        accent=(132, 70, 124),
        metal=(180, 178, 188),
        soft=(220, 190, 218),
        background=(240, 233, 240),
    ),
)
