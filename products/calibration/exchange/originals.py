"""The digital certificates that records were filled from, as they came."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db.models import TextField
from django.db.models.functions import Cast
from wagtail.models import ReferenceIndex, Revision

from core.models import CatalogueDocument
from domain.dcc.certificate import DigitalCertificate
from domain.dcc.reader import read_certificate
from domain.dcc.safe_xml import UnreadableCertificate
from domain.dcc.signature import signature_state
from domain.two_languages import Finding, warning
from products.models import ProductPage
from suppliers.models import SupplierPage

MEASURED = ("nominal", "mean", "error", "u95", "k", "low", "high")
"""The numbers of a test point, which an editor has no reason to change."""


def read_original(document: CatalogueDocument) -> DigitalCertificate:
    """What the document says, its signature checked against the trusted authorities.

    Raises UnreadableCertificate where it is no digital certificate, or is lost.
    """
    content = _content(document)
    return replace(
        read_certificate(content),
        signature=signature_state(content, _trusted(settings.DCC_TRUSTED_CERTIFICATES)),
    )


def _content(document: CatalogueDocument) -> bytes:
    try:
        with document.file.open("rb") as file:
            return file.read()
    except FileNotFoundError as error:
        raise UnreadableCertificate(
            "original_lost",
            "Berkas sertifikat digital tidak ada lagi; unggahlah sekali lagi.",
            "The file of the digital certificate is gone; upload it again.",
        ) from error


@cache
def _trusted(path: str) -> bytes | None:
    """The certificates of the authorities whose signatures count, if any are set."""
    return Path(path).read_bytes() if path else None


def departures(record, certificate: DigitalCertificate) -> list[Finding]:
    """A warning where ``record`` says something else than the certificate that it was
    filled from: a signature vouches for the file, not for what was typed since."""
    names = list(_departing(record, certificate))
    if not names:
        return []
    listed_id, listed_en = (", ".join(each) for each in zip(*names, strict=True))
    return [
        warning(
            "departs_from_original",
            f"Berbeda dari sertifikat digital aslinya: {listed_id}.",
            f"Differs from its original digital certificate: {listed_en}.",
        )
    ]


def _departing(record, certificate: DigitalCertificate) -> Iterator[tuple[str, str]]:
    item = certificate.items[0] if certificate.items else None
    ended = certificate.performed_to or certificate.performed_from
    stated = (
        (certificate.number, record.certificate_number, "nomor", "number"),
        (item and item.serial, record.unit_serial, "nomor seri", "serial number"),
        (ended, record.performed_on, "tanggal kalibrasi", "day of calibration"),
        (certificate.due_on, record.due_on, "kalibrasi ulang", "next calibration"),
    )
    for original, recorded, name_id, name_en in stated:
        if original and original != recorded:
            yield name_id, name_en
    points = [point for table in certificate.results for point in table.points]
    if _numbers(points) != _numbers(record.points):
        yield "titik uji", "test points"


def _numbers(points: Iterable) -> list[tuple]:
    rows = [tuple(getattr(point, name) for name in MEASURED) for point in points]
    return [row for row in rows if any(number is not None for number in row)]


def is_in_use(document: CatalogueDocument, supplier: SupplierPage) -> bool:
    """Whether a page of ``supplier`` refers to the document, or any revision of a
    product: drafts and former versions are in no index."""
    if ReferenceIndex.get_references_to(document).exists():
        return True
    products = ProductPage.objects.child_of(supplier).values_list("pk", flat=True)
    written = Revision.objects.filter(
        base_content_type__app_label="wagtailcore",
        base_content_type__model="page",
        object_id__in=map(str, products),
    ).annotate(written=Cast("content", TextField()))
    return written.filter(written__regex=rf'"dcc": ?{document.pk}[,}}]').exists()
