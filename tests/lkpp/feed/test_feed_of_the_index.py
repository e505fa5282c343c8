"""The feed from an editor's change to the reader, through the real indexer."""

from itertools import product

import pytest
from django.utils import timezone

from lkpp.jakarta_time import stamp
from products.models import ProductVariant
from readmodel import indexer
from tests.factories.products import ProductVariantFactory, complete_product
from tests.lkpp.feed.reading import pull, pull_pages
from tests.lkpp.schema_check import faults


@pytest.fixture
def bed(catalogue):
    """A published product with variants in three sizes, in the index."""
    page = complete_product(title="Tempat Tidur Uji")
    ProductVariant.objects.filter(product=page).delete()
    for number, size in enumerate("SML"):
        ProductVariantFactory(
            product=page, sku=f"TT-{size}", label=size, kfa_code=f"3300001{number}"
        )
    indexer.rebuild()
    return page


def test_a_published_product_is_pulled_with_all_its_variants(client, bed):
    status, page = pull(client, "all_produk", sort="asc")

    assert status == 200
    assert faults("list", page) == []
    assert (page["total"], page["total_page"]) == (3, 1)
    assert {
        entry["informasi"]["no_produk_penyedia"]: entry["informasi"]["nama_produk"]
        for entry in page["produk"]
    } == {
        "TT-S": "Tempat Tidur Uji S",
        "TT-M": "Tempat Tidur Uji M",
        "TT-L": "Tempat Tidur Uji L",
    }
    first = page["produk"][0]
    assert first["harga"]["harga_pemerintah"] == 1_387_500
    assert first["informasi"]["tkdn_produk"] == "57.62"
    assert first["informasi"]["url_produk"].startswith("https://katalog.example/")


def test_pages_hold_every_variant_once_though_all_are_of_one_moment(client, bed):
    for order_by, sort, per_page in product(
        ("create_date", "updated_date"), ("asc", "desc"), (1, 2, 3, 500)
    ):
        found = pull_pages(
            client, "all_produk", order_by=order_by, sort=sort, per_page=per_page
        )
        assert found == [("TT-L", 1), ("TT-M", 1), ("TT-S", 1)]


def test_what_left_is_told_as_a_change_and_by_its_number(client, bed):
    bed.unpublish()
    indexer.drain()

    assert pull_pages(client, "all_produk") == []
    assert sorted(pull_pages(client, "updated_produk", per_page=2)) == [
        ("TT-L", 0),
        ("TT-M", 0),
        ("TT-S", 0),
    ]
    status, single = pull(client, "produk", no_produk_penyedia="TT-M")
    assert status == 200
    assert faults("single", single) == []
    assert single["produk"]["informasi"]["produk_aktif"] == 0
    today = stamp(timezone.now().isoformat())[:10]
    assert single["produk"]["informasi"]["tanggal_update"][:10] == today


def test_a_number_that_never_was_is_not_found(client, bed):
    status, refusal = pull(client, "produk", no_produk_penyedia="TT-XL")

    assert status == 404
    assert refusal["message"] == "Product Not Found!"


@pytest.mark.parametrize("sku", ["\0", "x" * 70_000, "TT-S\x1fx", '" OR key:*'])
def test_strange_numbers_are_not_found_either(client, bed, sku):
    status, _ = pull(client, "produk", no_produk_penyedia=sku)

    assert status == 404


def test_the_feed_answers_without_an_index(client, bed, settings, tmp_path):
    settings.SEARCH_INDEX_DIR = tmp_path / "no index"
    assert client.get("/api/v1/products").status_code == 503

    found = pull_pages(client, "all_produk")
    status, single = pull(client, "produk", no_produk_penyedia="TT-M")

    assert [sku for sku, _active in found] == ["TT-L", "TT-M", "TT-S"]
    assert status == 200
    assert single["produk"]["informasi"]["produk_aktif"] == 1
