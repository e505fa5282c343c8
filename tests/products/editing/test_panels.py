"""How a product's page is laid out for its editors."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from products.editing.panels import product_edit_handler
from products.models import ProductPage
from tests.factories.products import (
    LAMP_ATTRIBUTES,
    CalibrationRecordFactory,
    ProductPageFactory,
    ProductVariantFactory,
    lamp_type,
)
from tests.factories.suppliers import (
    SupplierPageFactory,
    document_of,
    original_of,
)
from tests.factories.users import administrator, editor_of
from tests.product_form import edit_url

pytestmark = pytest.mark.django_db


@pytest.fixture
def own(client, catalogue):
    supplier = SupplierPageFactory()
    client.force_login(editor_of(supplier))
    return ProductPageFactory(
        parent=supplier, device_type=lamp_type(), attributes=LAMP_ATTRIBUTES
    )


def drawn(client, product) -> BeautifulSoup:
    return BeautifulSoup(client.get(edit_url(product)).content, "html.parser")


def tabs(page: BeautifulSoup) -> list[str]:
    return [next(each.stripped_strings) for each in page.select("[role=tab]")]


EDITORS = [
    "Produk",
    "Spesifikasi",
    "Varian & harga",
    "Izin & sertifikat",
    "Kalibrasi",
    "Gambar & dokumen",
]


def test_tabs_follow_what_an_editor_does(client, own):
    assert tabs(drawn(client, own)) == EDITORS


def test_only_an_administrator_changes_the_address(client, own):
    client.force_login(administrator())

    assert tabs(drawn(client, own)) == [*EDITORS, "Alamat halaman"]


def test_the_first_tab_begins_with_what_apps_above_say():
    bound = product_edit_handler.bind_to_model(ProductPage)

    headings = [str(panel.heading) for panel in bound.children[0].children]

    assert headings[:3] == ["Siap e-Katalog?", "Di e-Katalog LKPP", "Nama produk"]


def test_a_digital_certificate_is_uploaded_to_a_product_that_is_not_locked(client, own):
    address = reverse("product_dcc", args=[own.pk])
    assert drawn(client, own).select(f'a[href="{address}"]')

    own.locked = True
    own.save()

    assert not drawn(client, own).select(f'a[href="{address}"]')


def test_a_new_product_has_nowhere_to_upload_to_yet(client, own):
    url = reverse(
        "wagtailadmin_pages:add", args=["products", "productpage", own.supplier.pk]
    )

    html = client.get(url).content.decode()

    assert "/dcc/" not in html
    assert "readiness__state" not in html


@pytest.mark.parametrize("digital", [True, False])
def test_the_original_is_shown_where_a_record_has_one(client, own, digital):
    dcc = original_of(own.supplier, b"<dcc/>") if digital else None
    CalibrationRecordFactory(product=own, dcc=dcc, document=document_of(own.supplier))

    page = drawn(client, own)

    shown = page.select("#id_calibration_records-0-dcc")
    assert bool(shown) is digital


def test_a_doubtful_price_is_told_where_prices_are_edited(client, own):
    ProductVariantFactory(product=own, sku="NM-1", price=850)
    for _ in range(5):
        other = ProductPageFactory(
            device_type=own.device_type, attributes=LAMP_ATTRIBUTES
        )
        ProductVariantFactory(product=other, price=850_000)

    page = drawn(client, own)

    [warning] = page.select("#tab-varian_harga .attribute-warning")
    assert "NM-1: Harga Rp 850 jauh dari harga lazim" in warning.text


def test_likely_prices_take_no_room(client, own):
    ProductVariantFactory(product=own, sku="NM-1", price=850)

    assert "Harga yang meragukan" not in drawn(client, own).text
