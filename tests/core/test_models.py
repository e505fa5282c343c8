"""Uploaded documents."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from core.models import CatalogueDocument
from tests.factories.suppliers import PDF, CatalogueDocumentFactory

pytestmark = pytest.mark.django_db

NOT_WHAT_IT_SAYS = (
    "Isi berkas ini bukan PDF, JPEG atau PNG, atau tidak sesuai dengan akhiran namanya."
)


def upload(content: bytes, name: str) -> CatalogueDocument:
    return CatalogueDocument(title="Sertifikat", file=ContentFile(content, name=name))


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"<html>", "a.pdf"), (PDF, "a.png"), (b"", "a.jpg")],
)
def test_content_that_is_not_what_the_name_says_is_refused(content, name):
    with pytest.raises(ValidationError) as refused:
        upload(content, name).clean()

    assert refused.value.message_dict == {"file": [NOT_WHAT_IT_SAYS]}


def test_a_whole_document_is_taken():
    upload(PDF, "a.PDF").clean()


def test_what_is_stored_already_is_not_read_again():
    stored = CatalogueDocumentFactory(file=ContentFile(b"<a/>", name="a.pdf"))

    stored.clean()


def test_an_original_certificate_is_never_replaced():
    original = CatalogueDocumentFactory(file=ContentFile(b"<dcc/>", name="dcc.xml"))
    original.file = ContentFile(PDF, name="lain.pdf")

    with pytest.raises(ValidationError) as refused:
        original.clean()

    assert refused.value.message_dict == {
        "file": ["Sertifikat digital asli tidak dapat diganti berkas lain."]
    }


def test_another_document_may_be_replaced():
    document = CatalogueDocumentFactory()
    document.file = ContentFile(PDF, name="lain.pdf")

    document.clean()


def test_the_digest_of_the_content_is_known_once_it_is_saved():
    one = CatalogueDocumentFactory(file=ContentFile(PDF, name="a.pdf"))
    same = CatalogueDocumentFactory(file=ContentFile(PDF, name="b.pdf"))
    other = CatalogueDocumentFactory(file=ContentFile(PDF + b" ", name="a.pdf"))

    assert one.file_hash == same.file_hash != ""
    assert other.file_hash not in {"", one.file_hash}
