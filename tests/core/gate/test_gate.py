"""What the gate lets in as picture and as document, and what is stored of it."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from core.gate.accepted import AcceptedFile, kept_path
from core.gate.gate import accept_certificate, accept_document, accept_picture
from domain.findings import InvalidInput
from tests.core.gate import files
from tests.factories.suppliers import PDF
from tests.wording import indonesian


def refusal(accept, content: bytes) -> InvalidInput:
    with pytest.raises(InvalidInput) as refused:
        accept(BytesIO(content))
    return refused.value


def test_a_picture_is_accepted_under_a_name_of_its_own():
    file = SimpleUploadedFile("../../Bu Sari.php.jpg", files.jpeg())

    one, other = accept_picture(file), accept_picture(file)

    assert Image.open(one).size == (64, 32)
    assert one.extension == "jpg"
    assert one.name != other.name
    assert [len(each.name) for each in (one, other)] == [36, 36]
    assert one.name.rpartition(".")[2] == "jpg"
    assert one.digest == other.digest


@pytest.mark.parametrize(
    ("content", "extension"),
    [
        (files.png(), "png"),
        (files.webp(), "jpg"),
        (files.heic(), "jpg"),
        (files.camera_pair(), "jpg"),
    ],
)
def test_the_content_decides_the_extension(content, extension):
    file = SimpleUploadedFile("gambar.jpg", content)

    assert accept_picture(file).extension == extension


@pytest.mark.parametrize("accept", [accept_picture, accept_document])
@pytest.mark.parametrize(
    ("content", "code", "sentence"),
    [
        (
            b"",
            "file_empty",
            "Berkas ini kosong. Salin sekali lagi dari sumbernya, lalu unggah.",
        ),
        (
            files.jpeg() + bytes(3000),
            "file_large",
            "Berkas ini lebih besar dari 3,0 KB. Kecilkan dahulu, lalu unggah.",
        ),
    ],
)
def test_size_is_judged_before_anything_else(settings, accept, content, code, sentence):
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 3 * 1024
    settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = 3 * 1024

    refused = refusal(accept, content)

    assert refused.code == code
    assert indonesian(refused.finding).replace("\xa0", " ") == sentence


def test_as_many_bytes_as_may_be_are_taken(settings):
    content = files.jpeg()
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = len(content)

    assert accept_picture(BytesIO(content)).extension == "jpg"
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = len(content) - 1
    assert refusal(accept_picture, content).code == "file_large"


def test_bounds_are_those_of_the_settings(settings):
    settings.UPLOAD_LONGEST_SIDE = 32

    assert Image.open(accept_picture(BytesIO(files.jpeg()))).size == (32, 16)
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 2000
    assert refusal(accept_picture, files.jpeg()).code == "picture_large"
    assert refusal(accept_document, files.jpeg()).code == "picture_large"


def test_a_file_that_was_read_before_is_read_from_its_beginning():
    file = BytesIO(files.jpeg())
    file.read()

    assert accept_picture(file).extension == "jpg"


@pytest.mark.parametrize(
    "content", [PDF, b"\xef\xbb\xbf" + PDF, PDF + b" " * 4000], ids=["", "mark", "pad"]
)
def test_a_pdf_is_kept_byte_for_byte(content):
    accepted = accept_document(SimpleUploadedFile("a.pdf", content))

    assert accepted.extension == "pdf"
    assert accepted.read() == content


def test_a_scan_loses_what_the_phone_wrote():
    accepted = accept_document(SimpleUploadedFile("AKD.pdf", files.jpeg(6)))

    assert accepted.extension == "jpg"
    assert Image.open(accepted).size == (32, 64)
    assert [each for each in files.SECRETS if each in accepted.read()] == []


@pytest.mark.parametrize(
    ("content", "code", "sentence"),
    [
        (
            PDF[:-8],
            "pdf_cut_off",
            "PDF ini terpotong: bagian akhirnya tidak ada. Salin atau simpan sekali "
            "lagi dari sumbernya, lalu unggah.",
        ),
        (
            PDF + b" " * 5000,
            "pdf_cut_off",
            "PDF ini terpotong: bagian akhirnya tidak ada. Salin atau simpan sekali "
            "lagi dari sumbernya, lalu unggah.",
        ),
        (
            b"<html><script>alert(1)</script>%%EOF",
            "document_format",
            "Berkas ini HTML. Dokumen diterima sebagai PDF, JPEG atau PNG; simpan "
            "sebagai PDF, lalu unggah.",
        ),
        (
            b"PK\x03\x04" + bytes(100),
            "document_format",
            "Berkas ini ZIP. Dokumen diterima sebagai PDF, JPEG atau PNG; simpan "
            "sebagai PDF, lalu unggah.",
        ),
        (
            b"<?xml version='1.0'?><dcc/>",
            "document_unknown",
            "Isi berkas ini bukan PDF, JPEG atau PNG, apa pun akhiran namanya. Simpan "
            "sebagai PDF, lalu unggah.",
        ),
        (
            b" " * 2000 + PDF,
            "document_unknown",
            "Isi berkas ini bukan PDF, JPEG atau PNG, apa pun akhiran namanya. Simpan "
            "sebagai PDF, lalu unggah.",
        ),
        (
            files.noisy("PNG")[:400],
            "picture_broken",
            "Gambar ini rusak atau terpotong: isinya tidak dapat dibaca sampai akhir. "
            "Salin atau simpan sekali lagi dari sumbernya, lalu unggah.",
        ),
    ],
)
def test_other_documents_are_refused_with_their_cause(content, code, sentence):
    refused = refusal(accept_document, content)

    assert refused.code == code
    assert indonesian(refused.finding) == sentence


def test_a_certificate_is_kept_as_it_came():
    accepted = accept_certificate(b"<dcc/>")

    assert (accepted.extension, accepted.read()) == ("xml", b"<dcc/>")


def test_files_lie_in_folders_by_their_name():
    assert kept_path("pictures", "ab12.jpg") == "pictures/ab/ab12.jpg"


def test_equal_files_have_one_digest():
    digests = {AcceptedFile(content, "pdf").digest for content in (b"a", b"a", b"b")}

    assert digests == {
        "86f7e437faa5a7fce15d1ddcb9eaeaea377667b8",
        "e9d71f5ee7c92d6dc9e92ffdad17b8bd49418f98",
    }
