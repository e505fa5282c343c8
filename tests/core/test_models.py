"""Uploaded pictures and documents."""

import pytest
from django.core.files.base import ContentFile

from core.models import CatalogueDocument
from core.pictures import rendition_url
from tests.core.gate.files import jpeg
from tests.factories.suppliers import (
    PDF,
    CatalogueDocumentFactory,
    CatalogueImageFactory,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("title", "filename", "download_name"),
    [
        ("Izin edar AKD 2026", "izin-edar-akd-2026.pdf", "Izin edar AKD 2026.pdf"),
        ("../../etc/passwd", "etcpasswd.pdf", "etc passwd.pdf"),
        ("Brosur: lampu? <baru>\n", "brosur-lampu-baru.pdf", "Brosur lampu baru.pdf"),
        ("说明书", "dokumen.pdf", "说明书.pdf"),
        ("/ / .", "dokumen.pdf", "dokumen.pdf"),
        ("x" * 255, f"{'x' * 80}.pdf", f"{'x' * 80}.pdf"),
    ],
)
def test_a_document_is_named_by_its_title(title, filename, download_name):
    document = CatalogueDocument(title=title, file="papers/ab/ab12.pdf")

    assert document.filename == filename
    assert document.download_name == download_name


def test_an_address_ends_in_the_title():
    document = CatalogueDocumentFactory(title="Izin edar")

    assert document.url == f"/dokumen/{document.pk}/izin-edar.pdf"


def test_what_is_drawn_of_a_picture_has_the_signed_address():
    image = CatalogueImageFactory(file=ContentFile(jpeg(), name="a.jpg"))

    drawn = image.get_rendition("max-16x16|format-webp")

    assert drawn.url == rendition_url(image.pk, "max-16x16|format-webp")
    assert drawn.url.startswith("/gambar/")
    assert drawn.file.name.startswith("drawn/")


def test_the_digest_of_the_content_is_known_once_it_is_saved():
    one = CatalogueDocumentFactory(file=ContentFile(PDF, name="a.pdf"))
    same = CatalogueDocumentFactory(file=ContentFile(PDF, name="b.pdf"))
    other = CatalogueDocumentFactory(file=ContentFile(PDF + b" ", name="a.pdf"))

    assert one.file_hash == same.file_hash != ""
    assert other.file_hash not in {"", one.file_hash}
