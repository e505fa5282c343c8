"""Draws many pictures at once, in several processes.

Imports nothing of Django, which is not set up in the drawing processes.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import NamedTuple

from core.gate.drawing import drawn_anew
from demo.pictures import draw


class Drawing(NamedTuple):
    """What is to be drawn, ``size`` pixels wide and high."""

    device_type: str
    view: str
    palette: int
    size: int


def draw_jpeg(drawing: Drawing) -> bytes:
    """One picture as a JPEG file, as the gate of uploads writes it."""
    picture = draw(
        drawing.device_type,
        view=drawing.view,
        palette=drawing.palette,
        size=drawing.size,
    )
    content, _extension = drawn_anew(picture, drawing.size, lossless=False)
    return content


def draw_all(
    drawings: Sequence[Drawing], workers: int
) -> Iterator[tuple[Drawing, bytes]]:
    """Every drawing with its file, in order, as they are finished.

    With one worker they are drawn in this process.
    """
    if workers < 2:
        for drawing in drawings:
            yield drawing, draw_jpeg(drawing)
        return
    # Fresh processes: a copy of this one would share its database connection.
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        files = pool.map(draw_jpeg, drawings, chunksize=4)
        yield from zip(drawings, files, strict=True)
