"""Accepting a file that somebody sent, or refusing it with a sentence."""

from typing import Protocol

from django.template.defaultfilters import filesizeformat

from core.gate.accepted import AcceptedFile
from core.gate.bounds import Bounds, document_bounds, picture_bounds
from core.gate.decoding import ACCEPTED, decoded
from core.gate.drawing import drawn_anew
from core.gate.formats import HEAD, format_of
from core.gate.papers import checked_pdf
from domain.findings import invalid
from domain.messages import gettext_noop as _


class Readable(Protocol):
    """An uploaded or an opened file."""

    def read(self, size: int = ..., /) -> bytes: ...

    def seek(self, offset: int, /) -> int: ...


def accept_picture(file: Readable) -> AcceptedFile:
    """The picture as it is kept: drawn anew, upright, without metadata, as JPEG or PNG.

    Raises InvalidInput where it is empty, too large, of another format, moves, or
    cannot be decoded to its end.
    """
    bounds = picture_bounds()
    return _redrawn(_content(file, bounds), bounds)


def accept_document(file: Readable) -> AcceptedFile:
    """The document as it is kept: a PDF as it came, a picture as
    :func:`accept_picture` draws it. Its name does not count.

    Raises InvalidInput where it is neither, not whole, or too large.
    """
    bounds = document_bounds()
    content = _content(file, bounds)
    name = format_of(content[:HEAD])
    if name == "PDF":
        checked_pdf(content)
        return AcceptedFile(content, "pdf")
    if name in ACCEPTED:
        return _redrawn(content, bounds)
    if name:
        raise invalid(
            "document_format",
            _(
                "Berkas ini %(format)s. Dokumen diterima sebagai PDF, JPEG atau PNG; "
                "simpan sebagai PDF, lalu unggah."
            ),
            format=name,
        )
    raise invalid(
        "document_unknown",
        _(
            "Isi berkas ini bukan PDF, JPEG atau PNG, apa pun akhiran namanya. Simpan "
            "sebagai PDF, lalu unggah."
        ),
    )


def accept_certificate(content: bytes) -> AcceptedFile:
    """A digital calibration certificate (XML) as it came, for its signature; whoever
    calls has read it. It is only ever sent as a download."""
    return AcceptedFile(content, "xml")


def _redrawn(content: bytes, bounds: Bounds) -> AcceptedFile:
    picture = decoded(content, bounds.most_pixels)
    lossless = format_of(content[:HEAD]) == "PNG"
    return AcceptedFile(*drawn_anew(picture, bounds.longest_side, lossless=lossless))


def _content(file: Readable, bounds: Bounds) -> bytes:
    """All of the file, unless there is more of it than may be."""
    file.seek(0)
    content = file.read(bounds.most_bytes + 1)
    file.seek(0)
    if not content:
        raise invalid(
            "file_empty",
            _("Berkas ini kosong. Salin sekali lagi dari sumbernya, lalu unggah."),
        )
    if len(content) > bounds.most_bytes:
        raise invalid(
            "file_large",
            _("Berkas ini lebih besar dari %(most)s. Kecilkan dahulu, lalu unggah."),
            most=filesizeformat(bounds.most_bytes),
        )
    return content
