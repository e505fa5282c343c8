"""The drawing surface: shapes in a 1000-unit square, smoothed on the way out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from math import cos, hypot, radians, sin

from PIL import Image, ImageDraw, ImageFilter, ImageFont

from . import paths
from .palettes import INK, WHITE, Colour, Palette, Shade, darken, lighten, mix
from .paths import Point

UNITS = 1000
_OVERSAMPLE = 2
_OUTLINE = 2.6
# Ends of a colour ramp are padded so that rounding never samples past them.
_RAMP, _PAD = 256, 8

Fill = Colour | Shade


@lru_cache(maxsize=64)
def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size=size)


@lru_cache(maxsize=512)
def _ramp(stops: tuple[Colour, ...]) -> Image.Image:
    """A one-pixel-wide strip running through the stops from top to bottom."""
    strip = Image.new("RGB", (1, _RAMP))
    span = _RAMP - 2 * _PAD
    for row in range(_RAMP):
        at = min(max((row - _PAD) / span, 0.0), 1.0) * (len(stops) - 1)
        index = min(int(at), len(stops) - 2)
        colour = mix(stops[index], stops[index + 1], at - index)
        strip.putpixel((0, row), colour)
    return strip


@lru_cache(maxsize=8)
def _spot() -> Image.Image:
    """A soft round spot, brightest in the middle, gone at the rim."""
    # Pillow's gradient reaches 255 in the corners, so about 180 at the sides.
    return Image.radial_gradient("L").point(
        [round(255 * max(0.0, 1 - i / 176) ** 1.4) for i in range(256)]
    )


class Canvas:
    """A square picture in the making; coordinates run from 0 to 1000."""

    def __init__(self, size: int, palette: Palette) -> None:
        self.size = size
        self.palette = palette
        side = size * _OVERSAMPLE
        unit = side / UNITS
        # x' = a x + b y + c ; y' = d x + e y + f
        self._matrix = (unit, 0.0, 0.0, 0.0, unit, 0.0)
        self._unit = unit
        self._image = self._backdrop(side)
        self._draw = ImageDraw.Draw(self._image)

    def _backdrop(self, side: int) -> Image.Image:
        """A studio sweep: bright wall easing into a slightly darker floor."""
        tone = self.palette.background
        wall, floor = lighten(tone, 0.62), darken(tone, 0.05)
        stops = (lighten(tone, 0.3), wall, wall, lighten(tone, 0.3), tone, floor)
        return _ramp(stops).resize((side, side), Image.Resampling.BILINEAR)

    def finish(self) -> Image.Image:
        """Return the smoothed picture."""
        return self._image.reduce(_OVERSAMPLE)

    @contextmanager
    def at(
        self,
        x: float,
        y: float,
        scale: float = 1.0,
        angle: float = 0.0,
        *,
        flip: bool = False,
    ) -> Iterator[None]:
        """Draw the block with its origin moved, scaled, turned or mirrored."""
        before = self._matrix
        a, b, c, d, e, f = before
        turn = radians(angle)
        side = -scale if flip else scale
        p, q = side * cos(turn), -scale * sin(turn)
        r, s = side * sin(turn), scale * cos(turn)
        self._matrix = (
            a * p + b * r,
            a * q + b * s,
            a * x + b * y + c,
            d * p + e * r,
            d * q + e * s,
            d * x + e * y + f,
        )
        try:
            yield
        finally:
            self._matrix = before

    @contextmanager
    def close_up(self, x: float, y: float, zoom: float) -> Iterator[None]:
        """Draw the block enlarged so that (x, y) is in the middle."""
        with self.at(UNITS / 2 - x * zoom, UNITS / 2 - y * zoom, zoom):
            yield

    @property
    def _scale(self) -> float:
        """Pixels per local unit."""
        return hypot(self._matrix[0], self._matrix[3])

    def _px(self, points: Sequence[Point]) -> list[Point]:
        a, b, c, d, e, f = self._matrix
        return [(a * x + b * y + c, d * x + e * y + f) for x, y in points]

    def _bounds(self, pixels: Sequence[Point]) -> tuple[int, int, int, int] | None:
        """The whole-pixel box around a shape inside the picture, if any."""
        side = self._image.width
        left = max(0, int(min(p[0] for p in pixels)) - 1)
        top = max(0, int(min(p[1] for p in pixels)) - 1)
        right = min(side, int(max(p[0] for p in pixels)) + 2)
        bottom = min(side, int(max(p[1] for p in pixels)) + 2)
        return (left, top, right, bottom) if left < right and top < bottom else None

    def _mask(
        self, pixels: Sequence[Point], box: tuple[int, int, int, int], level: int
    ) -> Image.Image:
        mask = Image.new("L", (box[2] - box[0], box[3] - box[1]))
        shifted = [(x - box[0], y - box[1]) for x, y in pixels]
        ImageDraw.Draw(mask).polygon(shifted, fill=level)
        return mask

    def _gradient(
        self, shade: Shade, points: Sequence[Point], box: tuple[int, int, int, int]
    ) -> Image.Image:
        """The shade over a pixel box, laid out along the shape's own axis."""
        index = 0 if shade.axis == "x" else 1
        low = min(p[index] for p in points)
        span = max(max(p[index] for p in points) - low, 1e-6)
        a, b, c, d, e, f = self._matrix
        det = a * e - b * d
        # The inverse matrix row that gives the local coordinate of a pixel.
        gx, gy = (e / det, -b / det) if index == 0 else (-d / det, a / det)
        g0 = -(gx * c + gy * f)
        gain = (_RAMP - 2 * _PAD) / span
        start = (gx * box[0] + gy * box[1] + g0 - low) * gain + _PAD
        size = (box[2] - box[0], box[3] - box[1])
        # Widened to four pixels: interpolation needs neighbours on both sides.
        strip = _ramp(shade.stops).resize((4, _RAMP), Image.Resampling.NEAREST)
        if abs(gx) < 1e-9:
            return self._straight(strip, start, gy * gain, size, size[1])
        if abs(gy) < 1e-9:
            flat = (size[1], size[0])
            turned = self._straight(strip, start, gx * gain, (4, flat[1]), size[0])
            return turned.transpose(Image.Transpose.TRANSPOSE).resize(
                size, Image.Resampling.NEAREST
            )
        return strip.transform(
            size,
            Image.Transform.AFFINE,
            (0, 0, 2, gx * gain, gy * gain, start),
            Image.Resampling.BILINEAR,
        )

    def _straight(
        self,
        strip: Image.Image,
        start: float,
        step: float,
        size: tuple[int, int],
        length: int,
    ) -> Image.Image:
        """A ramp along the pixel rows: one thin column, then widened."""
        column = strip.transform(
            (4, length),
            Image.Transform.AFFINE,
            (0, 0, 2, 0, step, start),
            Image.Resampling.BILINEAR,
        )
        return column.resize(size, Image.Resampling.NEAREST)

    def shape(
        self,
        points: Sequence[Point],
        fill: Fill,
        *,
        line: Colour | None | bool = True,
        width: float = _OUTLINE,
    ) -> None:
        """Fill a closed shape and outline it (``line=False`` for no outline)."""
        pixels = self._px(points)
        box = self._bounds(pixels)
        if box is None:
            return
        if isinstance(fill, Shade):
            ramp = self._gradient(fill, points, box)
            self._image.paste(ramp, box, self._mask(pixels, box, 255))
        else:
            self._draw.polygon(pixels, fill=fill)
        if line is not False and line is not None:
            colour = self.palette.line if line is True else line
            self._outline([*pixels, pixels[0], pixels[1]], colour, width)

    def _outline(self, pixels: list[Point], colour: Colour, width: float) -> None:
        # Close-ups keep the line weight; small insets get a thinner one.
        weight = width * min(self._scale, self._unit)
        self._draw.line(pixels, fill=colour, width=max(1, round(weight)), joint="curve")

    def outline(self, points: Sequence[Point]) -> None:
        """An open line in the weight and colour of the outlines."""
        self._outline(self._px(points), self.palette.line, _OUTLINE)

    def rect(
        self,
        x: float,
        y: float,
        w: float,
        h: float,
        fill: Fill,
        *,
        r: float = 0,
        line: Colour | None | bool = True,
        width: float = _OUTLINE,
    ) -> None:
        """A rectangle, its corners rounded by ``r``."""
        self.shape(paths.rounded(x, y, w, h, r), fill, line=line, width=width)

    def oval(
        self,
        cx: float,
        cy: float,
        rx: float,
        fill: Fill,
        *,
        ry: float | None = None,
        line: Colour | None | bool = True,
        width: float = _OUTLINE,
    ) -> None:
        """A circle, or an ellipse when ``ry`` is given."""
        points = paths.ellipse(cx, cy, rx, rx if ry is None else ry)
        self.shape(points, fill, line=line, width=width)

    def glass(
        self,
        points: Sequence[Point],
        colour: Colour = WHITE,
        alpha: float = 0.3,
        *,
        line: Colour | None | bool = False,
    ) -> None:
        """A see-through shape."""
        pixels = self._px(points)
        box = self._bounds(pixels)
        if box is None:
            return
        self._image.paste(colour, box, self._mask(pixels, box, round(255 * alpha)))
        if line is not False and line is not None:
            tint = self.palette.line if line is True else line
            self._outline([*pixels, pixels[0], pixels[1]], tint, _OUTLINE)

    def stroke(self, points: Sequence[Point], colour: Colour, width: float = 2) -> None:
        """An open line with round ends; the width grows with a close-up."""
        pixels = self._px(points)
        weight = max(1, round(width * self._scale))
        self._draw.line(pixels, fill=colour, width=weight, joint="curve")
        if weight > 3:
            for x, y in (pixels[0], pixels[-1]):
                r = (weight - 1) / 2
                self._draw.ellipse((x - r, y - r, x + r, y + r), fill=colour)

    def tube(
        self,
        points: Sequence[Point],
        width: float,
        colour: Colour,
        *,
        curved: bool = True,
    ) -> None:
        """A hose or bent bar: outline, body and a highlight along it."""
        way = paths.smooth(points) if curved else list(points)
        edge = _OUTLINE * min(self._scale, self._unit) / self._scale
        self.stroke(way, self.palette.line, width + 2 * edge)
        self.stroke(way, darken(colour, 0.1), width)
        self.stroke(way, colour, width * 0.7)
        lift = width * 0.16
        raised = [(x - lift, y - lift) for x, y in way]
        self.stroke(raised, lighten(colour, 0.5), width * 0.22)

    def text(
        self,
        x: float,
        y: float,
        content: str,
        height: float,
        colour: Colour = WHITE,
        *,
        anchor: str = "mm",
    ) -> None:
        """A few letters or digits, upright whatever the drawing's angle."""
        (where,) = self._px([(x, y)])
        font = _font(max(4, round(height * self._scale)))
        self._draw.text(where, content, fill=colour, font=font, anchor=anchor)

    def spot(
        self, cx: float, cy: float, rx: float, ry: float, colour: Colour, alpha: float
    ) -> None:
        """A soft spot of light or shadow."""
        corners = self._px([(cx - rx, cy - ry), (cx + rx, cy + ry)])
        left, right = sorted((round(corners[0][0]), round(corners[1][0])))
        top, bottom = sorted((round(corners[0][1]), round(corners[1][1])))
        size = (max(1, right - left), max(1, bottom - top))
        level = _spot().point([round(i * alpha) for i in range(256)])
        mask = level.resize(size, Image.Resampling.BILINEAR)
        self._image.paste(colour, (left, top, left + size[0], top + size[1]), mask)

    def ground(self, cx: float, y: float, rx: float) -> None:
        """The soft shadow under a standing device."""
        self.spot(cx, y, rx * 1.2, max(18, rx * 0.13), INK, 0.34)
        self.spot(cx, y, rx, max(9, rx * 0.05), INK, 0.34)

    def cast(self, points: Sequence[Point], reach: float = 12) -> None:
        """The soft shadow a thing lying on the table casts."""
        shift = reach * self._scale
        shifted = [(x + shift * 0.5, y + shift) for x, y in self._px(points)]
        # Room for the blur to fade out on every side.
        margin = shift * 2.4
        spread = [(x + m, y + m) for x, y in shifted for m in (-margin, margin)]
        box = self._bounds(spread)
        if box is None:
            return
        size = (box[2] - box[0], box[3] - box[1])
        # Blurred at an eighth of the size: as soft, and a fraction of the work.
        coarse = 8
        small = Image.new("L", (size[0] // coarse + 1, size[1] // coarse + 1))
        outline = [((x - box[0]) / coarse, (y - box[1]) / coarse) for x, y in shifted]
        ImageDraw.Draw(small).polygon(outline, fill=92)
        soft = small.filter(ImageFilter.GaussianBlur(shift * 0.8 / coarse))
        self._image.paste(INK, box, soft.resize(size, Image.Resampling.BILINEAR))
