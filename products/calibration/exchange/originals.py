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
from domain.dcc.certificate import DigitalCertificate, SignatureStatus
from domain.dcc.reader import read_certificate
from domain.dcc.safe_xml import UnreadableCertificate
from domain.dcc.signature import verify_signature
from domain.findings import Finding, error, warning
from domain.messages import Message, Several, pgettext
from domain.messages import gettext_noop as _
from products.models import CalibrationRecord, ProductPage
from suppliers.models import SupplierPage

MEASURED = ("nominal", "mean", "error", "u95", "k", "low", "high")
"""The numbers of a test point, which an editor has no reason to change."""

NUMBER = pgettext("sertifikat digital", "nomor")
SERIAL = pgettext("sertifikat digital", "nomor seri")
PERFORMED = pgettext("sertifikat digital", "tanggal kalibrasi")
DUE = pgettext("sertifikat digital", "kalibrasi ulang")
POINTS = pgettext("sertifikat digital", "titik uji")


def read_original(document: CatalogueDocument) -> DigitalCertificate:
    """What the document says, its signature checked against the trusted authorities.

    Raises UnreadableCertificate where it is no digital certificate, or is lost.
    """
    content = _content(document)
    return replace(
        read_certificate(content),
        signature=verify_signature(
            content, _trusted(settings.DCC_TRUSTED_CERTIFICATES)
        ),
    )


def _content(document: CatalogueDocument) -> bytes:
    try:
        with document.file.open("rb") as file:
            return file.read()
    except FileNotFoundError as lost:
        raise UnreadableCertificate(
            error(
                "original_lost",
                _("Berkas sertifikat digital tidak ada lagi; unggahlah sekali lagi."),
            )
        ) from lost


@cache
def _trusted(path: str) -> bytes | None:
    """The certificates of the authorities whose signatures count, if any are set."""
    return Path(path).read_bytes() if path else None


def keep_original(record: CalibrationRecord) -> None:
    """Have the record keep what its digital certificate is: version and state of the
    signature follow from the file alone, and are blank without one.

    Raises UnreadableCertificate where the file is lost or is none.
    """
    record.dcc_version = record.dcc_signature = ""
    if record.dcc is not None:
        certificate = read_original(record.dcc)
        record.dcc_version = certificate.schema_version
        record.dcc_signature = certificate.signature.status


def original_findings(record: CalibrationRecord) -> list[Finding]:
    """Warnings about the digital certificate that ``record`` was filled from."""
    if record.dcc is None:
        return []
    try:
        original = read_original(record.dcc)
    except UnreadableCertificate as unreadable:
        return [unreadable.finding.as_warning()]
    return [
        *_altered(original),
        *_left_unread(original),
        *differences_from_original(record, original),
    ]


def _altered(original: DigitalCertificate) -> Iterator[Finding]:
    signature = original.signature
    if signature.status == SignatureStatus.ALTERED and signature.reason is not None:
        yield signature.reason


def _left_unread(original: DigitalCertificate) -> Iterator[Finding]:
    """A warning where numbers of the certificate's results are not among the points."""
    left = [unread for unread in original.unread if unread.table]
    if left:
        yield warning(
            "original_numbers_unread",
            _(
                "%(count)s bilangan hasil pada sertifikat digital aslinya tidak "
                "terbaca, dari kolom: %(columns)s."
            ),
            count=sum(len(unread.numbers) for unread in left),
            columns=Several(dict.fromkeys(unread.column for unread in left)),
        )


def differences_from_original(
    record: CalibrationRecord, original: DigitalCertificate
) -> list[Finding]:
    """A warning where ``record`` says something else than the certificate that it was
    filled from: a signature vouches for the file, not for what was typed since."""
    names = Several(_differing(record, original))
    if not names:
        return []
    return [
        warning(
            "differs_from_original",
            _("Berbeda dari sertifikat digital aslinya: %(names)s."),
            names=names,
        )
    ]


def _differing(
    record: CalibrationRecord, original: DigitalCertificate
) -> Iterator[Message]:
    item = original.items[0] if original.items else None
    ended = original.performed_to or original.performed_from
    compared = (
        (NUMBER, original.number, record.certificate_number),
        (SERIAL, item and item.serial, record.unit_serial),
        (PERFORMED, ended, record.performed_on),
        (DUE, original.due_on, record.due_on),
    )
    for name, certified, recorded in compared:
        if certified and certified != recorded:
            yield name
    points = [point for table in original.results for point in table.points]
    if _numbers(points) != _numbers(record.points):
        yield POINTS


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
