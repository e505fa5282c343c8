"""Notes: written in one statement, once for each reason, removed as they were read."""

import pytest
from django.db import connection, transaction

from products.models import ProductPage
from readmodel import outbox
from readmodel.models import PendingChange
from readmodel.outbox import Notes
from tests.factories.products import ProductPageFactory
from tests.factories.suppliers import SupplierPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def products(catalogue):
    """Three products, of which nothing is noted."""
    supplier = SupplierPageFactory()
    made = [ProductPageFactory(parent=supplier) for _ in range(3)]
    PendingChange.objects.all().delete()
    return made


def noted() -> list[int]:
    notes = PendingChange.objects.order_by("product_id", "pk")
    return list(notes.values_list("product_id", flat=True))


def keys_of(products) -> list[int]:
    return sorted(product.pk for product in products)


def test_noting_many_takes_one_query(products, django_assert_num_queries):
    with django_assert_num_queries(1):
        count = outbox.enqueue_all(ProductPage.objects.all())

    assert count == 3
    assert noted() == keys_of(products)


def test_a_product_that_joins_find_twice_is_noted_once(products):
    rows = ProductPage.objects.filter(pk=products[0].pk)

    count = outbox.enqueue_all(rows | rows)

    assert count == 1


def test_the_same_reason_notes_once_in_a_transaction(products):
    with transaction.atomic():
        outbox.enqueue_once(ProductPage.objects.all(), ("device type", 1))
        outbox.enqueue_once(ProductPage.objects.all(), ("device type", 1))

    assert noted() == keys_of(products)


def test_another_reason_notes_again(products):
    one = ProductPage.objects.filter(pk=products[0].pk)

    with transaction.atomic():
        outbox.enqueue_once(one, ("device type", 1))
        outbox.enqueue_once(one, ("device type", 2))

    assert noted() == [products[0].pk] * 2


def test_the_first_time_a_note_of_somebody_else_does_not_count(products):
    first = products[0]
    outbox.enqueue([first.pk])

    with transaction.atomic():
        outbox.enqueue_once(ProductPage.objects.filter(pk=first.pk), "reason")

    assert noted() == [first.pk] * 2


def test_what_is_found_later_for_the_same_reason_is_noted(products):
    first, second, _third = products

    with transaction.atomic():
        outbox.enqueue_once(ProductPage.objects.filter(pk=first.pk), "reason")
        both = ProductPage.objects.filter(pk__in=[first.pk, second.pk])
        outbox.enqueue_once(both, "reason")

    assert noted() == keys_of([first, second])


def test_a_savepoint_that_is_rolled_back_takes_the_reason_along(products):
    rows = ProductPage.objects.filter(pk=products[0].pk)

    with transaction.atomic():
        with pytest.raises(RuntimeError), transaction.atomic():
            outbox.enqueue_once(rows, "reason")
            raise RuntimeError
        outbox.enqueue([products[0].pk])
        outbox.enqueue_once(rows, "reason")

    assert noted() == [products[0].pk] * 2


def test_another_transaction_notes_again(products):
    rows = ProductPage.objects.filter(pk=products[0].pk)
    outbox.enqueue_once(rows, "reason")

    # As Django does when a transaction ends.
    connection.run_on_commit = []
    outbox.enqueue_once(rows, "reason")

    assert noted() == [products[0].pk] * 2


def test_notes_of_a_product_are_read_together(products):
    first, second, third = keys_of(products)
    outbox.enqueue([first, second, first, third, first])

    notes = outbox.read_notes(2)

    assert notes.product_ids == {first, second}
    assert len(notes.primary_keys) == 4


def test_without_notes_nothing_is_read(products):
    assert outbox.read_notes(10) == Notes()


def test_a_note_that_came_meanwhile_stays(products):
    first, second, _third = keys_of(products)
    outbox.enqueue([first, second])
    notes = outbox.read_notes(1)
    outbox.enqueue([first])

    outbox.remove_notes(notes)

    assert noted() == [first, second]


def test_a_note_with_a_lower_key_that_was_not_read_stays(products):
    """PostgreSQL hands keys out before it commits."""
    first = products[0].pk
    PendingChange.objects.create(pk=1_000_000, product_id=first)
    notes = outbox.read_notes(10)
    PendingChange.objects.create(pk=999_999, product_id=first)

    outbox.remove_notes(notes)

    assert list(PendingChange.objects.values_list("pk", flat=True)) == [999_999]


def test_what_is_noted_can_be_left_out(products):
    outbox.enqueue([products[0].pk])

    left = outbox.unnoted(ProductPage.objects.all())

    assert keys_of(left) == keys_of(products[1:])
