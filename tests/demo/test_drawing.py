"""Pictures are drawn here or by several processes, in the order asked for."""

import io
from contextlib import contextmanager

import pytest
from PIL import Image

from demo import drawing
from demo.drawing import Drawing, draw_all, draw_jpeg

DRAWINGS = [Drawing("autoclave", view, 0, 20) for view in ("depan", "terbuka")]


@pytest.fixture
def pools(monkeypatch):
    """The pools that are made: how many workers, and how their processes begin."""
    made = []

    @contextmanager
    def pool(workers, mp_context):
        made.append((workers, mp_context.get_start_method()))
        yield Pool

    class Pool:
        map = staticmethod(lambda function, items, chunksize: map(function, items))

    monkeypatch.setattr(drawing, "ProcessPoolExecutor", pool)
    monkeypatch.setattr(drawing, "draw_jpeg", lambda each: each.view.encode())
    return made


def test_a_picture_is_a_jpeg_of_its_size_and_nothing_else():
    picture = Image.open(io.BytesIO(draw_jpeg(Drawing("autoclave", "depan", 1, 40))))

    assert picture.format == "JPEG"
    assert picture.size == (40, 40)
    assert set(picture.info) == {
        "jfif",
        "jfif_version",
        "jfif_unit",
        "jfif_density",
    }


@pytest.mark.parametrize(("workers", "expected"), [(1, []), (2, [(2, "spawn")])])
def test_all_are_drawn_in_order(pools, workers, expected):
    drawn = list(draw_all(DRAWINGS, workers))

    assert drawn == [(DRAWINGS[0], b"depan"), (DRAWINGS[1], b"terbuka")]
    assert pools == expected
