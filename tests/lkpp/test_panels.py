"""What the edit page of a product shows of LKPP."""

import pytest
from bs4 import BeautifulSoup

from lkpp.listings.recording import record_listings
from products.models import ProductVariant
from tests.factories.products import ProductPageFactory, ProductVariantFactory
from tests.factories.suppliers import SupplierPageFactory
from tests.factories.users import administrator, editor_of, verifier
from tests.lkpp.listings.reports import CSV, V6, read
from tests.product_form import edit_url


@pytest.fixture
def variants(catalogue) -> dict[str, ProductVariant]:
    product = ProductPageFactory()
    return {
        sku: ProductVariantFactory(product=product, sku=sku) for sku in ("A-1", "B-2")
    }


@pytest.fixture
def frozen(variants) -> ProductVariant:
    record_listings(read(CSV), source="lkpp.csv", by=administrator(first_name="Sari"))
    return variants["A-1"]


def shown(client, product) -> BeautifulSoup | None:
    drawn = BeautifulSoup(client.get(edit_url(product)).content, "html.parser")
    return drawn.select_one(".lkpp-reported")


@pytest.mark.parametrize("person", ["editor", "verifier", "administrator"])
def test_supplier_is_shown_what_lkpp_reported(client, frozen, person):
    supplier = frozen.product.supplier
    people = {"editor": lambda: editor_of(supplier), "verifier": verifier}
    client.force_login(people.get(person, administrator)())

    panel = shown(client, frozen.product)

    assert panel.a["href"] == (
        "https://e-katalog.lkpp.go.id/katalog/produk/detail/76215995"
        "?lang=id&type=province"
    )
    text = " ".join(panel.text.split())
    assert V6 in text
    assert "Tayang, tidak dapat dibeli" in text
    assert "dibekukan LKPP" in text
    assert "lkpp.csv, Sari: nomor produk LKPP 76215995" in text


def test_another_supplier_is_not(client, frozen):
    client.force_login(editor_of(SupplierPageFactory()))

    response = client.get(edit_url(frozen.product))

    assert response.status_code == 404
    assert "76215995" not in response.content.decode()


def test_nothing_reported_shows_nothing(client, variants):
    product = variants["B-2"].product
    client.force_login(editor_of(product.supplier))

    assert shown(client, product) is None
