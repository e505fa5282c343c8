"""What readers of the export are told of variants that are withheld from sale."""

import pytest

from domain.sale import RestrictionKind, RestrictionReason
from lkpp.profiles import PROFILES
from products.models import ProductPage, SaleRestriction
from products.sale.restricting import lift, restrict
from readmodel import indexer
from readmodel.lease import last_revision
from tests.factories.products import ready_product
from tests.factories.users import verifier

BASE_URL = "https://katalog.example"


@pytest.fixture
def product(index) -> ProductPage:
    product = ready_product(variants=2)
    indexer.drain()
    return product


@pytest.fixture
def acting(product, index):
    """``acting(kind, *skus)`` restricts, without a kind lifts all; then the indexer
    works off what was noted."""
    by = verifier()

    def act(kind: str, *skus: str) -> None:
        if kind:
            restrict(
                product.pk,
                skus,
                kind=RestrictionKind(kind),
                reason=RestrictionReason.RECALLED,
                note="Laporan pengguna.",
                by=by,
            )
        else:
            rows = SaleRestriction.objects.values_list("pk", flat=True)
            lift(product.pk, list(rows), by=by)
        indexer.drain()

    return act


def flags(record) -> tuple[object, object]:
    block = PROFILES["v5"].entry(record, BASE_URL)["x_alkes"]
    return block["status_tayang"], block["apakah_dapat_dibeli"]


def test_each_variant_has_flags_of_its_own(product, exported, acting):
    first, second = product.variants.all()

    acting("unorderable", first.sku)

    assert flags(exported(first.sku)) == (True, False)
    assert flags(exported(second.sku)) == (True, True)


def test_one_that_is_withdrawn_is_a_tombstone_until_it_returns(
    product, exported, acting, indexed
):
    first, second = product.variants.all()
    before = exported(first.sku)

    acting("withdrawn", first.sku)
    gone, stays = exported(first.sku), exported(second.sku)
    found = [each["sku"] for each in indexed(product)["variants"]]
    acting("")
    back = exported(first.sku)

    assert (gone["active"], gone["reason"]) == (False, "withdrawn")
    assert flags(gone) == (False, False)
    assert gone["revision"] > before["revision"]
    assert stays["active"] is True
    assert found == [second.sku]
    assert back["revision"] > gone["revision"]
    assert back["active"] is True
    assert back["listing"] == before["listing"]


def test_a_product_leaves_with_the_last_of_its_variants_and_returns_with_one(
    product, exported, acting, indexed, client
):
    first, second = product.variants.all()

    acting("withdrawn", first.sku, second.sku)
    gone = [exported(each.sku) for each in (first, second)]
    document, answer = indexed(product), client.get(product.url)
    acting("unorderable", second.sku)

    assert [each["reason"] for each in gone] == ["withdrawn", "withdrawn"]
    assert document is None
    assert answer.status_code == 404
    assert exported(first.sku)["reason"] == "withdrawn"
    assert flags(exported(second.sku)) == (True, False)
    assert indexed(product)["orderable"] is False
    assert client.get(product.url).status_code == 200


def test_what_changes_nothing_for_readers_gets_no_revision(product, acting):
    first, _second = product.variants.all()
    acting("withdrawn", first.sku)
    before = last_revision()

    acting("withdrawn", first.sku)

    assert last_revision() == before
