"""Point lists: the geometry every drawing is made of."""

from __future__ import annotations

from collections.abc import Sequence
from math import atan2, ceil, cos, degrees, pi, radians, sin

Point = tuple[float, float]


def arc(
    cx: float, cy: float, rx: float, ry: float, start: float, end: float
) -> list[Point]:
    """Points along an elliptical arc; degrees, clockwise from three o'clock."""
    steps = max(6, ceil(abs(end - start) / 4))
    angles = (radians(start + (end - start) * i / steps) for i in range(steps + 1))
    return [(cx + rx * cos(a), cy + ry * sin(a)) for a in angles]


def ellipse(cx: float, cy: float, rx: float, ry: float) -> list[Point]:
    """Points around a whole ellipse."""
    return arc(cx, cy, rx, ry, 0, 360)[:-1]


def rounded(x: float, y: float, w: float, h: float, r: float) -> list[Point]:
    """Points around a rectangle with rounded corners."""
    r = min(r, w / 2, h / 2)
    if r <= 0:
        return [(x, y), (x + w, y), (x + w, y + h), (x, y + h)]
    return [
        *arc(x + r, y + r, r, r, 180, 270),
        *arc(x + w - r, y + r, r, r, 270, 360),
        *arc(x + w - r, y + h - r, r, r, 0, 90),
        *arc(x + r, y + h - r, r, r, 90, 180),
    ]


def _hermite(p0: Point, p1: Point, p2: Point, p3: Point, t: float) -> Point:
    """One point of a Catmull-Rom segment between ``p1`` and ``p2``."""

    def axis(a: float, b: float, c: float, d: float) -> float:
        return 0.5 * (
            2 * b
            + (c - a) * t
            + (2 * a - 5 * b + 4 * c - d) * t * t
            + (3 * b - a - 3 * c + d) * t**3
        )

    return (axis(p0[0], p1[0], p2[0], p3[0]), axis(p0[1], p1[1], p2[1], p3[1]))


def smooth(
    points: Sequence[Point], *, closed: bool = False, steps: int = 14
) -> list[Point]:
    """A smooth curve through all the given points."""
    count = len(points)
    if closed:
        ring = [points[-1], *points, points[0], points[1]]
    else:
        ring = [points[0], *points, points[-1]]
    segments = count if closed else count - 1
    curve = [
        _hermite(*ring[i : i + 4], t=step / steps)
        for i in range(segments)
        for step in range(steps)
    ]
    return curve if closed else [*curve, points[-1]]


def soften(points: Sequence[Point], r: float) -> list[Point]:
    """A polygon with its corners rounded by about ``r``."""
    result: list[Point] = []
    for i, corner in enumerate(points):
        start = _towards(corner, points[i - 1], r)
        end = _towards(corner, points[(i + 1) % len(points)], r)
        for step in range(7):
            t = step / 6
            result.append(
                (
                    (1 - t) ** 2 * start[0]
                    + 2 * t * (1 - t) * corner[0]
                    + t * t * end[0],
                    (1 - t) ** 2 * start[1]
                    + 2 * t * (1 - t) * corner[1]
                    + t * t * end[1],
                )
            )
    return result


def _towards(origin: Point, target: Point, distance: float) -> Point:
    """The point ``distance`` from origin to target, at most half-way."""
    dx, dy = target[0] - origin[0], target[1] - origin[1]
    length = (dx * dx + dy * dy) ** 0.5 or 1.0
    share = min(distance / length, 0.5)
    return (origin[0] + dx * share, origin[1] + dy * share)


def coil(start: Point, end: Point, turns: int, radius: float) -> list[Point]:
    """A stretched spiral cable between two points."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    total = turns * 16
    points = []
    for i in range(total + 1):
        t = i / total
        # Fading the loops in and out lets the cable leave both ends straight.
        reach = radius * min(1.0, 6 * t, 6 * (1 - t))
        angle = 2 * pi * turns * t
        points.append(
            (
                start[0] + dx * t + reach * cos(angle) - reach * 0.5,
                start[1] + dy * t + reach * sin(angle) * 0.6,
            )
        )
    return points


def capsule(start: Point, end: Point, width: float) -> list[Point]:
    """A straight bar with round ends."""
    turn = degrees(atan2(end[1] - start[1], end[0] - start[0]))
    r = width / 2
    return [
        *arc(*end, r, r, turn - 90, turn + 90),
        *arc(*start, r, r, turn + 90, turn + 270),
    ]


def band(points: Sequence[Point], thickness: float) -> list[Point]:
    """A slab of even thickness lying on an open line (above it, left to right)."""
    upper: list[Point] = []
    for i, (x, y) in enumerate(points):
        before, after = points[max(i - 1, 0)], points[min(i + 1, len(points) - 1)]
        dx, dy = after[0] - before[0], after[1] - before[1]
        length = (dx * dx + dy * dy) ** 0.5 or 1.0
        upper.append((x + dy / length * thickness, y - dx / length * thickness))
    return [*points, *reversed(upper)]
