"""Writing what LKPP reported, with its history."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from core.append_only import RowIsFinal
from lkpp.listings.lookup import history_of, reported_listings
from lkpp.listings.planning import plan_import
from lkpp.listings.recording import PlanChanged, record_listings
from lkpp.listings.rows import read_reported_rows
from lkpp.models import LkppListing, LkppListingChange
from products.models import ProductVariant
from readmodel import outbox
from readmodel.models import PendingChange
from tests.factories.products import ProductPageFactory, ProductVariantFactory
from tests.factories.users import administrator
from tests.lkpp.listings.reports import CATEGORY, CSV, V6, read


def noted() -> list[int]:
    """The products that the indexer is to look at, in the order of their notes."""
    return list(
        PendingChange.objects.order_by("pk").values_list("product_id", flat=True)
    )


@pytest.fixture
def nothing_noted(variants):
    PendingChange.objects.all().delete()


def test_what_was_reported_is_kept_with_its_history(variants, nothing_noted):
    person = administrator(first_name="Sari")

    record_listings(read(CSV), source="lkpp.csv", by=person)
    record_listings(
        read(f"sku;tayang;category_id\nA-1;tidak;{CATEGORY}\n"), source="kedua"
    )

    listing = LkppListing.objects.get()
    assert listing.sku == "A-1"
    assert listing.kd_produk == 76215995
    assert listing.v6_id == UUID(V6)
    assert listing.category_id == UUID(CATEGORY)
    assert (listing.shown, listing.purchasable) == (False, False)
    second, first = history_of(["A-1"])["A-1"]
    assert (first.by_name, first.source) == ("Sari", "lkpp.csv")
    assert first.after == {
        "kd_produk": 76215995,
        "v6_id": V6,
        "shown": True,
        "purchasable": False,
    }
    assert second.before == {"shown": True, "category_id": None}
    assert second.after == {"shown": False, "category_id": CATEGORY}
    assert noted() == [variants["A-1"].product_id] * 2


def test_reporting_the_same_again_changes_nothing(variants):
    record_listings(read(CSV), source="lkpp.csv")
    before = LkppListing.objects.values().get()
    PendingChange.objects.all().delete()

    done = record_listings(read(CSV), source="lagi")

    assert (done.changes, done.unchanged) == ([], 1)
    assert LkppListing.objects.values().get() == before
    assert LkppListingChange.objects.count() == 1
    assert noted() == []


def test_hyphen_takes_away_what_was_reported(variants):
    record_listings(read(CSV), source="lkpp.csv")

    record_listings(read("sku;kd_produk;tayang\nA-1;-;-1\n"), source="kedua")

    listing = LkppListing.objects.get()
    assert (listing.kd_produk, listing.shown) == (None, None)
    assert listing.v6_id == UUID(V6)
    assert listing.address == ""


def test_all_is_written_or_nothing(variants, monkeypatch):
    def break_off(product_ids):
        raise RuntimeError("interrupted")

    monkeypatch.setattr(outbox, "enqueue", break_off)

    with pytest.raises(RuntimeError):
        record_listings(read(CSV), source="lkpp.csv")

    assert LkppListing.objects.count() == 0
    assert LkppListingChange.objects.count() == 0


def test_another_plan_than_the_one_looked_at_is_refused(variants):
    rows = read(CSV)
    digest = plan_import(rows).digest
    LkppListing.objects.create(sku="A-1", kd_produk=1)

    with pytest.raises(PlanChanged):
        record_listings(rows, source="lkpp.csv", expected=digest)

    assert LkppListing.objects.get().kd_produk == 1


def test_history_cannot_be_changed(variants):
    record_listings(read(CSV), source="lkpp.csv")
    change = LkppListingChange.objects.get()

    with pytest.raises(RowIsFinal):
        change.save()
    with pytest.raises(RowIsFinal):
        change.delete()
    with pytest.raises(RowIsFinal):
        LkppListingChange.objects.update(source="lain")
    with pytest.raises(RowIsFinal):
        LkppListingChange.objects.all().delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        LkppListingChange._base_manager.filter(pk=change.pk)._update(
            [(LkppListingChange._meta.get_field("source"), None, "lain")]
        )
    assert LkppListingChange.objects.get().source == "lkpp.csv"


def test_what_was_reported_outlives_a_new_row_of_the_variant(variants):
    record_listings(read(CSV), source="lkpp.csv")
    old = variants["A-1"]
    old.delete()
    ProductVariantFactory(product=old.product, sku="A-1")

    assert reported_listings(["A-1"])["A-1"].kd_produk == 76215995


def test_many_rows_take_few_queries(catalogue, django_assert_max_num_queries):
    product = ProductPageFactory()
    ProductVariant.objects.bulk_create(
        ProductVariant(product=product, sku=f"S-{number}") for number in range(1200)
    )
    lines = "".join(f"S-{n};{n + 1}\n" for n in range(1200))
    rows = list(read_reported_rows(b"sku;kd_produk\n" + lines.encode(), 2000))

    with django_assert_max_num_queries(60):
        record_listings(rows, source="banyak")

    assert LkppListing.objects.count() == 1200


def test_since_is_the_day_of_the_present_state(variants):
    record_listings(read(CSV), source="lkpp.csv")
    long_ago = timezone.now() - timedelta(days=400)
    LkppListing.objects.update(reported_at=long_ago)

    record_listings(read("sku;tayang\nA-1;ya\n"), source="sama")

    assert LkppListing.objects.get().reported_at == long_ago
