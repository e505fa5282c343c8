"""Decoding a picture that somebody sent, wholly and within bounds.

Knows nothing of Django.
"""

from io import BytesIO

import pillow_heif
from PIL import Image

from core.gate.formats import HEAD, format_of
from domain.findings import InvalidInput, invalid
from domain.messages import gettext_noop as _

ACCEPTED = ("JPEG", "PNG", "WebP", "HEIC")
DECODERS = ("JPEG", "PNG", "WEBP", "HEIF")
"""Pillow's names of the same."""

MOST_SCANS = 100
"""A progressive JPEG is sent in scans, each of which costs as much as the picture;
cameras and editors write about ten."""

SCAN = b"\xff\xda"

pillow_heif.register_heif_opener()


def decoded(content: bytes, most_pixels: int) -> Image.Image:
    """The picture, all of its rows in memory.

    Raises InvalidInput where it is of another format, moves, is too large, or where
    anything of it cannot be decoded.
    """
    name = format_of(content[:HEAD])
    if name not in ACCEPTED:
        raise _other_format(name)
    if name == "JPEG" and content.count(SCAN) > MOST_SCANS:
        raise broken()
    try:
        with Image.open(BytesIO(content), formats=DECODERS) as picture:
            _refuse_large(picture.size, most_pixels)
            _refuse_moving(picture, name)
            picture.load()
            # What is decoded of a HEIC can differ from what it states.
            _refuse_large(picture.size, most_pixels)
            return picture.copy()
    except InvalidInput:
        raise
    except (Image.DecompressionBombError, MemoryError):
        raise _too_many(most_pixels) from None
    # A decoder of hostile input raises whatever it stumbles over.
    except Exception as stumbled:
        raise broken() from stumbled


def broken() -> InvalidInput:
    return invalid(
        "picture_broken",
        _(
            "Gambar ini rusak atau terpotong: isinya tidak dapat dibaca sampai akhir. "
            "Salin atau simpan sekali lagi dari sumbernya, lalu unggah."
        ),
    )


def _other_format(name: str) -> InvalidInput:
    if name:
        return invalid(
            "picture_format",
            _(
                "Berkas ini %(format)s. Gambar diterima sebagai JPEG, PNG, WebP atau "
                "HEIC; simpan sebagai JPEG atau PNG, lalu unggah."
            ),
            format=name,
        )
    return invalid(
        "picture_unknown",
        _(
            "Berkas ini bukan gambar yang dikenal. Unggah gambar JPEG, PNG, WebP atau "
            "HEIC."
        ),
    )


def _refuse_large(size: tuple[int, int], most_pixels: int) -> None:
    width, height = size
    if width * height > most_pixels:
        raise invalid(
            "picture_large",
            _(
                "Gambar ini %(width)d × %(height)d piksel; paling banyak %(most)d "
                "megapiksel. Kecilkan dahulu, lalu unggah."
            ),
            width=width,
            height=height,
            most=most_pixels // 1_000_000,
        )


def _too_many(most_pixels: int) -> InvalidInput:
    return invalid(
        "picture_large",
        _(
            "Gambar ini terlalu besar; paling banyak %(most)d megapiksel. Kecilkan "
            "dahulu, lalu unggah."
        ),
        most=most_pixels // 1_000_000,
    )


def _refuse_moving(picture: Image.Image, name: str) -> None:
    """A JPEG of several pictures (MPO) and a HEIC of several have a main one."""
    frames = getattr(picture, "n_frames", 1)
    if name in ("PNG", "WebP") and frames > 1:
        raise invalid(
            "picture_moving",
            _(
                "Gambar ini bergerak (%(frames)d bingkai); katalog hanya memuat gambar "
                "diam. Simpan satu bingkainya sebagai JPEG atau PNG, lalu unggah."
            ),
            frames=frames,
        )
