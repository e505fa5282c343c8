"""What comes out of a picture that passed, and what does not pass."""

import subprocess
import sys
from io import BytesIO

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image

from core.gate.decoding import MOST_SCANS, decoded
from core.gate.drawing import drawn_anew
from domain.findings import InvalidInput
from tests.core.gate import files
from tests.wording import english, indonesian

MOST_PIXELS = 50_000_000
LONGEST = 4096
BROKEN = (
    "Gambar ini rusak atau terpotong: isinya tidak dapat dibaca sampai akhir. Salin "
    "atau simpan sekali lagi dari sumbernya, lalu unggah."
)


def kept(content: bytes, *, lossless: bool = False, longest: int = LONGEST):
    """The kept file opened, with its bytes and extension."""
    picture = decoded(content, MOST_PIXELS)
    kept_bytes, extension = drawn_anew(picture, longest, lossless=lossless)
    opened = Image.open(BytesIO(kept_bytes))
    opened.load()
    return opened, kept_bytes, extension


def refusal(content: bytes, most_pixels: int = MOST_PIXELS) -> InvalidInput:
    with pytest.raises(InvalidInput) as refused:
        decoded(content, most_pixels)
    return refused.value


def is_red(picture: Image.Image, spot: tuple[int, int]) -> bool:
    red, green, blue = picture.convert("RGB").getpixel(spot)
    return red > 200 and green < 80 and blue < 80


@pytest.mark.parametrize(
    ("content", "size", "mode", "extension"),
    [
        (files.jpeg(), (64, 32), "RGB", "jpg"),
        (files.jpeg(progressive=True), (64, 32), "RGB", "jpg"),
        (files.webp(), (64, 32), "RGB", "jpg"),
        (files.heic(), (64, 32), "RGB", "jpg"),
        (files.camera_pair(), (64, 32), "RGB", "jpg"),
        (files.written(files.photograph(mode="CMYK"), "JPEG"), (64, 32), "RGB", "jpg"),
        (files.written(files.photograph(mode="L"), "JPEG"), (64, 32), "L", "jpg"),
        (files.written(files.photograph(mode="RGBA"), "WEBP"), (64, 32), "RGB", "jpg"),
        (files.written(Image.new("RGB", (1, 1)), "JPEG"), (1, 1), "RGB", "jpg"),
    ],
    ids=[
        "JPEG",
        "progressive JPEG",
        "WebP",
        "HEIC",
        "MPO",
        "CMYK",
        "grey",
        "WebP with an alpha channel that hides nothing",
        "one pixel",
    ],
)
def test_a_photograph_is_kept_as_jpeg(content, size, mode, extension):
    picture, _bytes, kept_as = kept(content)

    assert (picture.size, picture.mode, kept_as) == (size, mode, extension)
    assert picture.format == "JPEG"
    if size != (1, 1) and mode == "RGB":
        assert is_red(picture, (3, 3))
        assert not is_red(picture, (60, 28))


@pytest.mark.parametrize("mode", ["RGB", "P", "L", "1", "LA"])
def test_a_png_stays_one(mode):
    picture, _bytes, extension = kept(files.png(mode), lossless=True)

    expected = {"RGB": "RGB", "P": "RGB", "L": "L", "1": "L", "LA": "RGB"}[mode]
    assert (picture.format, picture.mode, extension) == ("PNG", expected, "png")


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_what_shows_through_stays_so(kind):
    glass = Image.new("RGBA", (20, 20), (255, 0, 0, 100))

    picture, _bytes, extension = kept(files.written(glass, kind, lossless=True))

    assert (picture.mode, extension) == ("RGBA", "png")
    assert picture.getpixel((5, 5)) == (255, 0, 0, 100)


@pytest.mark.parametrize(("value", "expected"), [(0, 0), (0x8000, 128), (0xFFFF, 255)])
def test_sixteen_bits_become_eight(value, expected):
    picture, _bytes, _extension = kept(files.sixteen_bits(value), lossless=True)

    assert (picture.mode, picture.getpixel((3, 3))) == ("L", expected)


@pytest.mark.parametrize(
    ("orientation", "size", "red_at"),
    [
        (1, (64, 32), (3, 3)),
        (2, (64, 32), (60, 3)),
        (3, (64, 32), (60, 28)),
        (4, (64, 32), (3, 28)),
        (5, (32, 64), (3, 3)),
        (6, (32, 64), (28, 3)),
        (7, (32, 64), (28, 60)),
        (8, (32, 64), (3, 60)),
        (9, (64, 32), (3, 3)),
    ],
)
def test_a_picture_stands_as_it_was_taken(orientation, size, red_at):
    picture, _bytes, _extension = kept(files.jpeg(orientation))

    assert picture.size == size
    assert is_red(picture, red_at)
    assert not is_red(picture, (size[0] // 2, size[1] // 2 + 4))


@pytest.mark.parametrize("orientation", [1, 3, 6])
def test_a_heic_that_its_decoder_turned_is_not_turned_again(orientation):
    picture, _bytes, _extension = kept(files.heic(orientation))

    assert picture.size == (64, 32)
    assert is_red(picture, (3, 3))


def test_xmp_tells_how_it_was_held_where_exif_does_not():
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><a tiff:Orientation="6"/></x:xmpmeta>'
    content = files.written(files.photograph(), "JPEG", xmp=xmp)

    picture, _bytes, _extension = kept(content)

    assert picture.size == (32, 64)


@pytest.mark.parametrize(
    ("content", "lossless"),
    [
        (files.jpeg(comment=b"catatan pribadi"), False),
        (files.jpeg(icc_profile=files.srgb_profile()), False),
        (files.png(), True),
        (files.webp(xmp=b"<script>catatan pribadi</script>"), False),
        (files.heic(), False),
        (files.jpeg() + b"<script>alert(1)</script>", False),
        (files.png() + b"PK\x03\x04<script>", True),
        (files.camera_pair(), False),
    ],
    ids=["comment", "profile", "PNG", "XMP", "HEIC", "JPEG and HTML", "PNG+ZIP", "MPO"],
)
def test_nothing_but_the_picture_is_kept(content, lossless):
    picture, kept_bytes, _extension = kept(content, lossless=lossless)

    assert set(picture.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert dict(picture.getexif()) == {}
    assert [secret for secret in files.SECRETS if secret in kept_bytes] == []
    assert getattr(picture, "n_frames", 1) == 1


def test_colours_of_a_profile_are_turned_into_those_of_every_screen():
    content = files.written(
        files.photograph(), "JPEG", icc_profile=files.srgb_profile(), quality=100
    )

    picture, _bytes, _extension = kept(content)

    assert is_red(picture, (3, 3))


@pytest.mark.parametrize("profile", [b"", b"no profile", b"\x00" * 128])
def test_a_profile_that_cannot_be_read_is_left_out(profile):
    content = files.written(files.photograph(), "JPEG", icc_profile=profile)

    picture, _bytes, _extension = kept(content)

    assert is_red(picture, (3, 3))


def test_a_large_picture_is_scaled_down():
    wide = files.written(Image.new("RGB", (300, 100), "teal"), "JPEG")

    assert kept(wide, longest=150)[0].size == (150, 50)
    assert kept(wide, longest=300)[0].size == (300, 100)


@pytest.mark.parametrize(
    ("content", "code", "sentence", "in_english"),
    [
        (
            files.moving("PNG"),
            "picture_moving",
            "Gambar ini bergerak (3 bingkai); katalog hanya memuat gambar diam. Simpan "
            "satu bingkainya sebagai JPEG atau PNG, lalu unggah.",
            "This picture moves (3 frames); the catalogue shows still pictures only. "
            "Save one frame of it as JPEG or PNG, then upload that.",
        ),
        (
            files.moving("WEBP"),
            "picture_moving",
            "Gambar ini bergerak (3 bingkai); katalog hanya memuat gambar diam. Simpan "
            "satu bingkainya sebagai JPEG atau PNG, lalu unggah.",
            "This picture moves (3 frames); the catalogue shows still pictures only. "
            "Save one frame of it as JPEG or PNG, then upload that.",
        ),
        (
            files.moving("GIF"),
            "picture_format",
            "Berkas ini GIF. Gambar diterima sebagai JPEG, PNG, WebP atau HEIC; simpan "
            "sebagai JPEG atau PNG, lalu unggah.",
            "This file is GIF. Pictures are taken as JPEG, PNG, WebP or HEIC; save it "
            "as JPEG or PNG, then upload that.",
        ),
        (
            b"<svg xmlns='http://www.w3.org/2000/svg'/>",
            "picture_format",
            "Berkas ini SVG. Gambar diterima sebagai JPEG, PNG, WebP atau HEIC; simpan "
            "sebagai JPEG atau PNG, lalu unggah.",
            "This file is SVG. Pictures are taken as JPEG, PNG, WebP or HEIC; save it "
            "as JPEG or PNG, then upload that.",
        ),
        (
            b"tidak apa-apa",
            "picture_unknown",
            "Berkas ini bukan gambar yang dikenal. Unggah gambar JPEG, PNG, WebP atau "
            "HEIC.",
            "This file is no known picture. Upload a JPEG, PNG, WebP or HEIC picture.",
        ),
        (
            files.noisy("JPEG")[:3000],
            "picture_broken",
            BROKEN,
            "This picture is broken or cut off: it cannot be read to its end. Copy or "
            "save it again from where it came, then upload it.",
        ),
        (
            files.png_bomb(30_000, 5_000),
            "picture_large",
            "Gambar ini 30000 × 5000 piksel; paling banyak 50 megapiksel. Kecilkan "
            "dahulu, lalu unggah.",
            "This picture is 30000 × 5000 pixels; at most 50 megapixels. Make it "
            "smaller, then upload it.",
        ),
        (
            files.png_bomb(60_000, 60_000),
            "picture_large",
            "Gambar ini terlalu besar; paling banyak 50 megapiksel. Kecilkan dahulu, "
            "lalu unggah.",
            "This picture is too large; at most 50 megapixels. Make it smaller, then "
            "upload it.",
        ),
    ],
    ids=["APNG", "WebP moves", "GIF", "SVG", "text", "cut", "large", "bomb"],
)
def test_a_refusal_says_the_one_cause(content, code, sentence, in_english):
    refused = refusal(content)

    assert refused.code == code
    assert indonesian(refused.finding) == sentence
    assert english(refused.finding) == in_english


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (files.webp_bomb(), "picture_large"),
        (files.without_height(), "picture_broken"),
        (files.text_bomb(), "picture_broken"),
        (files.jpeg_of_scans(MOST_SCANS), "picture_broken"),
        (b"\xff\xd8\xff" + b"\x00" * 40, "picture_broken"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "picture_broken"),
        (files.heic()[:200], "picture_broken"),
        (b"\x00\x00\x00\x1cftypheic" + b"\xff" * 200, "picture_broken"),
        (b"\x00\x00\x00\x1cftypavif" + b"\x00" * 200, "picture_format"),
        (b"\x00\x00\x00\x1cftypisom" + b"\x00" * 200, "picture_unknown"),
        (b"GIF89a" + files.jpeg(), "picture_format"),
    ],
    ids=[
        "WebP bomb",
        "PNG without rows",
        "text bomb",
        "scan bomb",
        "no JPEG",
        "no WebP",
        "HEIC cut",
        "no HEIC",
        "AVIF",
        "video",
        "GIF and JPEG",
    ],
)
def test_hostile_files_are_refused(content, code):
    assert refusal(content).code == code


def test_a_camera_s_scans_are_few_enough():
    few = files.written(files.photograph(), "JPEG", progressive=True)

    assert few.count(b"\xff\xda") < MOST_SCANS
    assert decoded(few, MOST_PIXELS).size == (64, 32)


def test_as_many_pixels_as_may_be_are_taken():
    content = files.jpeg()

    assert decoded(content, 64 * 32).size == (64, 32)
    assert refusal(content, 64 * 32 - 1).code == "picture_large"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
@pytest.mark.parametrize("progressive", [False, True])
def test_a_picture_cut_off_anywhere_is_refused_or_whole(kind, progressive):
    options = {"progressive": True} if progressive and kind == "JPEG" else {}
    content = files.noisy(kind, **options)
    whole = decoded(content, MOST_PIXELS).tobytes()

    for length in range(1, len(content), 97):
        try:
            picture = decoded(content[:length], MOST_PIXELS)
        except InvalidInput:
            continue
        # All that may be missing are marks behind the last row.
        assert picture.tobytes() == whole
        assert len(content) - length < 16


SAMPLES = [files.noisy("JPEG"), files.png(), files.webp(), files.heic()]


@settings(max_examples=150)
@given(
    st.sampled_from(SAMPLES),
    st.lists(
        st.tuples(st.integers(0, 10**6), st.integers(0, 255)), min_size=1, max_size=8
    ),
)
@example(SAMPLES[0], [(163, 0)])
def test_a_picture_with_wrong_bytes_is_kept_or_refused(content, changes):
    damaged = bytearray(content)
    for place, byte in changes:
        damaged[place % len(damaged)] = byte

    try:
        picture = decoded(bytes(damaged), MOST_PIXELS)
    except InvalidInput as refused:
        assert refused.code.startswith("picture_")
    else:
        drawn_anew(picture, LONGEST, lossless=False)


@pytest.mark.parametrize(
    "bomb", ["png_bomb(60_000, 60_000)", "webp_bomb()", "text_bomb()"]
)
def test_a_bomb_takes_no_memory(bomb):
    script = f"""
import resource
from core.gate.decoding import decoded
from domain.findings import InvalidInput
from tests.core.gate import files
content = files.{bomb}
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    decoded(content, {MOST_PIXELS})
except InvalidInput:
    print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""
    grown = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", script],
        capture_output=True,
        text=True,
        check=True,
    )

    assert int(grown.stdout) < 20
