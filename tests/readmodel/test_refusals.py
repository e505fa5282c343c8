"""Which products a sink refuses, and how people are told."""

import pytest

from readmodel import refusals
from readmodel.models import RefusedProduct
from readmodel.refusals import Refusals, refusals_of
from tests.readmodel.fake_sink import FakeSink


@pytest.mark.django_db
def test_all_are_counted_and_the_first_have_their_reason(
    monkeypatch, django_assert_num_queries
):
    monkeypatch.setattr(refusals, "SHOWN", 2)
    for sink, product_id in (
        ("second", 10),
        ("second", 3),
        ("second", 9),
        ("another", 1),
    ):
        RefusedProduct.objects.create(
            sink=sink, product_id=product_id, reason=f"price {product_id}"
        )

    with django_assert_num_queries(2):
        found = refusals_of(FakeSink())

    assert found == Refusals(3, {3: "price 3", 9: "price 9"})


def test_of_reasons_that_are_known_the_first_are_kept(monkeypatch):
    monkeypatch.setattr(refusals, "SHOWN", 2)

    found = Refusals.of({10: "colour", 3: "price", 9: "size"})

    assert (found.count, list(found.reasons.items())) == (
        3,
        [(3, "price"), (9, "size")],
    )


def test_each_reason_is_a_line_and_the_rest_is_counted():
    found = Refusals(1_202, {3: "no\nprice", 9: "size"})

    assert list(found.sentences("second")) == [
        "“second” menolak produk 3: no\N{REPLACEMENT CHARACTER}price",
        "“second” menolak produk 9: size",
        "“second” menolak 1.200 produk lagi.",
    ]


def test_where_all_are_told_nothing_is_counted():
    assert list(Refusals(1, {3: "price"}).sentences("second")) == [
        "“second” menolak produk 3: price"
    ]
    assert list(Refusals(0, {}).sentences("second")) == []
