"""The chain over what readers were told."""

from uuid import UUID

import orjson
import pytest
from django.db import transaction

from readmodel import chain
from readmodel.chain import Past
from readmodel.lease import feed_id, renew_feed
from readmodel.models import IndexerLease, LedgerLink, ProductState, VariantState

pytestmark = pytest.mark.django_db

FEED = UUID("0f4c0000-0000-4000-8000-000000000000")
RECORD = {"sku": "A", "active": True}


@pytest.fixture(autouse=True)
def feed(db):
    IndexerLease.objects.create(pk=1, feed_id=FEED)


def told(revision: int, *records: dict, **changes) -> tuple:
    """What a transaction tells: a product at ``revision``, and records."""
    state = {"product_id": 1, "checksum": "c", "live": True} | changes
    rows = [VariantState(record=orjson.dumps(each)) for each in records]
    return [ProductState(revision=revision, **state)], rows


def tell(*transactions: tuple) -> list[bytes]:
    """The digests of a chain over these, which is then forgotten."""
    with transaction.atomic():
        for products, variants in transactions:
            chain.extend(products, variants)
        links = LedgerLink.objects.order_by("revision")
        digests = [bytes(each.digest) for each in links]
        transaction.set_rollback(True)
    return digests


def hand_out(revision: int, *records: dict) -> None:
    chain.extend(*told(revision, *records))
    IndexerLease.objects.update(last_revision=revision)


def test_the_same_past_has_the_same_links():
    transactions = [told(1, RECORD), told(4, RECORD)]

    assert tell(*transactions) == tell(*transactions)
    assert [len(each) for each in tell(*transactions)] == [32, 32]


@pytest.mark.parametrize(
    "other",
    [
        told(1, RECORD | {"active": False, "reason": "deleted"}),
        told(1),
        told(1, RECORD, RECORD),
        told(1, RECORD, checksum="d"),
        told(1, RECORD, live=False),
        told(1, RECORD, product_id=2),
    ],
)
def test_whatever_was_told_otherwise_changes_all_links_from_there_on(other):
    after = told(4, RECORD)

    before, changed = tell(told(1, RECORD), after), tell(other, after)

    assert not set(before) & set(changed)


def test_the_same_told_with_another_revision_is_another_past():
    assert tell(told(1, RECORD)) != tell(told(2, RECORD))


def test_a_transaction_that_tells_nothing_adds_no_link():
    chain.extend([], [])

    assert not LedgerLink.objects.exists()


def test_before_anything_was_told_there_is_one_past():
    empty = chain.past()
    hand_out(3, RECORD)

    assert (empty.feed, empty.revision, len(empty.digest)) == (FEED, 0, 16)
    assert chain.past_at(0, of=chain.past()) == empty


def test_the_past_is_known_where_no_feed_was_named_yet():
    IndexerLease.objects.all().delete()

    assert chain.past() == Past(feed_id(), 0, chain.past().digest)


def test_a_revision_within_a_transaction_is_proven_by_its_end():
    hand_out(3, RECORD)
    hand_out(7, RECORD)
    now = chain.past()

    digests = {number: chain.past_at(number, now).digest for number in range(1, 8)}

    assert now == Past(FEED, 7, digests[7])
    assert digests[1] == digests[2] == digests[3]
    assert digests[4] == digests[5] == digests[6] == digests[7]
    assert digests[3] != digests[4]
    assert {len(each) for each in digests.values()} == {16}


def test_a_revision_that_no_link_covers_is_not_proven():
    hand_out(3, RECORD)
    IndexerLease.objects.update(last_revision=5)
    now = chain.past()

    assert now == Past(FEED, 5, "")
    assert chain.past_at(4, now) == Past(FEED, 4, "")
    assert len(chain.past_at(3, now).digest) == 16


def test_another_name_makes_every_past_another():
    hand_out(3, RECORD)
    before = chain.past()

    renew_feed()

    after = chain.past()
    assert after.digest != before.digest
    assert chain.past_at(0, after).digest != chain.past_at(0, before).digest


def test_the_past_is_asked_for_in_one_query(django_assert_num_queries):
    hand_out(3, RECORD)

    with django_assert_num_queries(1):
        now = chain.past()
    with django_assert_num_queries(0):
        chain.past_at(3, now)
