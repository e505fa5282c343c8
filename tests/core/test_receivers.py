"""Uploads that wait for more than their file."""

import json
import re

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import UploadedFile

from core.models import CatalogueDocument, CatalogueImage
from tests.core.gate import files
from tests.factories.suppliers import PDF
from tests.factories.users import administrator

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("model", "content", "ending"),
    [(CatalogueImage, files.jpeg(), "jpg"), (CatalogueDocument, PDF, "pdf")],
)
def test_a_waiting_file_is_what_the_gate_made_of_it(model, content, ending):
    waiting = UploadedFile.objects.create(
        for_content_type=ContentType.objects.get_for_model(model),
        file=SimpleUploadedFile("Bu Sari di gudang.jpg", content),
    )
    name = waiting.file.name
    waiting.save()

    with waiting.file.open() as stored:
        kept = stored.read()
    assert re.fullmatch(rf"wagtail_uploads/[0-9a-f]{{32}}\.{ending}", name)
    assert waiting.file.name == name
    assert [each for each in files.SECRETS if each in kept] == []


def test_a_waiting_picture_becomes_one_by_the_gate(client):
    client.force_login(administrator())
    headers = {"X-Requested-With": "XMLHttpRequest"}
    answer = client.post(
        reverse("wagtailimages:add_multiple"),
        {"title": "x" * 300, "files[]": SimpleUploadedFile("a.jpg", files.jpeg(6))},
        headers=headers,
    )
    waiting = json.loads(answer.content)["uploaded_file_id"]

    client.post(
        reverse("wagtailimages:create_multiple_from_uploaded_image", args=[waiting]),
        {f"uploaded-image-{waiting}-title": "Lampu"},
        headers=headers,
    )

    image = CatalogueImage.objects.get()
    assert (image.title, image.width, image.height) == ("Lampu", 32, 64)
    assert image.file.name.startswith("pictures/")
    assert UploadedFile.objects.count() == 0
