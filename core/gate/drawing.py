"""Drawing a decoded picture anew: upright, eight bits, sRGB, and nothing else in it.

Knows nothing of Django.
"""

from io import BytesIO

from PIL import Image, ImageCms

JPEG_QUALITY = 90

ORIENTATION = 0x0112
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What makes a picture upright, by its orientation (Exif 3.0, tag 0x0112)."""

PROFILED = {"RGB": "RGB", "RGBA": "RGBA", "CMYK": "RGB"}
"""Modes that a colour profile is applied to, and what comes out."""


def drawn_anew(
    picture: Image.Image, longest_side: int, *, lossless: bool
) -> tuple[bytes, str]:
    """The file to keep, and its extension: PNG where it is to be lossless or is
    transparent, else JPEG. Its longer side has at most ``longest_side`` pixels."""
    turn = TURNS.get(_orientation(picture))
    flat = _eight_bits(picture)
    flat = _in_srgb(flat, picture.info.get("icc_profile"))
    flat.thumbnail((longest_side, longest_side), Image.Resampling.LANCZOS)
    if turn is not None:
        flat = flat.transpose(turn)
    # Encoders write what they find here: comments, profiles, texts.
    flat.info.clear()
    out = BytesIO()
    if lossless or flat.mode == "RGBA":
        flat.save(out, "PNG")
        return out.getvalue(), "png"
    flat.save(out, "JPEG", quality=JPEG_QUALITY)
    return out.getvalue(), "jpg"


def _orientation(picture: Image.Image) -> int:
    """As Exif or XMP state it; 1, upright, where neither can be read."""
    try:
        stated = picture.getexif().get(ORIENTATION)
    # Metadata are hostile input as well, and the picture does not depend on them.
    except Exception:  # noqa: BLE001
        return 1
    return stated if isinstance(stated, int) else 1


def _eight_bits(picture: Image.Image) -> Image.Image:
    """The picture as L, RGB, RGBA or CMYK."""
    mode = picture.mode
    if mode.startswith("I"):
        return picture.point(lambda value: value / 256).convert("L")
    if mode == "1":
        return picture.convert("L")
    if _is_transparent(picture):
        return picture.convert("RGBA")
    if mode in ("L", "RGB", "CMYK"):
        return picture.copy()
    return picture.convert("RGB")


def _is_transparent(picture: Image.Image) -> bool:
    """Whether anything shows through it; an alpha channel alone says nothing."""
    if not picture.has_transparency_data:
        return False
    opacity = picture.convert("RGBA").getchannel("A")
    return opacity.getextrema() != (255, 255)


def _in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """Colours as every screen shows them without a profile."""
    if profile and picture.mode in PROFILED:
        try:
            return _converted(picture, profile)
        # A profile that cannot be read or is of another colour space is left out.
        except (ImageCms.PyCMSError, OSError, TypeError, ValueError):
            pass
    return picture.convert("RGB") if picture.mode == "CMYK" else picture


def _converted(picture: Image.Image, profile: bytes) -> Image.Image:
    source = ImageCms.getOpenProfile(BytesIO(profile))
    converted = ImageCms.profileToProfile(
        picture,
        source,
        ImageCms.createProfile("sRGB"),
        outputMode=PROFILED[picture.mode],
    )
    return converted if converted is not None else picture
