"""What an uploaded file really is, by its content."""

from typing import BinaryIO

from PIL import Image

KINDS = {"pdf": "pdf", "jpg": "jpeg", "jpeg": "jpeg", "png": "png"}
"""Kind of content that each accepted extension promises."""

HEAD = 1024
"""Bytes looked at: a PDF's mark may follow some bytes of its writer's own."""

TAIL = 4096
"""A PDF ends with where its table of contents is, perhaps before some padding."""


def content_kind(file: BinaryIO) -> str | None:
    """ "pdf", "jpeg" or "png" where the content is whole, None for anything else.

    The file is left at its beginning.
    """
    file.seek(0)
    head = file.read(HEAD)
    try:
        if b"%PDF-" in head:
            return "pdf" if _ends_as_pdf(file) else None
        return _picture_kind(file)
    finally:
        file.seek(0)


def _ends_as_pdf(file: BinaryIO) -> bool:
    size = file.seek(0, 2)
    file.seek(max(0, size - TAIL))
    return b"%%EOF" in file.read()


def _picture_kind(file: BinaryIO) -> str | None:
    """Pillow looks through the parts of a picture without unpacking it."""
    file.seek(0)
    try:
        with Image.open(file, formats=("JPEG", "PNG")) as picture:
            kind = picture.format
            picture.verify()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return None
    return kind.lower() if kind else None


def is_what_it_says(file: BinaryIO, extension: str) -> bool:
    """Whether the content is of the kind that the extension, without dot, names."""
    kind = content_kind(file)
    return kind is not None and kind == KINDS.get(extension.lower())
