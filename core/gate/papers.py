"""What a PDF must be to be kept. Its bytes are: a signature covers them."""

from domain.findings import invalid
from domain.messages import gettext_noop as _

END = b"%%EOF"
TAIL = 4096
"""A PDF ends with where its table of contents is, perhaps before some padding."""


def checked_pdf(content: bytes) -> None:
    """Raises InvalidInput where the file is cut off."""
    if END not in content[-TAIL:]:
        raise invalid(
            "pdf_cut_off",
            _(
                "PDF ini terpotong: bagian akhirnya tidak ada. Salin atau simpan "
                "sekali lagi dari sumbernya, lalu unggah."
            ),
        )
