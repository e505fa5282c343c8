"""What an uploaded file really is, by how it begins."""

from typing import BinaryIO

KINDS = {"pdf": "pdf", "jpg": "jpeg", "jpeg": "jpeg", "png": "png"}
"""Kind of content that each accepted extension promises."""

HEAD = 1024
"""Bytes looked at: a PDF's mark may follow some bytes of its writer's own."""


def content_kind(file: BinaryIO) -> str | None:
    """ "pdf", "jpeg" or "png" by the file's first bytes, None for anything else.

    The file is left at its beginning.
    """
    file.seek(0)
    head = file.read(HEAD)
    file.seek(0)
    if b"%PDF-" in head:
        return "pdf"
    if head.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    return None


def is_what_it_says(file: BinaryIO, extension: str) -> bool:
    """Whether the content is of the kind that the extension, without dot, names."""
    kind = content_kind(file)
    return kind is not None and kind == KINDS.get(extension.lower())
