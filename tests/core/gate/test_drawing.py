"""In which colours a picture is drawn anew, by those that it came in."""

from io import BytesIO

import pytest
from PIL import Image

from core.gate.drawing import drawn_anew


@pytest.mark.parametrize(
    ("mode", "colour", "drawn"),
    [
        ("1", 1, ("L", 255)),
        ("L", 90, ("L", 90)),
        ("I;16", 0x5A00, ("L", 90)),
        ("P", 0, ("RGB", (0, 0, 0))),
        ("LA", (90, 255), ("RGB", (90, 90, 90))),
        ("LA", (90, 7), ("RGBA", (90, 90, 90, 7))),
        ("RGB", (1, 2, 3), ("RGB", (1, 2, 3))),
        ("RGBA", (1, 2, 3, 255), ("RGB", (1, 2, 3))),
        ("RGBA", (1, 2, 3, 254), ("RGBA", (1, 2, 3, 254))),
        ("CMYK", (0, 0, 0, 255), ("RGB", (0, 0, 0))),
        ("YCbCr", (90, 128, 128), ("RGB", (90, 90, 90))),
    ],
)
def test_grey_stays_grey_and_the_rest_has_three_colours(mode, colour, drawn):
    picture = Image.new(mode, (4, 2), colour)

    content, extension = drawn_anew(picture, 100, lossless=True)

    opened = Image.open(BytesIO(content))
    assert (opened.mode, opened.getpixel((0, 0))) == drawn
    assert (opened.format, opened.size, extension) == ("PNG", (4, 2), "png")


@pytest.mark.parametrize(
    ("mode", "size", "kept"),
    [
        ("L", (40, 20), ("JPEG", "L", (10, 5))),
        ("RGB", (20, 40), ("JPEG", "RGB", (5, 10))),
        ("RGB", (10, 10), ("JPEG", "RGB", (10, 10))),
        ("RGBA", (40, 20), ("PNG", "RGBA", (10, 5))),
    ],
)
def test_what_need_not_be_lossless_is_a_jpeg_unless_transparent(mode, size, kept):
    picture = Image.new(mode, size)

    content, _extension = drawn_anew(picture, 10, lossless=False)

    opened = Image.open(BytesIO(content))
    assert (opened.format, opened.mode, opened.size) == kept
