"""What an uploaded file really is."""

from io import BytesIO

import pytest
from PIL import Image

from core.file_content import HEAD, TAIL, content_kind, is_what_it_says

PDF = b"%PDF-1.7\n1 0 obj\nendobj\n%%EOF\n"


def picture(kind: str) -> bytes:
    file = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(file, kind)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PDF, "pdf"),
        (b"\xef\xbb\xbf" + PDF, "pdf"),
        (PDF + b" " * (TAIL - 6), "pdf"),
        (PDF + b" " * TAIL, None),
        (b" " * HEAD + PDF, None),
        (b"%PDF-1.7\n1 0 obj", None),
        (b"<html>%%EOF</html>", None),
        (b"", None),
        (picture("JPEG"), "jpeg"),
        (picture("PNG"), "png"),
        (picture("GIF"), None),
        (picture("PNG")[:60], None),
    ],
    ids=[
        "PDF",
        "PDF behind a mark",
        "PDF with padding",
        "PDF whose end is out of reach",
        "PDF whose mark is out of reach",
        "PDF cut off",
        "HTML",
        "nothing",
        "JPEG",
        "PNG",
        "GIF",
        "PNG cut off",
    ],
)
def test_the_kind_is_read_from_the_content(content, kind):
    file = BytesIO(content)
    file.seek(len(content))

    assert content_kind(file) == kind
    assert file.tell() == 0


@pytest.mark.parametrize(
    ("extension", "expected"),
    [("jpg", True), ("JPEG", True), ("png", False), ("pdf", False), ("xml", False)],
)
def test_the_extension_must_name_what_is_inside(extension, expected):
    assert is_what_it_says(BytesIO(picture("JPEG")), extension) is expected


def test_unknown_content_is_what_no_extension_says():
    assert is_what_it_says(BytesIO(b"<a/>"), "xml") is False
