"""What everyone reads under a short address."""

from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from certificates import recording
from certificates.kinds import CaseState
from certificates.models import VerificationCase
from core.wording import day
from products.models import ProductPage
from tests.factories.certificates import EvidenceEntryFactory
from tests.factories.products import (
    CalibrationRecordFactory,
    MarketingAuthorisationFactory,
    ProductCertificateFactory,
    ProductPageFactory,
    ProductPictureFactory,
    TkdnCertificateFactory,
)
from tests.factories.suppliers import (
    AccreditationFactory,
    CatalogueImageFactory,
    SupplierCertificateFactory,
)
from tests.factories.users import editor_of, verifier
from tests.screens import texts
from tests.verification.public.pages import REASON, address, decide_on, record
from verification.decisions import decide
from verification.public.codes import code_of

pytestmark = pytest.mark.django_db

QUERIES = 19
"""Of a product with one of everything, its picture drawn before."""


LABEL_QUERIES = 14


def test_the_page_names_the_device_its_maker_and_the_day(client, lamp):
    text = texts(client.get(address(lamp)))

    assert "Lampu Operasi LO-120" in text
    assert "Terang · LO-120" in text
    assert "Terang Alkes (PT Terang Alkes)" in text
    assert f"katalog.example/v/{code_of(lamp.pk)}" in text
    assert f"Dicek pada {day(timezone.localdate())}" in text


def test_what_nobody_checked_is_said_to_be_declared(client, lamp):
    MarketingAuthorisationFactory(
        product=lamp,
        number="AKD 21603020231",
        issued_on=date(2024, 5, 12),
        expires_on=date(2099, 5, 12),
    )
    record(lamp)

    text = texts(client.get(address(lamp)))

    assert "1 pernyataan: 0 terverifikasi, 1 belum diverifikasi" in text
    assert "KEMENKES RI AKD 21603020231" in text
    assert "Sejak 12 Mei 2024 Sampai 12 Mei 2099 Status Berlaku" in text
    assert "Dinyatakan produsen, belum diverifikasi" in text
    assert "Terverifikasi " + day(timezone.localdate()) not in text
    assert "Periksa di Infoalkes Kemenkes" in text


def test_what_a_verifier_confirmed_says_who_and_when(client, lamp):
    licence = MarketingAuthorisationFactory(product=lamp)
    record(lamp)
    decide_on(licence, CaseState.VERIFIED, "Catatan untuk rekan.")

    response = client.get(address(lamp))

    text = texts(response)
    (evidence,) = response.context["groups"][0].evidence
    assert evidence.outcome.reason == ""
    today = day(timezone.localdate())
    assert f"Terverifikasi {today} oleh Sri Wahyuni, verifikator katalog" in text
    assert "1 pernyataan: 1 terverifikasi, 0 belum diverifikasi" in text
    assert "Catatan untuk rekan." not in text


def test_a_verifier_without_a_name_is_told_by_role(client, lamp):
    licence = MarketingAuthorisationFactory(product=lamp)
    record(lamp)
    case = VerificationCase.objects.get(fingerprint=licence.fingerprint)
    decide(case.pk, verifier(username="masuk-sebagai-ini"), CaseState.VERIFIED)

    text = texts(client.get(address(lamp)))

    assert f"Terverifikasi {day(timezone.localdate())} oleh verifikator katalog" in text
    assert "masuk-sebagai-ini" not in text


def test_the_counts_add_up_to_all_that_is_listed(client, lamp):
    licence = MarketingAuthorisationFactory(product=lamp)
    tkdn = TkdnCertificateFactory(product=lamp)
    ProductCertificateFactory(product=lamp)
    CalibrationRecordFactory(product=lamp)
    SupplierCertificateFactory(supplier=lamp.supplier)
    record(lamp, lamp.supplier)
    decide_on(licence, CaseState.VERIFIED)
    decide_on(tkdn, CaseState.REFUSED, REASON)

    text = texts(client.get(address(lamp)))

    assert "5 pernyataan: 1 terverifikasi, 3 belum diverifikasi, 1 tidak diakui" in text


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (CaseState.REFUSED, "Ditolak"),
        (CaseState.FROZEN, "Dibekukan"),
        (CaseState.REVOKED, "Dicabut"),
        (CaseState.REPLACED, "Digantikan"),
    ],
)
def test_what_does_not_hold_says_why_and_since_when(client, lamp, state, words):
    certificate = TkdnCertificateFactory(product=lamp)
    record(lamp)
    decide_on(certificate, state, REASON)

    text = texts(client.get(address(lamp)))

    today = day(timezone.localdate())
    assert f"{words} – diputuskan {today} oleh Sri Wahyuni" in text
    assert f"Alasan: {REASON}" in text
    assert "1 pernyataan: 0 terverifikasi, 0 belum diverifikasi, 1 tidak diakui" in text


def test_a_changed_number_is_not_verified_any_more(client, lamp):
    licence = MarketingAuthorisationFactory(product=lamp)
    record(lamp)
    decide_on(licence, CaseState.VERIFIED)
    licence.number = "AKD 21603020999"
    licence.save()
    record(lamp)

    text = texts(client.get(address(lamp)))

    assert "1 pernyataan: 0 terverifikasi, 1 belum diverifikasi" in text


def test_certificates_of_the_company_and_calibrations_stand_apart(client, lamp):
    MarketingAuthorisationFactory(product=lamp)
    CalibrationRecordFactory(product=lamp, certificate_number="KAL-7")
    SupplierCertificateFactory(supplier=lamp.supplier, number="9120106900275000001")
    AccreditationFactory(supplier=lamp.supplier, number="LK-285-IDN")
    record(lamp, lamp.supplier)

    response = client.get(address(lamp))

    assert [
        (group.title, len(group.evidence)) for group in response.context["groups"]
    ] == [
        ("Izin dan sertifikat produk", 1),
        ("Sertifikat perusahaan", 2),
        ("Kalibrasi unit contoh", 1),
    ]


def test_a_link_that_the_maker_gave_names_its_host(client, lamp):
    ProductCertificateFactory(
        product=lamp, verification_url="https://palsu.example/register"
    )

    text = texts(client.get(address(lamp)))

    assert "Tautan dari produsen: palsu.example" in text


def test_hostile_names_are_shown_as_text(client, lamp):
    ProductPage.objects.filter(pk=lamp.pk).update(title="<script>alert(1)</script>")

    html = client.get(address(lamp)).content.decode()

    assert "<script>alert(1)" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


def test_the_history_tells_what_happened_and_no_names_of_editors(client, lamp):
    editor = editor_of(lamp.supplier, first_name="Budi", last_name="Penyunting")
    licence = MarketingAuthorisationFactory(product=lamp, number="AKD 21603020231")
    recording.record_published([ProductPage.objects.get(pk=lamp.pk)], author=editor)
    decide_on(licence, CaseState.REFUSED, REASON)

    response = client.get(address(lamp))

    assert [
        (event.action.value, event.kind.value, event.number)
        for event in response.context["history"]
    ] == [
        ("refused", "licence", "AKD 21603020231"),
        ("declared", "licence", "AKD 21603020231"),
    ]
    assert "Budi Penyunting" not in texts(response)


def test_the_history_is_in_the_order_of_its_days(client, lamp):
    now = timezone.now()
    for number, days in (("lama", 9), ("baru", 1), ("sedang", 5), ("sama", 5)):
        EvidenceEntryFactory(
            number=number, page_id=lamp.pk, at=now - timedelta(days=days)
        )

    response = client.get(address(lamp))

    assert [event.number for event in response.context["history"]] == [
        "baru",
        "sama",
        "sedang",
        "lama",
    ]


def test_the_history_leaves_out_what_other_suppliers_stated(client, lamp):
    other = ProductPageFactory()
    for product in (lamp, other):
        MarketingAuthorisationFactory(product=product, number="AKD 21603020231")
        record(product)
    case = VerificationCase.objects.get(supplier_id=other.supplier.pk)
    decide(case.pk, verifier(), CaseState.REFUSED, REASON)

    response = client.get(address(lamp))

    assert [event.action.value for event in response.context["history"]] == ["declared"]
    assert REASON not in texts(response)


def test_a_long_history_is_cut_and_says_so(client, lamp, monkeypatch):
    monkeypatch.setattr("verification.public.verification_page.MOST_EVENTS", 2)
    for number in range(3):
        MarketingAuthorisationFactory(product=lamp, number=f"AKD 2160302023{number}")
    record(lamp)

    response = client.get(address(lamp))

    assert len(response.context["history"]) == 2
    assert "Hanya 2 yang terbaru." in texts(response)


def test_a_supplier_has_a_page_of_its_own(client, lamp):
    SupplierCertificateFactory(supplier=lamp.supplier)
    record(lamp.supplier)

    text = texts(client.get(address(lamp.supplier)))

    assert "Nama badan usaha PT Terang Alkes" in text
    assert "1 pernyataan: 0 terverifikasi, 1 belum diverifikasi" in text


def test_english_readers_get_the_english_name(client, lamp):
    response = client.get(f"/en{address(lamp)}")

    assert "Operating Light LO-120" in texts(response)
    assert response.context["page_url"] == "/en/pemasok/terang/lampu/"


@pytest.mark.parametrize(
    ("rest", "queries"), [("", QUERIES), ("/label", LABEL_QUERIES)]
)
def test_the_number_of_queries_does_not_grow_with_the_certificates(
    client, lamp, rest, queries, django_assert_num_queries
):
    def add_content():
        licence = MarketingAuthorisationFactory(product=lamp)
        TkdnCertificateFactory(product=lamp)
        ProductCertificateFactory(product=lamp)
        CalibrationRecordFactory(product=lamp)
        SupplierCertificateFactory(supplier=lamp.supplier)
        AccreditationFactory(supplier=lamp.supplier)
        ProductPictureFactory(product=lamp, image=CatalogueImageFactory())
        record(lamp, lamp.supplier)
        decide_on(licence, CaseState.VERIFIED)

    add_content()
    client.get(address(lamp, rest))
    cache.clear()
    with django_assert_num_queries(queries):
        client.get(address(lamp, rest))

    add_content()
    add_content()
    cache.clear()
    with django_assert_num_queries(queries):
        client.get(address(lamp, rest))
