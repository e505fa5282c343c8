import re
from datetime import date

import pytest
from django.core.cache import cache

from suppliers.models import SupplierPage
from tests.factories.products import ProductPageFactory
from tests.factories.suppliers import (
    AccreditationFactory,
    CatalogueImageFactory,
    LaboratoryFactory,
    PlantFactory,
    SupplierCertificateFactory,
    SupplierContactFactory,
    SupplierPageFactory,
)

pytestmark = pytest.mark.django_db

DIRECTORY_QUERIES = 15
SUPPLIER_QUERIES = 15


@pytest.fixture
def bandung(catalogue) -> SupplierPage:
    return SupplierPageFactory(
        parent=catalogue,
        title="Arunika Alkes",
        slug="arunika",
        legal_name="PT Arunika Alkes Sejahtera",
        summary="Membuat lampu operasi.",
        summary_en="Makes operating lights.",
        nib="9120106900275",
        npwp="013121660091000",
        kbli_codes=["32501", "32509"],
        founded=1998,
        employees=1240,
    )


@pytest.fixture
def laboratory(catalogue) -> SupplierPage:
    return LaboratoryFactory(
        parent=catalogue,
        title="Balai Presisi",
        slug="balai",
        province="35",
        regency="35.78",
    )


def texts(response) -> str:
    html = re.sub(
        r"<(script|style)\b.*?</\1>", " ", response.content.decode(), flags=re.S
    )
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", html)).replace("\u00a0", " ")


def listed(response) -> list[str]:
    return [entry.supplier.title for entry in response.context["entries"]]


def test_the_directory_lists_suppliers_by_name(client, bandung, laboratory):
    SupplierPageFactory(title="Draf", live=False)

    response = client.get("/pemasok/")

    assert listed(response) == ["Arunika Alkes", "Balai Presisi"]
    assert "2 pemasok" in texts(response)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("kind=manufacturer", ["Arunika Alkes"]),
        ("kind=calibration_laboratory", ["Balai Presisi"]),
        ("province=35", ["Balai Presisi"]),
        ("q=ARUNIKA", ["Arunika Alkes"]),
        ("q=sejahtera", ["Arunika Alkes"]),
        ("kind=manufacturer&province=35", []),
        ("kind=nonsense&province=99&page=many", ["Arunika Alkes", "Balai Presisi"]),
        ("kind=' OR 1=1&q=%00", ["Arunika Alkes", "Balai Presisi"]),
    ],
)
def test_the_directory_is_narrowed_by_the_address(
    client, bandung, laboratory, query, expected
):
    response = client.get(f"/pemasok/?{query}")

    assert response.status_code == 200
    assert listed(response) == expected


def test_counts_of_a_facet_do_not_depend_on_its_own_choice(client, bandung, laboratory):
    context = client.get("/pemasok/?kind=manufacturer").context

    counts = {option.label: option.count for option in context["kinds"]}
    assert counts["Produsen"] == 1
    assert counts["Laboratorium kalibrasi"] == 1
    assert [(o.label, o.count) for o in context["provinces"]] == [("Jawa Barat", 1)]


def test_a_choice_keeps_the_other_choices(client, bandung, laboratory):
    context = client.get("/pemasok/?kind=manufacturer&q=alkes&page=1").context

    (province,) = context["provinces"]
    assert province.url == "?q=alkes&kind=manufacturer&province=32"
    assert context["everyone"] == "?q=alkes"


@pytest.mark.parametrize(
    ("query", "is_offered"),
    [("", False), ("?kind=manufacturer", True), ("?q=arunika", True)],
)
def test_a_narrowed_directory_offers_to_show_all(client, bandung, query, is_offered):
    page = texts(client.get(f"/pemasok/{query}"))

    assert ("Hapus semua saringan" in page) is is_offered


def test_nothing_found_offers_the_whole_list(client, bandung):
    response = client.get("/pemasok/?q=tidak-ada")

    assert "Tidak ada pemasok yang cocok" in texts(response)
    assert '<a class="button" href="?">' in response.content.decode()


def test_only_published_products_are_counted(client, bandung):
    ProductPageFactory(parent=bandung)
    ProductPageFactory(parent=bandung, live=False)

    (entry,) = client.get("/pemasok/").context["entries"]

    assert entry.products == 1


def test_the_directory_is_paged_and_keeps_its_selection(client, catalogue):
    for number in range(25):
        SupplierPageFactory(parent=catalogue, title=f"Pemasok {number:02d}")

    response = client.get("/pemasok/?q=pemasok&page=2")

    assert listed(response) == ["Pemasok 24"]
    assert 'href="?q=pemasok" rel="prev"' in response.content.decode()


def test_the_directory_takes_a_fixed_number_of_queries(
    client, catalogue, bandung, laboratory, django_assert_num_queries
):
    AccreditationFactory(supplier=laboratory)
    ProductPageFactory(parent=SupplierPageFactory(logo=CatalogueImageFactory()))
    client.get("/pemasok/")
    cache.clear()
    with django_assert_num_queries(DIRECTORY_QUERIES):
        client.get("/pemasok/")

    for _ in range(3):
        ProductPageFactory(parent=SupplierPageFactory(logo=CatalogueImageFactory()))
        AccreditationFactory(supplier=LaboratoryFactory())
    client.get("/pemasok/")
    cache.clear()
    with django_assert_num_queries(DIRECTORY_QUERIES):
        client.get("/pemasok/")


def test_the_supplier_page_shows_its_data_but_not_its_tax_number(client, bandung):
    SupplierContactFactory(supplier=bandung, phone="+62 22 1234", email="a@b.example")
    PlantFactory(supplier=bandung, name="Pabrik Cimahi")

    response = client.get(bandung.url)

    text = texts(response)
    for words in (
        "PT Arunika Alkes Sejahtera",
        "9120106900275",
        "32501, 32509",
        "Usaha kecil",
        "Berdiri 1998",
        "Karyawan 1.240",
        "Kota Bandung, Jawa Barat",
        "Pabrik Cimahi",
        "a@b.example",
    ):
        assert words in text
    assert 'href="tel:+62221234"' in response.content.decode()
    assert "013121660091000" not in response.content.decode()


def test_a_laboratory_shows_whether_its_accreditation_holds(client, laboratory):
    AccreditationFactory(
        supplier=laboratory, number="LK-285-IDN", expires_on=date(2099, 5, 12)
    )
    AccreditationFactory(
        supplier=laboratory, number="LK-100-IDN", expires_on=date(2025, 5, 12)
    )

    text = texts(client.get(laboratory.url))

    assert "LK-285-IDN Berlaku sampai 12 Mei 2099" in text
    assert "LK-100-IDN Berakhir 12 Mei 2025" in text
    assert "Suhu inkubator bayi" in text


def test_a_maker_without_products_says_so(client, bandung):
    assert "Pemasok ini belum menayangkan produk" in texts(client.get(bandung.url))


def test_a_maker_links_to_all_its_products(client, bandung):
    ProductPageFactory(parent=bandung)

    html = client.get(bandung.url).content.decode()

    assert f'href="/cari/?supplier={bandung.pk}"' in html


def test_english_readers_get_english_texts(client, bandung):
    text = texts(client.get(f"/en{bandung.url}"))

    assert "Makes operating lights." in text
    assert "Membuat lampu operasi." not in text


def test_the_supplier_page_takes_a_fixed_number_of_queries(
    client, bandung, django_assert_num_queries
):
    def add_rows():
        SupplierContactFactory(supplier=bandung)
        PlantFactory(supplier=bandung)
        AccreditationFactory(supplier=bandung)
        SupplierCertificateFactory(supplier=bandung)
        ProductPageFactory(parent=bandung)

    add_rows()
    client.get(bandung.url)
    cache.clear()
    with django_assert_num_queries(SUPPLIER_QUERIES):
        client.get(bandung.url)

    add_rows()
    add_rows()
    cache.clear()
    with django_assert_num_queries(SUPPLIER_QUERIES):
        client.get(bandung.url)
