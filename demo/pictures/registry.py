"""Which function draws which device, and from which sides."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .canvas import Canvas
from .palettes import Palette

Painter = Callable[[Canvas, str, Palette], None]


@dataclass(frozen=True)
class Device:
    """One device type: the views it has and the function that draws them."""

    views: tuple[str, ...]
    paint: Painter


DEVICES: dict[str, Device] = {}


def device(*views: str) -> Callable[[Painter], Painter]:
    """Register the decorated function under its own name, with its views."""

    def register(paint: Painter) -> Painter:
        DEVICES[paint.__name__] = Device(views=views, paint=paint)
        return paint

    return register
