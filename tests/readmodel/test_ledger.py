"""What the ledger says of products and variants after they were derived."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from products.models import ProductPage
from readmodel import ledger
from readmodel.lease import LedgerLease, held
from readmodel.models import ProductState, VariantState
from tests.factories.products import complete_product, days_from_today, ready_product

pytestmark = pytest.mark.django_db


def derive(*products) -> int:
    with held(LedgerLease()) as lease:
        return ledger.derive(lease, {product.pk for product in products})


def test_a_product_that_changed_gets_the_next_revision(catalogue):
    product, other = complete_product(), complete_product()
    assert derive(product, other) == 2

    product.title = "Nama baru"
    product.save()

    assert derive(product, other) == 1
    assert ProductState.objects.get(pk=product.pk).revision == 3
    assert ProductState.objects.get(pk=other.pk).revision == 2


def test_what_readers_never_knew_and_is_not_there_is_not_recorded(catalogue):
    draft = complete_product(live=False)

    assert derive(draft) == 0
    assert not ProductState.objects.exists()


def test_a_product_that_left_is_recorded_once(catalogue):
    product = complete_product()
    derive(product)
    product.unpublish()

    assert derive(product) == 1
    assert derive(product) == 0

    state = ProductState.objects.get()
    assert (state.live, state.document, state.rebuild_on) == (False, None, None)


def test_deleting_what_had_left_changes_why_it_left(catalogue):
    product = complete_product()
    sku = product.variants.get().sku
    derive(product)
    product.unpublish()
    derive(product)
    left_at = VariantState.objects.get(pk=sku).history["withdrawn_at"]

    ProductPage.objects.get(pk=product.pk).delete()

    assert derive(product) == 1
    history = VariantState.objects.get(pk=sku).history
    assert (history["reason"], history["revision"]) == ("deleted", 3)
    assert history["withdrawn_at"] == left_at


def test_the_day_of_the_next_building_is_kept_though_nothing_else_changed(catalogue):
    product = complete_product()
    product.authorisations.update(expires_on=days_from_today(10))
    derive(product)
    assert ProductState.objects.get().rebuild_on == days_from_today(11)

    ProductState.objects.update(rebuild_on=None)

    assert derive(product) == 0
    assert ProductState.objects.get().rebuild_on == days_from_today(11)


def test_the_previous_owner_of_a_sku_is_told_as_well(catalogue):
    giver, taker = complete_product(), complete_product()
    sku = giver.variants.get().sku
    derive(giver, taker)
    giver.variants.all().delete()
    taker.variants.update(sku=sku)

    changed = derive(taker)

    assert changed == 2
    assert VariantState.objects.get(pk=sku).product_id == taker.pk
    revisions = ProductState.objects.values_list("pk", "revision")
    assert {pk for pk, revision in revisions if revision > 2} == {giver.pk, taker.pk}


def test_a_variant_is_created_when_its_product_was_first_published(catalogue):
    product = complete_product()
    published_at = timezone.now().replace(microsecond=0) - timedelta(days=3)
    ProductPage.objects.filter(pk=product.pk).update(first_published_at=published_at)

    derive(product)

    assert VariantState.objects.get().created_at == published_at


def test_a_variant_of_a_product_without_a_day_is_created_now(catalogue):
    product = complete_product()
    ProductPage.objects.filter(pk=product.pk).update(first_published_at=None)

    derive(product)

    row = VariantState.objects.get()
    assert row.created_at == row.updated_at


def test_what_cannot_be_built_is_not_looked_at_every_time(catalogue, caplog):
    product = complete_product()
    derive(product)
    product.authorisations.update(number="rusak")

    assert derive(product) == 0

    state = ProductState.objects.get()
    assert (state.revision, state.rebuild_on) == (1, None)
    assert f"Product {product.pk} cannot be indexed" in caplog.text


def test_the_day_of_building_is_kept_where_the_next_one_stays(catalogue):
    product = complete_product()
    with time_machine.travel(timezone.now() - timedelta(days=1)):
        derive(product)
    before = ProductState.objects.get()

    derive(product)

    assert before.built_on == days_from_today(-1)
    assert ProductState.objects.get().built_on == days_from_today(-1)


def test_the_day_of_building_moves_with_the_next_one(catalogue):
    product = complete_product()
    derive(product)
    ProductState.objects.update(
        built_on=days_from_today(-1), rebuild_on=days_from_today(0)
    )

    assert derive(product) == 0

    assert ProductState.objects.get().built_on == days_from_today(0)


@pytest.mark.parametrize("day", [None, 1])
def test_a_day_of_building_that_is_not_known_or_to_come_is_told(catalogue, day):
    product = complete_product()
    derive(product)
    ProductState.objects.update(built_on=day and days_from_today(day))

    assert derive(product) == 0

    assert ProductState.objects.get().built_on == days_from_today(0)


def test_what_was_told_of_at_a_moment_to_come_is_told_of_anew(catalogue):
    product = complete_product()
    derive(product)
    ProductState.objects.update(changed_at=timezone.now() + timedelta(hours=1))

    assert (derive(product), derive(product)) == (1, 0)

    state = ProductState.objects.get()
    assert state.revision == 2
    assert state.changed_at <= timezone.now()


def test_a_product_published_at_a_moment_to_come_exists_since_now(catalogue):
    product = ready_product()
    sku = product.variants.get().sku
    ProductPage.objects.update(first_published_at=timezone.now() + timedelta(days=9))

    derive(product)

    assert VariantState.objects.get(pk=sku).created_at <= timezone.now()


def test_what_cannot_be_built_is_not_due_again(catalogue, monkeypatch):
    product = complete_product()
    derive(product)
    ProductState.objects.update(built_on=days_from_today(1))
    monkeypatch.setattr(ledger, "build_products", lambda product_ids: iter(()))

    derive(product)

    assert not ProductState.objects.due(days_from_today(0)).exists()
