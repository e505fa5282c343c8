"""Putting files through the gate that were stored before there was one."""

import re
from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from core import securing
from core.models import CatalogueImage
from core.pictures import rendition_url
from readmodel.models import PendingChange
from tests.core.former_files import (
    FORMER,
    former_document,
    former_picture,
    run,
    stored_files,
)
from tests.core.gate import files
from tests.factories.products import ProductPageFactory, ProductPictureFactory
from tests.factories.suppliers import PDF, SupplierPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def supplier(catalogue):
    return SupplierPageFactory(parent=catalogue)


def test_a_former_picture_is_renamed_stripped_and_turned(
    client, supplier, settings, django_capture_on_commit_callbacks
):
    image = former_picture(supplier, files.jpeg(6))
    product = ProductPageFactory(parent=supplier)
    ProductPictureFactory(product=product, image=image)
    product.save()
    address = rendition_url(image.pk, "max-50x50|format-jpeg|bgcolor-fff")
    client.get(address)
    PendingChange.objects.all().delete()

    told = run(django_capture_on_commit_callbacks)

    secured = CatalogueImage.objects.get(pk=image.pk)
    with secured.file.open() as stored:
        content = stored.read()
    assert "1 berkas diamankan" in told
    assert re.fullmatch(r"pictures/(..)/\1[0-9a-f]{30}\.jpg", secured.file.name)
    assert [each for each in files.SECRETS if each in content] == []
    assert (secured.width, secured.height) == (32, 64)
    assert secured.file_size == len(content)
    assert secured.file_hash not in ("0" * 40, "")
    assert stored_files(settings) == [secured.file.name]
    # The address that LKPP has goes on, and its records are made anew.
    answer = client.get(address)
    assert answer.status_code == 200
    assert Image.open(BytesIO(b"".join(answer.streaming_content))).size == (25, 50)
    assert PendingChange.objects.filter(product_id=product.pk).exists()


def test_former_documents_keep_their_digest(
    supplier, settings, django_capture_on_commit_callbacks
):
    pdf = former_document(supplier, PDF, "KTP.pdf")
    scan = former_document(supplier, files.jpeg(), "akd.jpg")
    original = former_document(supplier, b"<dcc/>", "dcc.xml")

    run(django_capture_on_commit_callbacks)

    for each in (pdf, scan, original):
        each.refresh_from_db()
    contents = [each.file.open().read() for each in (pdf, scan, original)]
    endings = [each.file.name[-4:] for each in (pdf, scan, original)]
    assert endings == [".pdf", ".jpg", ".xml"]
    assert {each.file_hash for each in (pdf, scan, original)} == {"0" * 40}
    assert (contents[0], contents[2]) == (PDF, b"<dcc/>")
    assert [each for each in files.SECRETS if each in contents[1]] == []
    assert [each.file_size for each in (pdf, scan, original)] == [
        len(each) for each in contents
    ]
    assert stored_files(settings) == sorted(
        each.file.name for each in (pdf, scan, original)
    )


def test_a_second_run_changes_nothing(
    supplier, settings, django_capture_on_commit_callbacks
):
    image = former_picture(supplier, files.jpeg())
    run(django_capture_on_commit_callbacks)
    first = CatalogueImage.objects.get(pk=image.pk)

    told = run(django_capture_on_commit_callbacks)

    again = CatalogueImage.objects.get(pk=image.pk)
    assert "0 berkas diamankan, 0 sisa berkas lama dihapus." in told
    assert again.file.name == first.file.name
    assert stored_files(settings) == [first.file.name]


@pytest.mark.parametrize("step", ["_written", "_switch"])
def test_a_picture_survives_an_end_at_any_step(
    supplier, settings, monkeypatch, django_capture_on_commit_callbacks, step
):
    image = former_picture(supplier, files.jpeg(6))
    done = getattr(securing, step)

    def ended(*args):
        done(*args)
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(securing, step, ended)
        with pytest.raises(KeyboardInterrupt):
            securing.secure(CatalogueImage, image.pk)
    between = CatalogueImage.objects.get(pk=image.pk)
    whole = default_storage.exists(between.file.name)
    run(django_capture_on_commit_callbacks)

    secured = CatalogueImage.objects.get(pk=image.pk)
    assert (between.file.name, whole) == (FORMER, True)
    assert (secured.width, secured.height) == (32, 64)
    assert stored_files(settings) == [secured.file.name]


def test_an_end_before_the_old_file_goes_leaves_it_for_the_next_run(
    supplier, settings, django_capture_on_commit_callbacks
):
    image = former_picture(supplier, files.jpeg())
    # What was to be done after the commit is not.
    with django_capture_on_commit_callbacks(execute=False):
        securing.secure(CatalogueImage, image.pk)
    left = len(stored_files(settings))

    told = run(django_capture_on_commit_callbacks)

    secured = CatalogueImage.objects.get(pk=image.pk)
    assert left == 2
    assert "1 sisa berkas lama dihapus" in told
    assert stored_files(settings) == [secured.file.name]


def test_a_focal_point_stays_where_the_picture_does(
    supplier, django_capture_on_commit_callbacks
):
    turned = former_picture(supplier, files.jpeg(6))
    same = former_picture(supplier, files.jpeg(), "original_images/tegak.jpg")
    CatalogueImage.objects.update(
        focal_point_x=8, focal_point_y=8, focal_point_width=4, focal_point_height=4
    )

    run(django_capture_on_commit_callbacks)

    turned.refresh_from_db()
    same.refresh_from_db()
    assert (turned.has_focal_point(), same.has_focal_point()) == (False, True)


def test_a_deleted_row_is_nothing_to_do():
    securing.secure(CatalogueImage, 999_999)
