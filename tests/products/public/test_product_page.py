import json
import re
from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.test import RequestFactory
from django.urls import reverse

from products.models import ProductPage
from products.public import product_page
from products.public.product_page import product_context
from tests.factories.products import (
    CalibrationRecordFactory,
    MarketingAuthorisationFactory,
    ProductAttachmentFactory,
    ProductCertificateFactory,
    ProductPageFactory,
    ProductPictureFactory,
    ProductVariantFactory,
    SaleRestrictionFactory,
    TkdnCertificateFactory,
    lamp_type,
)
from tests.factories.suppliers import (
    AccreditationFactory,
    CatalogueImageFactory,
    LaboratoryFactory,
    SupplierCertificateFactory,
    SupplierPageFactory,
)
from tests.factories.users import verifier
from tests.screens import texts

pytestmark = pytest.mark.django_db

QUERIES = 31
"""Of a product page with one of everything, its renditions drawn before."""

LAMP = {
    "illuminance": {"value": 120_000.0, "unit": "lx", "typed": "120.000 lx"},
    "mounting": {"value": ["ceiling"]},
    "battery": {"value": False},
}


@pytest.fixture
def lamp(catalogue) -> ProductPage:
    supplier = SupplierPageFactory(title="Terang Alkes", parent=catalogue)
    return ProductPageFactory(
        parent=supplier,
        title="Lampu Operasi LO-120",
        name_en="Operating Light LO-120",
        slug="lampu",
        device_type=lamp_type(
            key="led_lamp", name_id="Lampu operasi uji", name_en="Test light"
        ),
        attributes=LAMP,
        summary="Lampu operasi LED plafon.",
        summary_en="Ceiling LED operating light.",
    )


def structured(response) -> list[dict]:
    html = response.content.decode()
    return json.loads(re.search(r'ld\+json">(.*?)</script>', html, re.S)[1])


def test_price_is_shown_before_and_with_tax_on_eleven_twelfths(client, lamp):
    ProductVariantFactory(product=lamp, price=81_082_633, ppn_percent=12)

    text = texts(client.get(lamp.url))

    assert "Rp 81.082.633" in text
    assert "Rp 90.001.723 termasuk PPN" in text


def test_tax_can_be_on_the_whole_price(client, lamp, settings):
    settings.PPN_REDUCED_BASE = False
    ProductVariantFactory(product=lamp, price=100_000, ppn_percent=12)

    assert "Rp 112.000 termasuk PPN" in texts(client.get(lamp.url))


def test_the_cheapest_variant_leads_and_each_has_its_row(client, lamp):
    ProductVariantFactory(product=lamp, sku="L", label="Kubah ganda", price=95_000_000)
    ProductVariantFactory(product=lamp, sku="S", label="Kubah satu", price=81_082_633)

    response = client.get(lamp.url)

    assert response.context["best_offer"].variant.sku == "S"
    assert "mulai Rp 81.082.633" in texts(response)
    assert "Kubah ganda L Rp 95.000.000" in texts(response)


def test_a_price_whose_day_is_over_says_so(client, lamp):
    ProductVariantFactory(
        product=lamp, price=5_000, price_valid_until=date(2026, 5, 12)
    )

    text = texts(client.get(lamp.url))

    assert "Harga ini hanya berlaku sampai 12 Mei 2026; minta harga terbaru." in text


def test_a_valid_licence_and_tkdn_carry_their_last_days(client, lamp):
    MarketingAuthorisationFactory(
        product=lamp, number="AKD 21603020231", expires_on=date(2099, 5, 12)
    )
    TkdnCertificateFactory(
        product=lamp,
        tkdn="57.62",
        bmp="10.00",
        tkdn_expires_on=date(2099, 9, 3),
        bmp_expires_on=date(2099, 9, 3),
    )

    text = texts(client.get(lamp.url))

    assert "Izin edar AKD berlaku sampai 12 Mei 2099" in text
    assert "TKDN 57,62 % + BMP 10,00 % · sampai 3 September 2099" in text
    assert "TKDN + BMP = 67,62 %" in text
    assert "KEMENKES RI AKD 21603020231" in text
    assert "tidak dapat dipesan" not in text


def test_an_expired_licence_is_announced_and_nothing_is_offered(client, lamp):
    ProductVariantFactory(product=lamp)
    MarketingAuthorisationFactory(
        product=lamp, issued_on=date(2020, 5, 12), expires_on=date(2025, 5, 12)
    )

    response = client.get(lamp.url)

    notice = "Izin edar berakhir 12 Mei 2025 – tidak dapat dipesan."
    assert notice in texts(response)
    assert "offers" not in structured(response)[0]


def test_an_imported_licence_is_announced_and_nothing_is_offered(client, lamp):
    ProductVariantFactory(product=lamp)
    MarketingAuthorisationFactory(product=lamp, number="AKL 20205310017")

    response = client.get(lamp.url)

    assert "Izin edar AKL adalah izin produk impor." in texts(response)
    assert "offers" not in structured(response)[0]


def test_an_imported_licence_beside_a_domestic_one_is_announced(client, lamp):
    ProductVariantFactory(product=lamp)
    MarketingAuthorisationFactory(product=lamp, number="AKD 21603020231")
    MarketingAuthorisationFactory(product=lamp, number="AKL 20205310017")

    response = client.get(lamp.url)

    assert response.context["is_domestic"] is False
    assert "tidak dapat dipesan melalui katalog" in texts(response)
    assert "offers" not in structured(response)[0]


def test_only_variants_with_a_valid_price_are_offered(client, lamp):
    MarketingAuthorisationFactory(product=lamp, number="AKD 21603020231")
    ProductVariantFactory(product=lamp, sku="BERLAKU", price=5_000)
    ProductVariantFactory(
        product=lamp, sku="LAMPAU", price=4_000, price_valid_until=date(2026, 5, 12)
    )
    ProductVariantFactory(product=lamp, sku="TANPA", price=None)

    response = client.get(lamp.url)

    variants = structured(response)[0]["hasVariant"]
    assert {each["sku"]: "offers" in each for each in variants} == {
        "BERLAKU": True,
        "LAMPAU": False,
        "TANPA": False,
    }
    offers = {each.variant.sku: each for each in response.context["offers"]}
    assert {sku: each.is_orderable for sku, each in offers.items()} == {
        "BERLAKU": True,
        "LAMPAU": False,
        "TANPA": False,
    }
    assert {sku: each.price_lapsed for sku, each in offers.items()} == {
        "BERLAKU": False,
        "LAMPAU": True,
        "TANPA": False,
    }


def test_attributes_read_as_sentences_do_and_missing_ones_are_named(client, lamp):
    lamp.attributes = {"battery": {"value": False}}
    ProductPage.objects.filter(pk=lamp.pk).update(attributes=lamp.attributes)

    response = client.get(lamp.url)

    shown = [(each.label, each.text) for each in response.context["specifications"]]
    assert shown == [
        ("Kuat cahaya", "Tidak disebutkan"),
        ("Baterai cadangan", "Tidak"),
    ]
    assert response.context["unstated"] == 1


def test_certificates_link_to_the_registers_of_their_issuers(client, lamp):
    MarketingAuthorisationFactory(product=lamp)
    TkdnCertificateFactory(product=lamp)
    ProductCertificateFactory(product=lamp, kind="halal")
    ProductCertificateFactory(product=lamp, kind="iso_13485")

    evidence = client.get(lamp.url).context["evidence"]

    assert [each.register and each.register.url for each in evidence] == [
        "https://infoalkes.kemkes.go.id",
        "https://tkdn.kemenperin.go.id",
        "https://bpjph.halal.go.id",
        None,
    ]


def test_calibration_links_the_laboratory_and_says_it_is_a_sample(client, lamp):
    laboratory = LaboratoryFactory(title="Balai Uji", slug="balai")
    CalibrationRecordFactory(
        product=lamp, laboratory=laboratory, due_on=date(2099, 5, 12)
    )
    CalibrationRecordFactory(
        product=lamp,
        laboratory=None,
        laboratory_name="BPFK Surabaya",
        result="unfit",
        due_on=date(2099, 8, 1),
    )

    response = client.get(lamp.url)

    calibrations = response.context["calibrations"]
    assert [each.laboratory_url for each in calibrations] == ["/pemasok/balai/", ""]
    assert "Contoh unit terkalibrasi sampai 12 Mei 2099" in texts(response)
    assert "kalibrasi satu unit contoh, bukan unit yang akan Anda terima" in texts(
        response
    )


def test_a_product_without_anything_says_what_is_missing(client, lamp):
    ProductPage.objects.filter(pk=lamp.pk).update(attributes={})

    text = texts(client.get(lamp.url))

    for words in (
        "Belum ada gambar",
        "Harga belum dicantumkan",
        "Izin edar belum dicantumkan – tidak dapat dipesan.",
        "Tanpa sertifikat TKDN yang berlaku",
        "Produsen belum mencantumkan izin edar maupun sertifikat.",
        "Produsen belum mencantumkan kalibrasi unit contoh.",
    ):
        assert words in text


def test_english_readers_get_english_texts_and_links(client, lamp):
    ProductVariantFactory(product=lamp, price=81_082_633)

    response = client.get(f"/en{lamp.url}")

    text = texts(response)
    assert "Operating Light LO-120" in text
    assert "Ceiling LED operating light." in text
    assert "Illuminance 120,000 lux" in text
    assert "Rp 81,082,633" in text
    assert response.context["crumbs"][1].url == "/en/cari/?device_type=led_lamp"
    assert response.context["supplier_url"].startswith("/en/pemasok/")


def test_breadcrumbs_lead_through_category_and_device_type(client, lamp):
    crumbs = client.get(lamp.url).context["crumbs"]

    assert [(crumb.title, crumb.url) for crumb in crumbs] == [
        ("Peralatan Rumah Sakit Umum dan Perorangan", "/cari/?category=09"),
        ("Lampu operasi uji", "/cari/?device_type=led_lamp"),
        ("Lampu Operasi LO-120", ""),
    ]


def test_structured_data_gives_offer_and_absolute_addresses(client, lamp):
    ProductVariantFactory(product=lamp, price=81_082_633)
    MarketingAuthorisationFactory(product=lamp)

    product, breadcrumbs = structured(client.get(lamp.url))

    assert product["offers"]["price"] == "90001723"
    assert product["url"] == f"https://katalog.example{lamp.url}"
    assert breadcrumbs["itemListElement"][1]["item"] == (
        "https://katalog.example/cari/?category=09"
    )


def test_each_variant_has_an_address_of_its_own(client, lamp):
    ProductVariantFactory(product=lamp, sku="LO 1", price=1_000_000, stock=2)
    ProductVariantFactory(
        product=lamp, sku="LO/2", label="Besar", price=2_000_000, stock=5
    )
    MarketingAuthorisationFactory(product=lamp)

    group, _ = structured(client.get(lamp.url))
    addresses = [each["url"] for each in group["hasVariant"]]
    response = client.get(addresses[1].removeprefix("https://katalog.example"))

    assert addresses == [
        f"https://katalog.example{lamp.url}?varian=LO+1",
        f"https://katalog.example{lamp.url}?varian=LO%2F2",
    ]
    assert response.context["best_offer"].variant.sku == "LO/2"
    box = BeautifulSoup(response.content, "html.parser").select_one(".price-box")
    assert [p.get_text(" ", strip=True) for p in box.select("p")[:3]] == [
        "Besar · SKU LO/2",
        "Rp\u00a02.000.000",
        "per Unit, belum termasuk PPN",
    ]
    assert response.context["stock"] == 5
    html = response.content.decode()
    assert f'<link rel="canonical" href="https://katalog.example{lamp.url}">' in html
    assert html.count('aria-current="true">LO/2</a>') == 1


def test_a_variant_that_there_is_not_shows_them_all(client, lamp):
    ProductVariantFactory(product=lamp, sku="LO-1", price=1_000_000)
    ProductVariantFactory(product=lamp, sku="LO-2", price=2_000_000)

    response = client.get(f"{lamp.url}?varian=LO-3")

    assert response.context["chosen_offer"] is None
    assert "mulai Rp 1.000.000" in texts(response)


def test_a_chosen_variant_without_a_price_says_so(client, lamp):
    ProductVariantFactory(product=lamp, sku="LO-1", price=1_000_000)
    ProductVariantFactory(product=lamp, sku="LO-2", price=None)

    response = client.get(f"{lamp.url}?varian=LO-2")

    assert "SKU LO-2 Harga belum dicantumkan" in texts(response)


def test_a_picture_is_offered_in_several_widths_with_its_size(client, lamp):
    image = CatalogueImageFactory(
        description="Lampu dari depan", file__width=1600, file__height=1200
    )
    ProductPictureFactory(product=lamp, image=image)

    html = client.get(lamp.url).content.decode()

    img = re.search(r'<img [^>]*alt="Lampu dari depan"[^>]*>', html)[0]
    assert re.findall(r"(\d+)w", img) == ["480", "800", "1200"]
    assert 'width="480"' in img
    assert 'height="360"' in img
    assert "format-webp" in img


def test_a_draft_in_preview_shows_what_is_not_saved(rf: RequestFactory, lamp):
    draft = ProductPage.objects.get(pk=lamp.pk)
    draft.title = "Belum Disimpan"
    draft.variants = [ProductVariantFactory.build(product=draft, price=7_000)]
    request = rf.get(lamp.url)
    request.is_preview = True

    context = product_context(draft, request)

    assert context["name"] == "Belum Disimpan"
    assert [offer.price_with_ppn for offer in context["offers"]] == [7_770]


def test_preview_in_the_editor_renders(client, catalogue, lamp):
    client.force_login(verifier())
    lamp.title = "Judul Draf"
    revision = lamp.save_revision()

    response = client.get(
        reverse("wagtailadmin_pages:revisions_view", args=(lamp.pk, revision.pk))
    )

    assert response.status_code == 200
    assert "Judul Draf" in texts(response)


def test_the_number_of_queries_does_not_grow_with_the_content(
    client, lamp, django_assert_num_queries
):
    def add_content():
        ProductVariantFactory(product=lamp)
        MarketingAuthorisationFactory(product=lamp)
        TkdnCertificateFactory(product=lamp)
        ProductCertificateFactory(product=lamp)
        CalibrationRecordFactory(product=lamp)
        ProductAttachmentFactory(product=lamp)
        image = CatalogueImageFactory(file__width=1600, file__height=1200)
        ProductPictureFactory(product=lamp, image=image)
        SupplierCertificateFactory(supplier=lamp.supplier)
        AccreditationFactory(supplier=lamp.supplier)

    add_content()
    client.get(lamp.url)
    cache.clear()
    with django_assert_num_queries(QUERIES):
        client.get(lamp.url)

    add_content()
    add_content()
    client.get(lamp.url)
    cache.clear()
    with django_assert_num_queries(QUERIES):
        client.get(lamp.url)


def test_every_price_is_read_on_the_one_day_of_the_page(rf, lamp, monkeypatch):
    ProductVariantFactory(product=lamp, price_valid_until=date(2026, 5, 12))
    request = rf.get(lamp.url)
    # What was asked for on the last day may be answered after midnight.
    clock = SimpleNamespace(localdate=lambda: date(2026, 5, 12))
    monkeypatch.setattr(product_page, "timezone", clock)

    [offer] = product_context(lamp, request)["offers"]

    assert offer.price_lapsed is False
    assert offer.until.text == "Harga berlaku sampai 12 Mei 2026"


# Withheld from sale


@pytest.fixture
def sold(lamp) -> ProductPage:
    """The lamp with the variants A and B, which can be ordered."""
    MarketingAuthorisationFactory(product=lamp, number="AKD 21603020231")
    ProductVariantFactory(product=lamp, sku="A", price=4_000)
    ProductVariantFactory(product=lamp, sku="B", price=5_000)
    return lamp


def restricted(product, sku, kind="unorderable", day=20):
    row = SaleRestrictionFactory(product=product, sku=sku, kind=kind, note="Rahasia.")
    since = datetime(2026, 11, day, 5, tzinfo=UTC)
    type(row).objects.filter(pk=row.pk).update(since=since)


WHY = "Tidak dapat dipesan sejak 20 November 2026: produksi berhenti sementara."


def test_a_variant_that_cannot_be_ordered_is_shown_and_says_so(client, sold):
    restricted(sold, "A")

    response = client.get(sold.url)

    assert texts(response).count(WHY) == 1
    assert "Rahasia" not in response.content.decode()
    assert response.context["restriction"] is None
    assert response.context["best_offer"].variant.sku == "B"
    variants = structured(response)[0]["hasVariant"]
    assert {each["sku"]: each["offers"]["availability"] for each in variants} == {
        "A": "https://schema.org/OutOfStock",
        "B": "https://schema.org/InStock",
    }
    assert [each.is_orderable for each in response.context["offers"]] == [False, True]


def test_a_product_none_of_which_can_be_ordered_says_so_at_its_price(client, sold):
    restricted(sold, "A", day=18)
    restricted(sold, "B")

    response = client.get(sold.url)

    # Beside the price, and with its variant.
    assert texts(response).count(WHY) == 2
    assert response.context["best_offer"].variant.sku == "A"


def test_the_chosen_variant_says_so_at_its_price(client, sold):
    restricted(sold, "A")

    assert texts(client.get(f"{sold.url}?varian=A")).count(WHY) == 2
    assert texts(client.get(f"{sold.url}?varian=B")).count(WHY) == 1


def test_a_withdrawn_variant_is_nowhere_on_the_page(client, sold):
    restricted(sold, "A", "withdrawn")

    response = client.get(f"{sold.url}?varian=A")

    assert [each.variant.sku for each in response.context["offers"]] == ["B"]
    assert response.context["chosen_offer"] is None
    assert structured(response)[0]["sku"] == "B"


def test_a_product_that_is_withdrawn_wholly_is_seen_by_its_own_people_only(
    client, sold
):
    restricted(sold, "A", "withdrawn")
    restricted(sold, "B", "withdrawn")
    preview = RequestFactory().get(sold.url)
    preview.is_preview = True

    shown = product_context(ProductPage.objects.get(pk=sold.pk), preview)

    assert client.get(sold.url).status_code == 404
    assert [each.restriction_reading.text[:26] for each in shown["offers"]] == [
        "Ditarik dari penjualan sej"
    ] * 2
