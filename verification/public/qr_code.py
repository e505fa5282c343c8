"""QR codes of addresses, for screens and for printing programs."""

from io import BytesIO

import segno

QUIET_ZONE = 4
"""Modules left white around a code, as ISO/IEC 18004 asks for."""
PNG_SCALE = 20
"""Pixels of a module: sharp enough to print a code as wide as a hand."""


def qr_code(address: str) -> segno.QRCode:
    """Still readable with a quarter of it worn off or dirty (level Q)."""
    return segno.make_qr(address, error="q")


def svg(address: str, title: str) -> bytes:
    """A drawing without a size of its own; dark on white whatever is behind it."""
    stream = BytesIO()
    qr_code(address).save(
        stream,
        kind="svg",
        border=QUIET_ZONE,
        light="#fff",
        title=title,
        omitsize=True,
        svgclass=None,
        lineclass=None,
    )
    return stream.getvalue()


def png(address: str) -> bytes:
    stream = BytesIO()
    qr_code(address).save(stream, kind="png", scale=PNG_SCALE, border=QUIET_ZONE)
    return stream.getvalue()
