"""Every way by which the admin takes pictures and documents passes the gate."""

import json

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import UploadedFile
from wagtail.users.models import UserProfile

from core.gate.gate import accept_certificate
from core.models import CatalogueDocument, CatalogueImage
from suppliers.access import grant_supplier_access
from tests.core.gate import files
from tests.factories.products import (
    MarketingAuthorisationFactory,
    ProductPageFactory,
    ProductPictureFactory,
)
from tests.factories.suppliers import PDF, SupplierPageFactory, document_of, image_of
from tests.factories.users import editor_of

pytestmark = pytest.mark.django_db

BROKEN = (
    "Gambar ini rusak atau terpotong: isinya tidak dapat dibaca sampai akhir. Salin "
    "atau simpan sekali lagi dari sumbernya, lalu unggah."
)
MOVING = (
    "Gambar ini bergerak (3 bingkai); katalog hanya memuat gambar diam. Simpan satu "
    "bingkainya sebagai JPEG atau PNG, lalu unggah."
)
EMPTY = "Berkas ini kosong. Salin sekali lagi dari sumbernya, lalu unggah."
PUBLISHED = (
    "Berkas ini tampil pada halaman yang sudah tayang, jadi tidak dapat diganti di "
    "sini. Unggah berkas yang baru, lalu pilih di halaman itu."
)
HALF = files.noisy("JPEG")[:3000]


@pytest.fixture
def supplier(catalogue):
    return SupplierPageFactory(parent=catalogue)


@pytest.fixture
def editor(client, supplier):
    """The supplier's editor, signed in."""
    client.force_login(editor_of(supplier))
    return client


def sent(content: bytes, name: str = "IMG_2041.HEIC") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def collection_of(supplier) -> int:
    return grant_supplier_access(supplier).collection.pk


def upload(editor, supplier, way: str, content: bytes, name: str = "IMG.HEIC"):
    """Send a file the one way or the other; the answer."""
    prefix = {
        "wagtailimages_chooser:create": "image-chooser-upload-",
        "wagtaildocs_chooser:create": "document-chooser-upload-",
    }.get(way, "")
    field = "files[]" if way.endswith("add_multiple") else f"{prefix}file"
    return editor.post(
        reverse(way),
        {
            f"{prefix}title": "Lampu",
            f"{prefix}collection": collection_of(supplier),
            field: sent(content, name),
        },
        headers={"X-Requested-With": "XMLHttpRequest"},
    )


def told(answer) -> list[str]:
    """What a person is told is wrong with the file."""
    if answer["Content-Type"].startswith("application/json"):
        data = json.loads(answer.content)
        if "error_message" in data:
            return data["error_message"].split("\n")
    # A chooser names it so beside the form that searches.
    name = "creation_form" if "creation_form" in answer.context else "form"
    form = answer.context[name]
    assert set(form.errors) <= {"file"}
    return list(form.errors.get("file", []))


PICTURE_WAYS = [
    "wagtailimages:add",
    "wagtailimages:add_multiple",
    "wagtailimages_chooser:create",
]
DOCUMENT_WAYS = [
    "wagtaildocs:add",
    "wagtaildocs:add_multiple",
    "wagtaildocs_chooser:create",
]


@pytest.mark.parametrize("way", PICTURE_WAYS)
def test_a_phone_s_picture_becomes_a_jpeg_without_its_secrets(editor, supplier, way):
    upload(editor, supplier, way, files.heic())

    image = CatalogueImage.objects.get()
    with image.file.open() as stored:
        content = stored.read()
    assert image.title == "Lampu"
    assert image.file.name.startswith("pictures/")
    assert image.file.name.endswith(".jpg")
    assert [each for each in files.SECRETS if each in content] == []
    assert (image.width, image.height, image.file_size) == (64, 32, len(content))


@pytest.mark.parametrize("way", PICTURE_WAYS)
@pytest.mark.parametrize(
    ("content", "sentences"),
    [(HALF, [BROKEN]), (files.moving("PNG"), [MOVING]), (b"", [EMPTY])],
    ids=["half", "APNG", "empty"],
)
def test_a_refused_picture_has_one_sentence(editor, supplier, way, content, sentences):
    answer = upload(editor, supplier, way, content)

    assert told(answer) == sentences
    assert CatalogueImage.objects.count() == 0
    assert UploadedFile.objects.count() == 0


@pytest.mark.parametrize("way", DOCUMENT_WAYS)
def test_a_document_keeps_its_bytes_and_loses_its_name(editor, supplier, way):
    upload(editor, supplier, way, PDF, "KTP Bu Sari.pdf.exe")

    document = CatalogueDocument.objects.get()
    with document.file.open() as stored:
        assert stored.read() == PDF
    assert document.file.name.startswith("papers/")
    assert document.file.name.endswith(".pdf")
    assert document.filename == "lampu.pdf"
    assert document.file_size == len(PDF)


@pytest.mark.parametrize("way", DOCUMENT_WAYS)
@pytest.mark.parametrize(
    ("content", "sentences"),
    [
        (
            PDF[:-8],
            [
                "PDF ini terpotong: bagian akhirnya tidak ada. Salin atau simpan "
                "sekali lagi dari sumbernya, lalu unggah."
            ],
        ),
        (HALF, [BROKEN]),
        (b"", [EMPTY]),
        (
            b"<!DOCTYPE html><script>",
            [
                "Berkas ini HTML. Dokumen diterima sebagai PDF, JPEG atau PNG; simpan "
                "sebagai PDF, lalu unggah."
            ],
        ),
    ],
    ids=["half a PDF", "half a JPEG", "empty", "HTML"],
)
def test_a_refused_document_has_one_sentence(editor, supplier, way, content, sentences):
    answer = upload(editor, supplier, way, content, "a.pdf")

    assert told(answer) == sentences
    assert CatalogueDocument.objects.count() == 0


@pytest.mark.parametrize("way", [*PICTURE_WAYS, *DOCUMENT_WAYS])
def test_a_file_too_large_is_only_that(settings, editor, supplier, way):
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 2048
    settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = 2048

    answer = upload(editor, supplier, way, files.jpeg() + bytes(3000))

    assert [each.replace("\xa0", " ") for each in told(answer)] == [
        "Berkas ini lebih besar dari 2,0 KB. Kecilkan dahulu, lalu unggah."
    ]


def test_the_reader_s_language_is_spoken(editor, supplier):
    user = editor_of(supplier)
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = "en"
    profile.save()
    editor.force_login(user)

    answer = upload(editor, supplier, "wagtailimages_chooser:create", HALF)

    assert told(answer) == [
        "This picture is broken or cut off: it cannot be read to its end. Copy or save "
        "it again from where it came, then upload it."
    ]


@pytest.mark.parametrize("name", ["x" * 240 + ".jpg", "Ünï–код " * 20 + ".jpg"])
def test_a_long_name_is_no_fault(editor, supplier, name):
    upload(editor, supplier, "wagtailimages:add", files.jpeg(), name)

    assert CatalogueImage.objects.count() == 1


def test_a_picture_is_replaced_by_one_that_passes(
    editor, supplier, django_capture_on_commit_callbacks
):
    image = image_of(supplier, file=ContentFile(files.png(), name="a.png"))
    image.get_rendition("max-16x16")
    former, storage = image.file.name, image.file.storage
    form = {"title": "Baru", "collection": collection_of(supplier)}

    refused = editor.post(
        reverse("wagtailimages:edit", args=[image.pk]), {**form, "file": sent(HALF)}
    )
    kept = storage.exists(former)
    with django_capture_on_commit_callbacks(execute=True):
        editor.post(
            reverse("wagtailimages:edit", args=[image.pk]),
            {**form, "file": sent(files.jpeg(6))},
        )

    image.refresh_from_db()
    assert told(refused) == [BROKEN]
    assert kept
    assert (image.title, image.width, image.height) == ("Baru", 32, 64)
    assert image.file.name != former
    assert not storage.exists(former)
    assert storage.exists(image.file.name)
    assert image.renditions.count() == 0


def test_a_title_alone_leaves_the_file(editor, supplier):
    image = image_of(supplier)
    former = image.file.name

    editor.post(
        reverse("wagtailimages:edit", args=[image.pk]),
        {"title": "Baru", "collection": collection_of(supplier)},
    )

    image.refresh_from_db()
    assert (image.title, image.file.name) == ("Baru", former)


def test_a_document_is_replaced_by_one_that_passes(
    editor, supplier, django_capture_on_commit_callbacks
):
    document = document_of(supplier)
    former, storage = document.file.name, document.file.storage
    form = {"title": "Baru", "collection": collection_of(supplier)}
    address = reverse("wagtaildocs:edit", args=[document.pk])

    refused = editor.post(address, {**form, "file": sent(PDF[:-8])})
    kept = storage.exists(former)
    with django_capture_on_commit_callbacks(execute=True):
        editor.post(address, {**form, "file": sent(PDF + b"\n")})

    document.refresh_from_db()
    assert len(told(refused)) == 1
    assert kept
    assert document.file_size == len(PDF) + 1
    assert not storage.exists(former)
    assert storage.exists(document.file.name)


@pytest.mark.parametrize("live", [True, False])
def test_what_a_published_page_shows_is_replaced_there_alone(editor, supplier, live):
    image, document = image_of(supplier), document_of(supplier)
    product = ProductPageFactory(parent=supplier, live=live)
    ProductPictureFactory(product=product, image=image)
    MarketingAuthorisationFactory(product=product, document=document)
    product.save()
    before = (image.file.name, document.file.name)
    form = {"title": "Baru", "collection": collection_of(supplier)}

    answers = [
        editor.post(
            reverse("wagtailimages:edit", args=[image.pk]),
            {**form, "file": sent(files.jpeg())},
        ),
        editor.post(
            reverse("wagtaildocs:edit", args=[document.pk]),
            {**form, "file": sent(PDF + b"\n")},
        ),
    ]

    image.refresh_from_db()
    document.refresh_from_db()
    assert ((image.file.name, document.file.name) == before) is live
    if live:
        assert [told(answer) for answer in answers] == [[PUBLISHED], [PUBLISHED]]


def test_an_original_certificate_is_never_replaced(editor, supplier):
    original = document_of(supplier, file=accept_certificate(b"<dcc/>"))

    answer = editor.post(
        reverse("wagtaildocs:edit", args=[original.pk]),
        {"title": "X", "collection": collection_of(supplier), "file": sent(PDF)},
    )

    original.refresh_from_db()
    assert told(answer) == ["Sertifikat digital asli tidak dapat diganti berkas lain."]
    assert original.file.name.endswith(".xml")


def test_what_may_be_uploaded_stands_at_the_field(editor):
    page = editor.get(reverse("wagtailimages:add")).content.decode()
    papers = editor.get(reverse("wagtaildocs:add")).content.decode()

    assert "JPEG, PNG, WebP atau HEIC, paling besar 10,0\xa0MB." in page
    assert 'accept="image/*, image/heic"' in page
    assert "PDF, JPEG atau PNG, paling besar 10,0\xa0MB." in papers
    assert (
        'accept="application/pdf,image/jpeg,image/png,image/webp,image/heic"' in papers
    )
