"""The short address of a product or supplier page, for people and for QR codes."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings

from verification.public.codes import code_of

PATH = "/v/"
SCANNED_PATH = "/V/"
"""As it stands in QR codes, which hold twice as much where all is capitals."""


@dataclass(frozen=True, slots=True)
class ShortAddress:
    """``stem`` is what a person types before the code, without the scheme;
    ``scanned`` is absolute and what a QR code holds."""

    code: str
    stem: str
    scanned: str

    @property
    def text(self) -> str:
        return f"{self.stem}{self.code}"


def short_address(key: int) -> ShortAddress:
    """Of the product or supplier page with this primary key."""
    code = code_of(key)
    base = urlsplit(settings.PUBLIC_BASE_URL)
    host = f"{base.scheme}://{base.netloc}".upper()
    return ShortAddress(
        code=code,
        stem=f"{base.netloc}{base.path}{PATH}",
        scanned=f"{host}{base.path}{SCANNED_PATH}{code}",
    )
