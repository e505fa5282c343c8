"""Schematic product pictures for the demo catalogue, drawn with Pillow."""

from __future__ import annotations

from collections.abc import Iterable

from PIL import Image

# Importing the modules is what registers their devices.
from . import (  # noqa: F401
    consumables,
    dental_sterilisation,
    furniture,
    imaging,
    infusion,
    lights,
    masks_gloves,
    monitoring,
    neonatal,
    pressure,
    radiography,
    respiratory,
    ventilation,
)
from .canvas import Canvas
from .palettes import PALETTES, Palette
from .registry import DEVICES

__all__ = ["PALETTES", "VIEWS", "Palette", "draw"]

# The first view of each device is the one that shows it best.
VIEWS: dict[str, tuple[str, ...]] = {
    name: device.views for name, device in sorted(DEVICES.items())
}


def draw(device_type: str, *, view: str, palette: int, size: int = 1200) -> Image.Image:
    """Draw one device from one side; the same call gives the same pixels.

    Raises ``ValueError``, naming what is known, for an unknown device type,
    view or palette number, and for a size below one.
    """
    if device_type not in DEVICES:
        raise ValueError(_unknown("device type", device_type, DEVICES))
    device = DEVICES[device_type]
    if view not in device.views:
        raise ValueError(_unknown(f"view of {device_type}", view, device.views))
    if palette not in range(len(PALETTES)):
        numbered = (f"{i} ({p.name})" for i, p in enumerate(PALETTES))
        raise ValueError(_unknown("palette", palette, numbered))
    if size < 1:
        raise ValueError(f"size must be at least 1 pixel, not {size}")
    colours = PALETTES[palette]
    canvas = Canvas(size, colours)
    device.paint(canvas, view, colours)
    return canvas.finish()


def _unknown(kind: str, given: object, known: Iterable[str]) -> str:
    return f"unknown {kind} {given!r}; known: {', '.join(known)}"
