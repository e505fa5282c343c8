"""The screen on which the sale of variants is restricted and released."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from products.models import SaleRestriction, SaleRestrictionEntry
from tests.factories.products import (
    ProductPageFactory,
    ProductVariantFactory,
    SaleRestrictionFactory,
)
from tests.factories.suppliers import SupplierPageFactory
from tests.factories.users import UserFactory, administrator, editor_of, verifier
from tests.screens import messages_of

pytestmark = pytest.mark.django_db

SENT = {
    "variants": ["L-1"],
    "kind": "unorderable",
    "reason": "production_paused",
    "note": "Mesin diperbaiki.",
}


@pytest.fixture
def lamp(catalogue):
    product = ProductPageFactory(title="Lampu Operasi")
    for sku in ("L-1", "L-2"):
        ProductVariantFactory(product=product, sku=sku)
    return product


@pytest.fixture
def people(lamp):
    return {
        "editor": editor_of(lamp.supplier),
        "rival": editor_of(SupplierPageFactory()),
        "verifier": verifier(),
        "administrator": administrator(),
        "stranger": UserFactory(),
    }


def sale_url(product):
    return reverse("product_sale", args=[product.pk])


def lift_url(product):
    return reverse("product_sale_lift", args=[product.pk])


def standing():
    return sorted(SaleRestriction.objects.values_list("sku", "authority", "kind"))


@pytest.mark.parametrize(
    ("person", "authority"),
    [("editor", "maker"), ("verifier", "verifier"), ("administrator", "verifier")],
)
def test_who_may_restrict_and_on_whose_behalf(client, lamp, people, person, authority):
    client.force_login(people[person])

    opened = client.get(sale_url(lamp))
    response = client.post(sale_url(lamp), SENT, follow=True)

    assert opened.status_code == 200
    assert standing() == [("L-1", authority, "unorderable")]
    assert messages_of(response) == ["Penjualan 1 varian dibatasi mulai sekarang."]
    assert "Tidak dapat dipesan sejak" in response.content.decode()


@pytest.mark.parametrize("person", ["anonymous", "stranger", "rival"])
def test_nobody_else_sees_or_changes_anything(client, lamp, people, person):
    row = SaleRestrictionFactory(product=lamp, sku="L-1", note="Rahasia.")
    if person != "anonymous":
        client.force_login(people[person])

    answers = [
        client.get(sale_url(lamp)),
        client.post(sale_url(lamp), SENT | {"kind": "withdrawn"}),
        client.post(lift_url(lamp), {"restriction": row.pk}),
    ]

    assert {each.status_code for each in answers} <= {302, 404}
    assert not any("Rahasia" in each.content.decode() for each in answers)
    assert standing() == [("L-1", "maker", "unorderable")]
    assert not SaleRestrictionEntry.objects.exists()


def test_a_whole_product_is_restricted_and_released_in_one_act(client, lamp, people):
    client.force_login(people["editor"])
    whole = SENT | {"variants": [], "whole": "on", "kind": "withdrawn"}

    client.post(sale_url(lamp), whole)
    restricted = standing()
    screen = BeautifulSoup(client.get(sale_url(lamp)).content, "html.parser")
    [form] = [
        each
        for each in screen.select(f'form[action="{lift_url(lamp)}"]')
        if len(each.select("input[name=restriction]")) == 2
    ]
    keys = [each["value"] for each in form.select("input[name=restriction]")]
    response = client.post(lift_url(lamp), {"restriction": keys}, follow=True)

    assert restricted == [
        ("L-1", "maker", "withdrawn"),
        ("L-2", "maker", "withdrawn"),
    ]
    assert standing() == []
    assert messages_of(response) == ["2 pembatasan dicabut mulai sekarang."]


def test_an_editor_cannot_lift_what_a_verifier_set(client, lamp, people):
    row = SaleRestrictionFactory(product=lamp, sku="L-1", authority="verifier")
    client.force_login(people["editor"])

    screen = BeautifulSoup(client.get(sale_url(lamp)).content, "html.parser")
    response = client.post(lift_url(lamp), {"restriction": row.pk})

    assert screen.select("input[name=restriction]") == []
    assert "Hanya verifikator yang dapat mencabutnya." in screen.text
    assert response.status_code == 403
    assert "hanya dapat dicabut verifikator" in messages_of(response)[0]
    assert standing() == [("L-1", "verifier", "unorderable")]
    assert not SaleRestrictionEntry.objects.exists()


def test_an_editor_cannot_weaken_what_a_verifier_set(client, lamp, people):
    row = SaleRestrictionFactory(
        product=lamp, sku="L-1", authority="verifier", kind="withdrawn"
    )
    client.force_login(people["editor"])

    client.post(sale_url(lamp), SENT)

    assert standing() == [
        ("L-1", "maker", "unorderable"),
        ("L-1", "verifier", "withdrawn"),
    ]
    assert lamp.restrictions == {"L-1": row}


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"note": " "}, "Tulis penjelasannya."),
        ({"reason": ""}, "Pilih alasannya."),
        ({"kind": ""}, "Pilih keadaannya."),
        ({"variants": []}, "Pilih varian, atau seluruh produk."),
        ({"variants": ["L-9"]}, "SKU L-9 tidak ada lagi pada produk ini."),
        ({"kind": "hidden"}, "hidden bukan salah satu dari pilihan"),
        ({"reason": "<b>"}, "&lt;b&gt; bukan salah satu dari pilihan"),
        ({"note": "x" * 2001}, "paling banyak 2000 karakter"),
    ],
)
def test_what_is_missing_or_unknown_is_refused_beside_its_field(
    client, lamp, people, changes, sentence
):
    client.force_login(people["editor"])

    response = client.post(sale_url(lamp), SENT | changes)

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert standing() == []


@pytest.mark.parametrize("keys", [[], ["x"], ["9" * 30], ["-1"], ["0"]])
def test_lifting_what_there_is_not_changes_nothing(client, lamp, people, keys):
    SaleRestrictionFactory(product=lamp, sku="L-1")
    client.force_login(people["editor"])

    response = client.post(lift_url(lamp), {"restriction": keys}, follow=True)

    assert messages_of(response) == ["Sudah demikian; tidak ada yang berubah."]
    assert standing() == [("L-1", "maker", "unorderable")]


def test_a_single_variant_is_not_chosen(client, catalogue):
    product = ProductVariantFactory(sku="S-1").product
    client.force_login(editor_of(product.supplier))

    opened = client.get(sale_url(product)).content.decode()
    client.post(sale_url(product), SENT | {"variants": []})

    assert 'name="variants"' not in opened
    assert standing() == [("S-1", "maker", "unorderable")]


def test_a_sku_that_the_product_lost_can_still_be_released(client, lamp, people):
    row = SaleRestrictionFactory(product=lamp, sku="L-0")
    client.force_login(people["editor"])

    opened = client.get(sale_url(lamp)).content.decode()
    client.post(lift_url(lamp), {"restriction": row.pk})

    assert "SKU ini tidak ada lagi pada produk." in opened
    assert standing() == []


def test_notes_are_shown_as_text_and_the_history_in_order(client, lamp, people):
    client.force_login(people["editor"])
    client.post(sale_url(lamp), SENT | {"note": "<script>alert(1)</script>"})
    [row] = SaleRestriction.objects.all()

    client.post(lift_url(lamp), {"restriction": row.pk, "note": "Sudah jalan."})
    page = client.get(sale_url(lamp)).content.decode()

    assert "<script>alert" not in page
    assert page.index("Sudah jalan.") < page.index("&lt;script&gt;alert")


def test_lifting_is_no_address_to_open(client, lamp, people):
    client.force_login(people["editor"])

    assert client.get(lift_url(lamp)).url == sale_url(lamp)


def test_the_list_of_products_says_what_is_restricted(client, lamp, people):
    client.force_login(people["editor"])
    before = client.get(reverse("products:index")).content.decode()
    SaleRestrictionFactory(product=lamp, sku="L-1", kind="withdrawn")
    partly = client.get(reverse("products:index")).content.decode()
    SaleRestrictionFactory(product=lamp, sku="L-2")
    wholly = client.get(reverse("products:index")).content.decode()

    assert sale_url(lamp) not in before
    assert f'<a href="{sale_url(lamp)}">sebagian dibatasi</a>' in partly
    assert f'<a href="{sale_url(lamp)}">tidak dapat dipesan</a>' in wholly


@pytest.mark.parametrize("note", ["a\0b", "x" * 2001])
def test_a_note_that_cannot_be_kept_is_refused(client, lamp, people, note):
    row = SaleRestrictionFactory(product=lamp, sku="L-1")
    client.force_login(people["editor"])

    response = client.post(lift_url(lamp), {"restriction": row.pk, "note": note})

    assert response.status_code == 422
    assert messages_of(response)[0].startswith("Catatan pencabutan (boleh kosong): ")
    assert standing() == [("L-1", "maker", "unorderable")]
    assert not SaleRestrictionEntry.objects.exists()
