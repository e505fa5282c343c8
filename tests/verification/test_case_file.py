"""What a verifier reads before deciding a case."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localdate

from certificates import recording
from certificates.kinds import CaseState
from certificates.models import VerificationCase
from certificates.public_registers import INFOALKES
from products.models import ProductPage, ProductVariant
from tests.factories.certificates import VerificationCaseFactory, declared_licence
from tests.factories.products import (
    CalibrationRecordFactory,
    MarketingAuthorisationFactory,
    ProductPageFactory,
    ProductVariantFactory,
    TkdnCertificateFactory,
)
from tests.factories.suppliers import SupplierPageFactory, document_of
from tests.factories.users import verifier
from tests.findings import sentence
from tests.screens import text_of
from tests.verification.queue_pages import NUMBER, aged, case_url, submission
from verification.case_file import case_file
from verification.decisions import decide

pytestmark = pytest.mark.usefixtures("catalogue")


def test_case_shows_what_is_claimed_and_how_to_check_it(client, checker):
    supplier = SupplierPageFactory(title="Nusa Medika")
    product = ProductPageFactory(parent=supplier, title="Lampu NM-120")
    document = document_of(supplier, title="Izin edar Lampu")
    licence = {
        "number": "AKD 20903022671",
        "risk_class": "C",
        "licence_group": "ENR",
        "registrar": "<b>PT Nusa</b>",
        "document": document,
        "verification_url": "https://infoalkes.kemkes.go.id/izin/1",
    }
    case = declared_licence(product, **licence)

    response = client.get(case_url(case))

    page, text = response.content.decode(), text_of(response)
    assert "Nomor izin edar AKD 20903022671" in text
    assert "Kelas risiko C – sedang sampai tinggi" in text
    assert "Kelompok Elektromedik non-radiasi" in text
    assert "Pendaftar <b>PT Nusa</b>" in text
    assert "<b>PT Nusa</b>" not in page
    assert f'<a href="{document.url}" download>' in page
    assert 'href="https://infoalkes.kemkes.go.id/izin/1"' in page
    assert "Periksa di Infoalkes Kemenkes" in text
    assert "Kategori 09" in text
    assert "Dinyatakan pada 1 halaman Lampu NM-120" in text


def test_document_is_downloaded(client, checker):
    product = ProductPageFactory()
    document = document_of(product.supplier)
    declared_licence(product, document=document)

    response = client.get(document.url)

    assert response.status_code == 200
    assert response["Content-Disposition"].startswith("attachment")


def test_case_tells_what_is_unlikely(client, checker):
    case = declared_licence(number="AKL 20903022671", risk_class="D")

    text = text_of(client.get(case_url(case)))

    findings = case.licence.findings(timezone.localdate())
    assert len(findings) > 1
    assert [sentence(each) in text for each in findings] == [True] * len(findings)


def test_case_tells_of_another_registrar_or_factory(client, checker):
    supplier = SupplierPageFactory(legal_name="PT Nusa Medika")
    product = ProductPageFactory(parent=supplier)
    case = declared_licence(product, registrar="PT Hospi Niaga", factory="PT Rakit")

    text = text_of(client.get(case_url(case)))

    assert "Pendaftar pada izin edar “PT Hospi Niaga” bukan nama badan usaha" in text
    assert "Pabrik pada izin edar “PT Rakit” bukan pemasok “PT Nusa Medika”" in text


def test_case_tells_of_values_that_hold_too_long(client, checker):
    certificate = TkdnCertificateFactory(
        issued_on=date(2026, 1, 2),
        tkdn_expires_on=date(2031, 1, 3),
        bmp=10,
        bmp_expires_on=date(2031, 1, 3),
    )
    recording.record_published([ProductPage.objects.get(pk=certificate.product_id)])

    text = text_of(client.get(case_url(VerificationCase.objects.get())))

    assert "Masa berlaku TKDN lebih dari 5 tahun sejak tanggal terbit" in text
    assert "Masa berlaku BMP lebih dari 5 tahun sejak tanggal terbit" in text


def test_calibration_shows_its_test_points(client, checker):
    record = CalibrationRecordFactory(
        results=[{"name": "Suhu", "unit": "°C", "nominal": "36.0", "mean": "36.2"}]
    )
    recording.record_published([ProductPage.objects.get(pk=record.product_id)])
    case = VerificationCase.objects.get(kind="calibration")

    text = text_of(client.get(case_url(case)))

    assert "1 titik uji" in text
    assert "Nama Suhu · Satuan °C · Nominal 36,0 · Terbaca 36,2" in text


def test_case_names_former_decisions_on_the_number(client, checker):
    case = declared_licence(number=NUMBER)
    decide(case.pk, verifier(first_name="Sari"), CaseState.REFUSED, "Foto buram.")
    case.licence.registrar = "PT Lain"
    case.licence.save()
    recording.record_published([ProductPage.objects.get()])
    again = VerificationCase.objects.waiting().get()

    text = text_of(client.get(case_url(again)))

    assert "Keputusan terdahulu Ditolak" in text
    assert "Sari Foto buram." in text


@pytest.mark.parametrize("products", [1, 30])
def test_case_takes_a_fixed_number_of_queries(
    client, checker, products, django_assert_num_queries
):
    supplier = SupplierPageFactory()
    pages = [ProductPageFactory(parent=supplier) for _ in range(products)]
    for page in pages:
        MarketingAuthorisationFactory(product=page, number=NUMBER)
    recording.record_published(ProductPage.objects.all())
    case = VerificationCase.objects.get()
    client.get(case_url(case))

    with django_assert_num_queries(QUERIES_OF_A_CASE):
        response = client.get(case_url(case))

    assert f"Dinyatakan pada {products} halaman" in text_of(response)


QUERIES_OF_A_CASE = 33


def test_decided_case_says_since_when_it_was_declared(client, checker, case):
    aged(case, 656)
    decide(case.pk, verifier(), CaseState.VERIFIED)

    text = text_of(client.get(case_url(case)))

    declared = date_format(localdate(timezone.now() - timedelta(days=656)), "j F Y")
    assert f"Dinyatakan {declared}" in text
    assert "656" not in text


def test_many_pages_and_entries_are_cut_and_counted():
    supplier = SupplierPageFactory()
    for _ in range(23):
        page = ProductPageFactory(parent=supplier)
        MarketingAuthorisationFactory(product=page, number=NUMBER)
    recording.record_published(ProductPage.objects.all())

    file = case_file(VerificationCase.objects.get())

    assert (len(file.pages), file.page_count, file.further_pages) == (20, 23, 3)
    assert (len(file.entries), file.entry_count, file.further_entries) == (20, 23, 3)


def test_what_no_page_declares_any_more_has_no_document(case):
    case.licence.delete()
    recording.record_published(ProductPage.objects.all())

    file = case_file(case)

    assert (file.document, file.verification_url, file.page_count) == (None, "", 0)
    assert file.register == INFOALKES


def test_kinds_without_an_open_register_or_a_telling_number_have_neither():
    case = VerificationCaseFactory(kind="other", number="AKD 20902020001")

    file = case_file(case)

    assert (file.register, file.reading) == (None, [])


def test_a_submission_tells_doubtful_prices_as_they_were_sent(client, checker, product):
    for _ in range(5):
        other = ProductPageFactory(
            device_type=product.device_type, attributes=product.attributes
        )
        ProductVariantFactory(product=other, price=850_000)
    sent = product.get_latest_revision_as_object()
    sent.variants = [ProductVariant(sku="NM-1", price=850)]
    sent.save_revision()

    text = text_of(client.get(case_url(submission())))

    assert "NM-1: Harga Rp 850 jauh dari harga lazim jenis alat ini" in text
    assert "Apakah maksudnya Rp 850.000?" in text
