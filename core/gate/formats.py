"""What a file is by its first bytes, as far as people upload it."""

HEAD = 1024
"""Bytes looked at: a PDF's mark may follow some bytes of its writer's own."""

HEIF_BRANDS = frozenset(
    {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
)

_KNOWN = (
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"8BPS", "PSD"),
    (b"PK\x03\x04", "ZIP"),
    (b"\xd0\xcf\x11\xe0", "Microsoft Office"),
)
_MARKUP = ((b"<svg", "SVG"), (b"<html", "HTML"), (b"<!doctype html", "HTML"))


def format_of(head: bytes) -> str:
    """The name of the format, such as "JPEG" or "HEIC"; blank for what is none of the
    usual ones. ``head`` is the first :data:`HEAD` bytes."""
    for mark, name in _KNOWN:
        if head.startswith(mark):
            return name
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "WebP"
    if head[4:8] == b"ftyp":
        return _of_brand(head[8:12])
    if b"%PDF-" in head:
        return "PDF"
    lowered = head.lower()
    return next((name for mark, name in _MARKUP if mark in lowered), "")


def _of_brand(brand: bytes) -> str:
    if brand in HEIF_BRANDS:
        return "HEIC"
    return "AVIF" if brand in (b"avif", b"avis") else ""
