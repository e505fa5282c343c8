"""What reaches a model's field without a form passes the gate all the same."""

import re

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from core.models import CatalogueDocument, CatalogueImage
from domain.findings import InvalidInput
from tests.core.gate import files
from tests.factories.suppliers import PDF

pytestmark = pytest.mark.django_db


def test_a_picture_is_drawn_anew_before_it_is_written():
    came = ContentFile(files.jpeg(6), name="Bu Sari di gudang.jpg")

    image = CatalogueImage.objects.create(title="Lampu", file=came)

    image.refresh_from_db()
    with image.file.open() as stored:
        content = stored.read()
    assert re.fullmatch(r"pictures/(..)/\1[0-9a-f]{30}\.jpg", image.file.name)
    assert [each for each in files.SECRETS if each in content] == []
    assert (image.width, image.height) == (32, 64)
    assert image.file_size == len(content)
    assert len(image.file_hash) == 40


def test_what_is_stored_already_is_left_alone():
    image = CatalogueImage.objects.create(
        title="Lampu", file=ContentFile(files.jpeg(), name="a.jpg")
    )
    name = image.file.name

    image.title = "Lampu operasi"
    image.save()

    assert CatalogueImage.objects.get().file.name == name


def test_a_document_keeps_nothing_of_its_name():
    document = CatalogueDocument.objects.create(
        title="AKD", file=ContentFile(PDF, name="../../x.php")
    )

    document.refresh_from_db()
    assert re.fullmatch(r"papers/(..)/\1[0-9a-f]{30}\.pdf", document.file.name)
    assert document.file_size == len(PDF)
    assert len(document.file_hash) == 40


def test_a_document_that_does_not_pass_is_not_written(settings):
    with pytest.raises(InvalidInput) as refused:
        CatalogueDocument.objects.create(
            title="AKD", file=ContentFile(b"<html>", name="a.pdf")
        )

    assert refused.value.code == "document_format"
    assert not settings.MEDIA_ROOT.exists()


def test_a_broken_picture_is_not_written(settings):
    image = CatalogueImage(title="Lampu")

    with pytest.raises(InvalidInput) as refused:
        image.file.save("a.jpg", ContentFile(files.noisy("JPEG")[:2000]), save=False)

    assert refused.value.code == "picture_broken"
    assert not settings.MEDIA_ROOT.exists()


def test_what_is_drawn_of_a_picture_has_no_name_either():
    image = CatalogueImage.objects.create(
        title="Lampu", file=ContentFile(files.jpeg(), name="Bu Sari.jpg")
    )

    drawn = image.get_rendition("max-16x16|format-webp")

    assert re.fullmatch(r"drawn/(..)/\1[0-9a-f]{30}\.[\w.-]+\.webp", drawn.file.name)
    assert Image.open(drawn.file).size == (16, 8)
