"""QR codes of short addresses."""

import re

import pytest
import segno

from tests.verification.public.pages import address
from verification.public.codes import code_of

pytestmark = pytest.mark.django_db


def drawn(svg: str) -> list[bytearray]:
    """The modules that the path of a QR code's drawing makes dark.

    A path is relative: ``m`` moves, ``h`` draws a run of modules of one row.
    """
    size = int(re.search(r'viewBox="0 0 (\d+) \d+"', svg)[1])
    matrix = [bytearray(size) for _row in range(size)]
    (path,) = re.findall(r'<path stroke="#000" d="([^"]+)"', svg)
    x, y = 0.0, 0.0
    for command, numbers in re.findall(r"([Mmh])([-\d. ]+)", path):
        values = [float(number) for number in numbers.split()]
        if command == "h":
            for column in range(int(x), int(x + values[0])):
                matrix[int(y)][column] = 1
            x += values[0]
        else:
            x, y = (
                (values[0], values[1])
                if command == "M"
                else (x + values[0], y + values[1])
            )
    return matrix


def test_the_qr_code_holds_the_absolute_address_in_capitals(client, lamp):
    response = client.get(address(lamp, "/qr.svg"))

    expected = segno.make_qr(f"HTTPS://KATALOG.EXAMPLE/V/{code_of(lamp.pk)}", error="q")
    assert (expected.mode, expected.version) == ("alphanumeric", 3)
    assert drawn(response.content.decode()) == [
        bytearray(row) for row in expected.matrix_iter(border=4)
    ]


def test_the_qr_code_is_a_drawing_that_may_be_kept(client, lamp):
    response = client.get(address(lamp, "/qr.svg"))

    svg = response.content.decode()
    assert response["Content-Type"] == "image/svg+xml"
    assert response["Cache-Control"] == "public, max-age=86400"
    assert f"<title>Kode QR ke katalog.example/v/{code_of(lamp.pk)}</title>" in svg
    assert "style" not in svg


def test_the_qr_code_for_printing_programs_is_a_large_png(client, lamp):
    response = client.get(address(lamp, "/qr.png"))

    assert response["Content-Type"] == "image/png"
    assert response.content[:8] == b"\x89PNG\r\n\x1a\n"
    width = int.from_bytes(response.content[16:20], "big")
    assert width == (29 + 2 * 4) * 20
    assert response["Content-Disposition"] == (
        f'inline; filename="qr-{code_of(lamp.pk)}.png"'
    )


def test_qr_codes_ask_the_database_nothing(client, lamp, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get(address(lamp, "/qr.svg"))
        client.get(address(lamp, "/qr.png"))


def test_a_path_in_the_public_address_keeps_its_letters(client, lamp, settings):
    settings.PUBLIC_BASE_URL = "https://rs.example/Katalog"

    svg = client.get(address(lamp, "/qr.svg")).content.decode()

    expected = segno.make_qr(
        f"HTTPS://RS.EXAMPLE/Katalog/V/{code_of(lamp.pk)}", error="q"
    )
    assert drawn(svg) == [bytearray(row) for row in expected.matrix_iter(border=4)]
