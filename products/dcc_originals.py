"""The digital certificates that records were filled from, as they came."""

from dataclasses import replace
from functools import cache
from pathlib import Path

from django.conf import settings

from products.calibration.dcc.certificate import DigitalCertificate
from products.calibration.dcc.reader import read_certificate
from products.calibration.dcc.signature import signature_state
from suppliers.models import CatalogueDocument


def read_original(document: CatalogueDocument) -> DigitalCertificate:
    """What the document says, its signature checked against the trusted authorities.

    Raises UnreadableCertificate where it is no digital certificate.
    """
    with document.file.open("rb") as file:
        content = file.read()
    return replace(
        read_certificate(content),
        signature=signature_state(content, _trusted(settings.DCC_TRUSTED_CERTIFICATES)),
    )


@cache
def _trusted(path: str) -> bytes | None:
    """The certificates of the authorities whose signatures count, if any are set."""
    return Path(path).read_bytes() if path else None
