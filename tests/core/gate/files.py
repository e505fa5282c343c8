"""Files as people, phones and attackers send them, made by code."""

import struct
import zlib
from io import BytesIO

import pillow_heif
from PIL import Image, ImageCms, PngImagePlugin

pillow_heif.register_heif_opener()

GPS = 0x8825
SECRETS = (b"Kamera Rahasia", b"Bu Sari", b"catatan pribadi", b"<script>")
"""Marks of metadata that must not be found in what is kept."""


def photograph(width: int = 64, height: int = 32, mode: str = "RGB") -> Image.Image:
    """White with a red square at its upper left, a quarter of the height wide."""
    picture = Image.new("RGB", (width, height), "white")
    picture.paste("red", (0, 0, height // 2, height // 2))
    return picture.convert(mode)


def written(picture: Image.Image, kind: str, **options) -> bytes:
    out = BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def exif(orientation: int = 1) -> Image.Exif:
    """What a phone writes: maker, author, position and how it was held."""
    data = Image.Exif()
    data[0x010F] = "Kamera Rahasia"
    data[0x013B] = "Bu Sari"
    data[0x0112] = orientation
    data[GPS] = {1: "S", 2: (6.0, 12.0, 30.0), 3: "E", 4: (106.0, 49.0, 5.0)}
    return data


def jpeg(orientation: int = 1, **options) -> bytes:
    return written(photograph(), "JPEG", exif=exif(orientation), **options)


def png(mode: str = "RGB") -> bytes:
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", "Bu Sari")
    texts.add_itxt("Comment", "catatan pribadi", zip=True)
    return written(photograph(mode=mode), "PNG", pnginfo=texts, exif=exif())


def webp(**options) -> bytes:
    return written(photograph(), "WEBP", exif=exif(), **options)


def heic(orientation: int = 1) -> bytes:
    return written(photograph(), "HEIF", exif=exif(orientation), quality=90)


def noisy(kind: str, **options) -> bytes:
    """A picture whose every part matters: none of its bytes can be missed."""
    noise = Image.effect_noise((96, 64), 80).convert("RGB")
    return written(noise, kind, **options)


def moving(kind: str) -> bytes:
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue", "teal")]
    return written(
        frames[0], kind, save_all=True, append_images=frames[1:], duration=100
    )


def camera_pair() -> bytes:
    """A JPEG with a second picture behind it (MPO), as phones and 3D cameras write."""
    first, second = photograph(), Image.new("RGB", (64, 32), "blue")
    return written(first, "MPO", save_all=True, append_images=[second])


def sixteen_bits(value: int = 0x8000) -> bytes:
    return written(Image.new("I;16", (16, 16), value), "PNG")


def srgb_profile() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def png_bomb(width: int, height: int) -> bytes:
    """A small PNG that states and would unpack to ``width`` × ``height`` pixels."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(bytes(3 * min(width * height, 2_000_000)), 9)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", head)
        + _chunk(b"IDAT", rows)
        + _chunk(b"IEND", b"")
    )


def text_bomb() -> bytes:
    """A PNG whose comment unpacks to 200 MB."""
    content = png()
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(bytes(1_000_000)) for _each in range(200))
    packed += packer.flush()
    comment = _chunk(b"zTXt", b"Comment\x00\x00" + packed)
    head = content.index(b"IHDR") + 4 + 13 + 4
    return content[:head] + comment + content[head:]


def without_height() -> bytes:
    """A PNG of no rows."""
    return png_bomb(16, 0)


def webp_bomb() -> bytes:
    """A WebP that states 16,383 pixels either way, and has none."""
    body = (
        b"VP8X" + struct.pack("<I", 10) + bytes(4) + (16_382).to_bytes(3, "little") * 2
    )
    return b"RIFF" + struct.pack("<I", 4 + len(body)) + b"WEBP" + body


def jpeg_of_scans(count: int) -> bytes:
    """A progressive JPEG that sends its last scan ``count`` times."""
    content = written(photograph(), "JPEG", progressive=True)
    last = content.rindex(b"\xff\xda")
    return content[:last] + content[last:-2] * count + b"\xff\xd9"


def _chunk(kind: bytes, data: bytes) -> bytes:
    checksum = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", checksum)
