"""Small PDF files: a page of text, which is all the demo's documents need."""

from collections.abc import Iterable

PAGE_WIDTH, PAGE_HEIGHT = 595, 842
"""A4 in points."""
MARGIN = 56
HEADING_SIZE, TEXT_SIZE, LEADING = 16, 10.5, 16


def text_pdf(heading: str, lines: Iterable[str]) -> bytes:
    """A PDF with a heading and lines of text on one A4 page.

    Characters beyond Windows-1252 become question marks. Lines are not broken, and
    those beyond the end of the page are not seen.
    """
    rows = [f"BT /F2 {HEADING_SIZE} Tf {MARGIN} {PAGE_HEIGHT - MARGIN} Td"]
    rows += [f"{_string(heading)} Tj /F1 {TEXT_SIZE} Tf 0 -{2 * LEADING} Td"]
    rows += [f"{_string(line)} Tj 0 -{LEADING} Td" for line in lines]
    content = "\n".join([*rows, "ET"]).encode("cp1252", "replace")
    return _document(
        [
            b"<< /Type /Catalog /Pages 2 0 R /Lang (id) >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            (
                f"<< /Type /Page /Parent 2 0 R /Contents 4 0 R "
                f"/MediaBox [0 0 {PAGE_WIDTH} {PAGE_HEIGHT}] "
                f"/Resources << /Font << /F1 5 0 R /F2 6 0 R >> >> >>"
            ).encode(),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
            _font("Helvetica"),
            _font("Helvetica-Bold"),
        ]
    )


def _string(text: str) -> str:
    escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"({escaped})"


def _font(name: str) -> bytes:
    return (
        f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} "
        f"/Encoding /WinAnsiEncoding >>"
    ).encode()


def _document(objects: list[bytes]) -> bytes:
    """The objects numbered from 1, the first being the catalogue, with their index."""
    out = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    index = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\n" % (len(objects) + 1)
    out += b"startxref\n%d\n%%%%EOF\n" % index
    return bytes(out)
