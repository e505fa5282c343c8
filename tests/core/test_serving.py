"""Sending pictures and documents, and to whom."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from PIL import Image

from core.pictures import SPECS, picture_urls, rendition_url
from tests.core.gate import files
from tests.factories.products import (
    ProductAttachmentFactory,
    ProductPageFactory,
    ProductPictureFactory,
)
from tests.factories.suppliers import (
    PDF,
    SupplierPageFactory,
    document_of,
    image_of,
)
from tests.factories.users import administrator, editor_of, verifier

pytestmark = pytest.mark.django_db

SPEC = SPECS["s50"]


@pytest.fixture
def supplier(catalogue):
    return SupplierPageFactory(parent=catalogue)


def product_of(supplier, *, live: bool, title: str = "Brosur"):
    """A product, its picture and its document."""
    image = image_of(supplier, file=ContentFile(files.jpeg(), name="a.jpg"))
    document = document_of(supplier, title=title)
    product = ProductPageFactory(parent=supplier, live=live)
    ProductPictureFactory(product=product, image=image)
    ProductAttachmentFactory(product=product, document=document)
    product.save()
    return product, image, document


def body(answer) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_a_public_picture_is_for_everyone_and_every_cache(client, supplier):
    _product, image, _document = product_of(supplier, live=True)

    answer = client.get(rendition_url(image.pk, SPEC))

    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["Cache-Control"] == "public, max-age=3600"
    assert "Cookie" not in answer["Vary"]
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "Content-Disposition" not in answer
    assert Image.open(BytesIO(body(answer))).size == (50, 25)


def everyone(supplier):
    return [
        (None, 404),
        (editor_of(SupplierPageFactory(parent=supplier.get_parent())), 404),
        (editor_of(supplier), 200),
        (verifier(), 200),
        (administrator(), 200),
    ]


@pytest.mark.parametrize("kind", ["picture", "document"])
def test_files_of_a_draft_are_for_those_who_may_see_it(client, supplier, kind):
    _product, image, document = product_of(supplier, live=False)
    address = rendition_url(image.pk, SPEC) if kind == "picture" else document.url

    for person, expected in everyone(supplier):
        client.logout()
        if person:
            client.force_login(person)
        answer = client.get(address)

        assert answer.status_code == expected
        if expected == 200:
            assert answer["Cache-Control"] == "private, no-cache"
            assert "Cookie" in answer["Vary"]
        else:
            assert "Cache-Control" not in answer


def test_a_picture_follows_its_page_at_once(client, supplier):
    product, image, _document = product_of(supplier, live=False)
    address = rendition_url(image.pk, SPEC)

    seen = [client.get(address).status_code]
    product.save_revision().publish()
    seen.append(client.get(address).status_code)
    product.refresh_from_db()
    product.unpublish()
    seen.append(client.get(address).status_code)

    assert seen == [404, 200, 404]


def test_what_has_not_changed_is_not_sent_again(client, supplier):
    _product, image, _document = product_of(supplier, live=True)
    address = rendition_url(image.pk, SPEC)
    etag = client.get(address)["ETag"]

    same = client.get(address, headers={"If-None-Match": etag})
    image.file = ContentFile(files.jpeg(6), name="b.jpg")
    image.save()
    image.renditions.all().delete()
    changed = client.get(address, headers={"If-None-Match": etag})

    assert (same.status_code, same.content) == (304, b"")
    assert same["Cache-Control"] == "public, max-age=3600"
    assert (changed.status_code, changed["ETag"] != etag) == (200, True)


def test_a_forbidden_picture_is_not_told_to_be_unchanged(client, supplier):
    product, image, _document = product_of(supplier, live=True)
    address = rendition_url(image.pk, SPEC)
    etag = client.get(address)["ETag"]

    product.unpublish()

    assert client.get(address, headers={"If-None-Match": etag}).status_code == 404


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda url, image: url.replace("max-50x50", "max-51x51"), 403),
        (lambda url, image: url.replace(f"/{image.pk}/", "/999999/"), 403),
        (lambda url, image: url.replace("/gambar/", "/gambar/é"), 403),
        (lambda url, image: rendition_url(999_999, SPEC), 404),
        (lambda url, image: rendition_url(image.pk, "max-x"), 400),
        (lambda url, image: url.removesuffix("gambar") + "apa.png", 200),
    ],
    ids=["size", "picture", "signature", "none", "no size", "name"],
)
def test_an_address_holds_for_one_picture_and_size(client, supplier, change, expected):
    _product, image, _document = product_of(supplier, live=True)

    answer = client.get(change(rendition_url(image.pk, SPEC), image))

    assert answer.status_code == expected


@pytest.mark.parametrize("broken", [True, False])
def test_a_picture_whose_file_is_lost_or_broken_is_gone(client, supplier, broken):
    _product, image, _document = product_of(supplier, live=True)
    storage, name = image.file.storage, image.file.name
    storage.delete(name)
    if broken:
        storage.save(name, ContentFile(files.noisy("JPEG")[:3000]))

    assert client.get(rendition_url(image.pk, SPEC)).status_code == 410


def test_what_was_drawn_and_lost_is_drawn_again(client, supplier):
    _product, image, _document = product_of(supplier, live=True)
    address = rendition_url(image.pk, SPEC)
    client.get(address)
    drawn = image.renditions.get().file
    drawn.storage.delete(drawn.name)

    answer = client.get(address)

    assert Image.open(BytesIO(body(answer))).size == (50, 25)
    assert image.renditions.count() == 1


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_files_are_only_read(client, supplier, method):
    _product, image, document = product_of(supplier, live=True)

    for address in (rendition_url(image.pk, SPEC), document.url):
        assert getattr(client, method)(address).status_code == 405


def test_a_document_is_a_download_named_by_its_title(client, supplier):
    _product, _image, document = product_of(
        supplier, live=True, title="Izin edar “Melati” 2026"
    )

    answer = client.get(document.url)

    assert body(answer) == PDF
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == (
        "attachment; filename*=utf-8''Izin%20edar%20%E2%80%9CMelati%E2%80%9D%202026.pdf"
    )
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "public, max-age=3600"


@pytest.mark.parametrize(
    "name", ["contoh-melati-lembar-data.pdf", "a/b.html", "dcc.xml"]
)
def test_an_address_that_others_hold_goes_on_after_the_title_changes(
    client, supplier, name
):
    _product, _image, document = product_of(supplier, live=True)

    answer = client.get(f"/dokumen/{document.pk}/{name}")

    assert (answer.status_code, body(answer)) == (200, PDF)
    assert answer["Content-Disposition"] == 'attachment; filename="Brosur.pdf"'


def test_a_document_whose_file_is_lost_is_not_found(client, supplier):
    _product, _image, document = product_of(supplier, live=True)
    document.file.storage.delete(document.file.name)

    assert client.get(document.url).status_code == 404
    assert client.get("/dokumen/999999/a.pdf").status_code == 404


def test_a_collection_with_a_password_asks_for_it(client, supplier):
    _product, _image, document = product_of(supplier, live=True)
    restriction = document.collection.view_restrictions.create(
        restriction_type="password", password="rahasia"
    )

    answer = client.get(document.url)
    address = reverse("wagtaildocs_authenticate_with_password", args=[restriction.pk])
    form = {"password": "rahasia", "return_url": document.url}
    opened = client.post(address, form)

    assert b'type="password"' in answer.content
    assert b"%PDF" not in answer.content
    assert (opened.status_code, opened["Location"]) == (302, document.url)
    let_in = client.get(document.url)
    assert body(let_in) == PDF
    assert let_in["Cache-Control"] == "private, no-cache"


def test_nginx_may_send_what_the_application_lets_out(client, settings, supplier):
    settings.UPLOADS_INTERNAL_PREFIX = "/_berkas/"
    product, image, document = product_of(supplier, live=True)

    picture = client.get(rendition_url(image.pk, SPEC))
    paper = client.get(document.url)
    product.unpublish()
    hidden = client.get(document.url)

    drawn = image.renditions.get().file.name
    assert picture["X-Accel-Redirect"] == f"/_berkas/{drawn}"
    assert (picture.content, picture["Content-Type"]) == (b"", "image/jpeg")
    assert paper["X-Accel-Redirect"] == f"/_berkas/{document.file.name}"
    assert paper["Content-Disposition"] == 'attachment; filename="Brosur.pdf"'
    assert (hidden.status_code, "X-Accel-Redirect" in hidden) == (404, False)


@pytest.mark.parametrize("folder", ["", "media/", "static/"])
def test_no_file_has_an_address_of_its_own(client, supplier, folder):
    _product, image, document = product_of(supplier, live=True)
    client.get(rendition_url(image.pk, SPEC))
    names = [
        image.file.name,
        image.renditions.get().file.name,
        document.file.name,
        "original_images/contoh.jpg",
    ]

    found = {client.get(f"/{folder}{name}").status_code for name in names}

    assert found == {404}


def test_a_public_picture_takes_few_queries(
    client, supplier, django_assert_num_queries
):
    _product, image, _document = product_of(supplier, live=True)
    address = picture_urls(image.pk)["card"]
    client.get(address)

    # The picture, the pages that refer to it, restrictions, whether one is live.
    with django_assert_num_queries(4):
        client.get(address)
