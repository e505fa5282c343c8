"""Forms that take a digital certificate into a record."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from core.models import CatalogueDocument
from domain.dcc.safe_xml import MOST_BYTES
from products.calibration.exchange.forms import DccRecordForm, DccUploadForm
from products.calibration.exchange.mapping import record_from
from products.calibration.exchange.originals import read_original
from products.calibration.exchange.panels import CalibrationRecordForm
from tests.domain.dcc.samples import VERSION_3_3
from tests.factories.products import CalibrationRecordFactory, ProductPageFactory
from tests.factories.suppliers import document_of, original_of


def upload(content: bytes) -> DccUploadForm:
    return DccUploadForm({}, {"file": SimpleUploadedFile("a.xml", content)})


def test_a_certificate_is_read_when_it_is_uploaded():
    form = upload(VERSION_3_3)

    assert form.is_valid()
    assert form.certificate.number == "S-0042/2026"
    assert form.content == VERSION_3_3


@pytest.mark.parametrize(
    ("content", "language", "message"),
    [
        (b"%PDF-1.7", "id", "Berkas ini bukan XML."),
        (b"%PDF-1.7", "en", "This file is not XML."),
        (b" " * (MOST_BYTES + 9), "id", "Berkas lebih besar dari 5 MB."),
    ],
)
def test_another_file_is_refused(content, language, message):
    with translation.override(language):
        assert upload(content).errors == {"file": [message]}


def test_no_more_than_needed_is_read_of_a_huge_file():
    form = upload(b" " * (MOST_BYTES + 9))

    assert not form.is_valid()
    assert len(form.content) == MOST_BYTES + 1


def test_without_a_file_one_is_asked_for():
    assert DccUploadForm({}, {}).errors == {"file": ["Pilih berkas XML lebih dulu."]}


@pytest.fixture
def record(catalogue):
    product = ProductPageFactory()
    original = original_of(product.supplier, VERSION_3_3)
    filled = record_from(read_original(original), product)
    filled.dcc = original
    return filled


def sent(record, **changes) -> dict:
    form = DccRecordForm(instance=record)
    values = {name: form[name].value() for name in form.fields}
    return {name: "" if value is None else value for name, value in values.items()} | (
        changes
    )


@pytest.mark.django_db
def test_a_confirmed_record_keeps_what_its_certificate_is(record):
    form = DccRecordForm(sent(record), instance=record)

    assert form.is_valid(), form.errors
    assert (record.dcc_version, record.dcc_signature) == ("3.3.0", "absent")


@pytest.mark.django_db
def test_a_lost_certificate_is_told_above_the_form(record):
    record.dcc = CatalogueDocument.objects.get(pk=record.dcc_id)
    record.dcc.file.storage.delete(record.dcc.file.name)

    form = DccRecordForm(sent(record), instance=record)

    assert form.errors == {
        "__all__": ["Berkas sertifikat digital tidak ada lagi; unggahlah sekali lagi."]
    }


@pytest.mark.django_db
def test_errors_of_the_tables_are_told_above_the_form(record):
    record.results = [{"mean": "x"}]

    form = DccRecordForm(sent(record, issued_on="2020-01-01"), instance=record)

    assert form.errors == {
        "__all__": [
            "Baris 1, Terbaca: “x” bukan angka yang sah. Contoh: 1.234,5 atau 1,234.5."
        ],
        "issued_on": ["Tidak boleh sebelum tanggal kalibrasi."],
    }


@pytest.mark.django_db
def test_on_the_products_page_it_is_told_beside_the_certificate(catalogue):
    product = ProductPageFactory()
    stored = CalibrationRecordFactory(
        product=product, dcc=document_of(product.supplier), dcc_signature="verified"
    )

    class RowForm(CalibrationRecordForm):
        class Meta:
            model = type(stored)
            fields = ["dcc"]

    form = RowForm({"dcc": stored.dcc_id}, instance=stored)

    assert form.errors == {"dcc": ["Berkas ini bukan XML."]}
    assert stored.dcc_signature == ""
