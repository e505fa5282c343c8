"""From a change in the catalogue to what readers see."""

import shutil
from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core import upkeep
from core.registry import Registry
from products.models import ProductPage
from readmodel import indexer, ledger, outages
from readmodel.heartbeat import Heartbeat
from readmodel.lease import LeaseTaken, LedgerLease, held, last_revision
from readmodel.models import (
    IndexerLease,
    PendingChange,
    ProductState,
    SinkState,
)
from search.documents import loading
from search.engines import get_engine
from search.engines.base import Count, DocumentGroup, EngineQuery, EngineUnavailable
from search.indexing.mapping import PRODUCT
from tests.factories.products import (
    ProductPageFactory,
    ProductVariantFactory,
    complete_product,
    days_from_today,
)
from tests.readmodel.followers_in_turn import follow_in_turn
from tests.search.elasticsearch_server import remove_indices

pytestmark = pytest.mark.django_db


def found(engine) -> int:
    return engine.search(EngineQuery(kind=PRODUCT, limit=0)).total


def test_a_published_product_is_found(index, indexed):
    product = complete_product()

    changed = indexer.drain()

    assert changed == 1
    assert indexed(product)["title"] == product.title
    assert found(index) == 1
    assert not PendingChange.objects.exists()


def test_control_characters_in_a_name_stop_nobody(index, indexed):
    product = complete_product()
    product.supplier.title = "PT A\x1fB"
    product.supplier.save_revision().publish()

    indexer.drain()

    assert indexed(product)["supplier"]["name"] == "PT A\x1fB"
    result = index.search(EngineQuery(kind=PRODUCT, counts=(Count("supplier"),)))
    assert result.counts["supplier"][0].term.label_id == "PT A B"


def test_a_draft_is_not_found(index, indexed):
    product = ProductPageFactory(live=False)

    changed = indexer.drain()

    assert changed == 0
    assert indexed(product) is None
    assert not ProductState.objects.exists()


def test_products_of_an_unpublished_supplier_leave(index, indexed):
    product = complete_product()
    indexer.drain()

    product.supplier.unpublish()
    indexer.drain()

    assert indexed(product) is None


def test_a_change_that_nobody_sees_takes_no_revision(index, indexed):
    product = complete_product()
    indexer.drain()
    before = last_revision()

    product.save()
    changed = indexer.drain()

    assert changed == 0
    assert last_revision() == before
    assert indexed(product)["revision"] == before


def test_revisions_have_no_gaps(index, indexed):
    products = [complete_product() for _ in range(3)]
    indexer.drain()
    for product in products[:2]:
        product.summary = "Ringkasan baru"
        product.save()
    indexer.drain()

    revisions = ProductState.objects.order_by("revision").values_list(
        "revision", flat=True
    )

    assert list(revisions) == [3, 4, 5]
    assert last_revision() == 5
    assert indexed(products[2])["revision"] == 3


def test_unpublishing_leaves_a_tombstone(index, indexed, exported):
    product = complete_product()
    sku = product.variants.get().sku
    indexer.drain()

    product.unpublish()
    indexer.drain()

    record = exported(sku)
    assert indexed(product) is None
    assert (record["active"], record["reason"]) == (False, "withdrawn")
    assert record["listing"] is None
    assert record["revision"] == 2


def test_deleting_leaves_a_tombstone(index, indexed, exported):
    product = complete_product()
    sku = product.variants.get().sku
    indexer.drain()

    ProductPage.objects.get(pk=product.pk).delete()
    indexer.drain()

    assert indexed(product) is None
    assert exported(sku)["reason"] == "deleted"


def test_a_variant_that_is_removed_leaves_a_tombstone(index, exported):
    product = complete_product()
    first = product.variants.get()
    second = ProductVariantFactory(product=product, kfa_code="33999999")
    indexer.drain()

    first.delete()
    ProductPage.objects.get(pk=product.pk).save()
    indexer.drain()

    assert exported(first.sku)["reason"] == "withdrawn"
    assert exported(second.sku)["active"] is True
    assert exported(second.sku)["revision"] == 1


def test_a_new_name_is_a_change_of_the_listing(index, exported, monkeypatch):
    product = complete_product()
    sku = product.variants.get().sku
    indexer.drain()
    before = exported(sku)["changed"]
    later = timezone.now() + timedelta(hours=1)

    product.title = "Nama baru"
    product.save()
    monkeypatch.setattr(timezone, "now", lambda: later)
    indexer.drain()

    after = exported(sku)
    changed = {k for k in before if after["changed"][k] != before[k]}
    assert after["name"] == "Nama baru"
    assert changed == {"listing"}
    assert after["updated_at"] > before["listing"]


def test_a_sku_used_again_belongs_to_the_new_product(index, exported):
    old = complete_product()
    sku = old.variants.get().sku
    indexer.drain()
    created_at = exported(sku)["created_at"]
    ProductPage.objects.get(pk=old.pk).delete()
    indexer.drain()

    new = complete_product()
    new.variants.update(sku=sku)
    new.save()
    indexer.drain()

    record = exported(sku)
    assert (record["product_id"], record["active"]) == (new.pk, True)
    assert record["created_at"] == created_at


def test_a_sku_handed_over_survives_a_rebuild(index, exported):
    old, new = complete_product(), complete_product()
    sku = old.variants.get().sku
    indexer.drain()
    old.variants.all().delete()
    new.variants.update(sku=sku)
    ProductPage.objects.get(pk=new.pk).save()

    indexer.rebuild()

    assert exported(sku)["product_id"] == new.pk


def test_a_licence_that_expires_is_noticed_without_a_save(
    index, indexed, exported, monkeypatch
):
    product = complete_product()
    sku = product.variants.get().sku
    product.authorisations.update(expires_on=days_from_today(10))
    indexer.drain()
    assert indexed(product)["licence"]["status"] == "expiring"
    later = timezone.localdate() + timedelta(days=11)

    monkeypatch.setattr(timezone, "localdate", lambda *args: later)
    changed = indexer.drain()

    assert changed == 1
    assert indexed(product)["licence"]["status"] == "expired"
    assert indexed(product)["orderable"] is False
    assert exported(sku)["reason"] == "licence-expired"


def test_only_the_section_that_changed_is_stamped_anew(index, exported, monkeypatch):
    product = complete_product()
    variant = product.variants.get()
    indexer.drain()
    before = exported(variant.sku)["changed"]
    later = timezone.now() + timedelta(hours=1)

    variant.price += 1
    variant.save()
    product.save()
    monkeypatch.setattr(timezone, "now", lambda: later)
    indexer.drain()

    after = exported(variant.sku)["changed"]
    assert {name for name in after if after[name] != before[name]} == {"price"}
    assert exported(variant.sku)["updated_at"] == after["price"]


def test_a_crash_before_the_engine_was_written_is_made_good(
    index, indexed, monkeypatch
):
    product = complete_product()

    def die(groups):
        raise KeyboardInterrupt

    monkeypatch.setattr(get_engine(), "apply", die)
    with pytest.raises(KeyboardInterrupt):
        indexer.drain()
    monkeypatch.undo()
    changed = indexer.drain()

    assert changed == 1
    assert indexed(product)["revision"] == 1
    assert SinkState.objects.get().applied_revision == 1


def test_rebuilding_keeps_revisions_and_tombstones(index, indexed, exported):
    stays, goes = complete_product(), complete_product()
    sku = goes.variants.get().sku
    indexer.drain()
    goes.unpublish()
    indexer.drain()
    stamps = exported(stays.variants.get().sku)["changed"]

    count = indexer.rebuild()

    assert count == 1
    assert indexed(stays)["revision"] == 1
    assert exported(stays.variants.get().sku)["changed"] == stamps
    assert exported(sku)["reason"] == "withdrawn"
    assert last_revision() == 3


def test_rebuilding_reads_the_ledger_and_not_the_catalogue(
    index, indexed, django_assert_num_queries
):
    product = complete_product()
    indexer.drain()
    ProductPage.objects.filter(pk=product.pk).update(title="Berubah diam-diam")
    PendingChange.objects.all().delete()
    index.apply([DocumentGroup(product.pk)])

    with CaptureQueriesContext(connection) as asked:
        count = indexer.rebuild()

    assert count == 1
    assert indexed(product)["title"] == product.title
    assert not [query for query in asked if "products_" in query["sql"]]


def test_deriving_all_finds_what_changed_unnoticed(index, indexed):
    product, gone = complete_product(), complete_product()
    indexer.drain()
    ProductPage.objects.filter(pk=product.pk).update(title="Berubah diam-diam")
    ProductPage.objects.filter(pk=gone.pk).update(live=False)
    PendingChange.objects.all().delete()

    noted = indexer.derive_all()
    indexer.drain()

    assert noted == 2
    assert indexed(product)["title"] == "Berubah diam-diam"
    assert indexed(product)["revision"] == 3
    assert indexed(gone) is None


def test_a_rebuild_that_fails_keeps_the_index(index, indexed, monkeypatch):
    product = complete_product()
    indexer.drain()

    def die(*args):
        raise RuntimeError("disk full")

    monkeypatch.setattr(loading, "build_document", die)
    product.save()
    with pytest.raises(RuntimeError):
        indexer.rebuild()

    assert indexed(product)["title"] == product.title


def test_waiting_for_work_writes_signs_of_life_alone(
    index, monkeypatch, django_assert_num_queries
):
    turns = iter([False, False, True])
    monkeypatch.setattr(indexer, "POLL_SECONDS", 0)
    # What is past its time is forgotten once a day.
    monkeypatch.setattr(upkeep, "_tasks", Registry())
    follow_in_turn(monkeypatch)

    Heartbeat().beat()

    with django_assert_num_queries(12) as asked:
        indexer.run(lambda: next(turns))

    writes = [each["sql"] for each in asked if not each["sql"].startswith("SELECT")]
    [sign] = writes
    assert sign.startswith('UPDATE "readmodel_indexerstate" SET "seen_at" = ')


def test_an_index_that_was_removed_is_built_whole(
    index, indexed, settings, monkeypatch
):
    product, changed = complete_product(), complete_product()
    indexer.drain()
    turns = iter([False, False, True])

    if settings.SEARCH_ENGINE == "elasticsearch":
        remove_indices(settings.ELASTICSEARCH_INDEX)
    else:
        shutil.rmtree(settings.SEARCH_INDEX_DIR)
    changed.save()
    monkeypatch.setattr(indexer, "POLL_SECONDS", 0)
    follow_in_turn(monkeypatch)
    indexer.run(lambda: next(turns))

    assert found(index) == 2
    assert indexed(product)["revision"] == 1


def test_a_database_that_is_lost_is_waited_for(index, indexed, monkeypatch):
    product = complete_product()
    turns = iter([False, False, True])
    derive, calls = indexer._derive_what_is_due, []

    def lost_at_first(after_each):
        calls.append(1)
        if len(calls) == 1:
            raise OperationalError("the database system is shutting down")
        derive(after_each)

    monkeypatch.setattr(indexer, "POLL_SECONDS", 0)
    monkeypatch.setattr(outages, "LONGEST_PAUSE", 0)
    # The test's own connection has what it did.
    monkeypatch.setattr(connection, "close", lambda: None)
    monkeypatch.setattr(indexer, "_derive_what_is_due", lost_at_first)
    follow_in_turn(monkeypatch)
    indexer.run(lambda: next(turns))

    assert len(calls) == 2
    assert indexed(product)["revision"] == 1


def test_an_engine_that_is_away_is_tried_again(index, indexed, monkeypatch):
    product = complete_product()
    turns = iter([False, False, True])
    apply, calls = index.apply, []

    def away_at_first(groups):
        calls.append(groups)
        if len(calls) == 1:
            raise EngineUnavailable("away")
        return apply(groups)

    monkeypatch.setattr(indexer, "POLL_SECONDS", 0)
    follow_in_turn(monkeypatch)
    monkeypatch.setattr(index, "apply", away_at_first)
    indexer.run(lambda: next(turns))

    assert len(calls) == 2
    assert indexed(product)["revision"] == 1


def test_who_lost_the_lease_does_not_write_over_what_came_after(
    index, indexed, monkeypatch
):
    complete_product()
    build = ledger.build_products

    def build_slowly(product_ids):
        yield from build(product_ids)
        IndexerLease.objects.update(holder="another")

    monkeypatch.setattr(ledger, "build_products", build_slowly)
    with pytest.raises(LeaseTaken):
        indexer.drain()

    assert not ProductState.objects.exists()
    assert PendingChange.objects.exists()
    assert SinkState.objects.get().applied_revision == 0


def test_only_one_writes(index):
    with held(LedgerLease()), pytest.raises(LeaseTaken):
        indexer.drain()

    assert indexer.drain() == 0


def test_the_lease_of_one_that_died_ends(index):
    dead = LedgerLease()
    dead.take()
    IndexerLease.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    with held(LedgerLease()):
        with pytest.raises(LeaseTaken):
            dead.renew()
        with pytest.raises(LeaseTaken):
            dead.number(1)


def test_indexing_more_products_takes_no_more_queries(
    index, django_assert_max_num_queries
):
    complete_product()
    with django_assert_max_num_queries(62) as one:
        indexer.drain()

    for _ in range(9):
        complete_product()
    with django_assert_max_num_queries(62) as nine:
        indexer.drain()

    assert len(nine) == len(one)


def test_a_product_that_cannot_be_built_does_not_stop_the_others(
    index, indexed, caplog
):
    broken, sound = complete_product(), complete_product()
    broken.authorisations.update(number="rusak")

    changed = indexer.drain()

    assert changed == 1
    assert indexed(broken) is None
    assert indexed(sound)["title"] == sound.title
    assert f"Product {broken.pk} cannot be indexed" in caplog.text


def test_a_known_product_that_cannot_be_built_stays_as_it_was(index, indexed):
    product = complete_product()
    indexer.drain()
    product.authorisations.update(number="rusak")
    product.save()

    assert indexer.drain() == 0
    assert not PendingChange.objects.exists()
    assert indexed(product)["revision"] == 1


def test_a_price_that_lapsed_is_no_longer_exported(
    index, indexed, exported, monkeypatch
):
    product = complete_product()
    sku = product.variants.get().sku
    product.variants.update(price_valid_until=days_from_today(5))
    indexer.drain()
    assert exported(sku)["active"] is True
    later = timezone.localdate() + timedelta(days=6)

    monkeypatch.setattr(timezone, "localdate", lambda *args: later)
    indexer.drain()

    assert indexed(product)["orderable"] is False
    assert exported(sku)["reason"] == "not-ready"
