"""LKPP's records as the read model builds them from snapshots of products."""

from typing import get_args

import pytest
from django.utils.translation import override

from domain.sale import RestrictionReason
from lkpp.models import LkppListing, ReadinessSummary
from lkpp.records.neutral_record import SCHEMA_VERSION, SECTIONS, Restriction
from lkpp.records.projection import LICENCE_EXPIRED, variant_projection
from readmodel.variant_history import RecordForm, WithdrawalReason
from search.documents.loading import load_products
from tests.factories.products import (
    SaleRestrictionFactory,
    days_from_today,
    ready_product,
)

pytestmark = pytest.mark.usefixtures("catalogue")


def contents(*products):
    """What is built of each product, in their order."""
    found = list(load_products({product.pk for product in products}))
    build = variant_projection().prepare(found)
    by_id = {snapshot.product_id: build(snapshot) for snapshot in found}
    return [by_id[product.pk] for product in products]


def test_a_ready_variant_has_its_sections_and_what_lkpp_reported():
    product = ready_product()
    sku = product.variants.get().sku
    LkppListing.objects.create(sku=sku, kd_produk=7, shown=True)

    [built] = contents(product)

    assert list(built.sections) == [sku]
    assert built.sections[sku]["listing"]["lkpp"]["kd_produk"] == 7
    assert (built.withdrawals, built.withdrawal) == ({}, None)


def test_a_variant_that_is_not_ready_is_withdrawn_with_the_reason():
    product = ready_product(variants=2)
    blocked, ready = product.variants.all()
    blocked.kfa_code = ""
    blocked.save()

    [built] = contents(product)

    assert list(built.sections) == [ready.sku]
    assert built.withdrawals == {
        blocked.sku: WithdrawalReason("not-ready", "Kode KFA belum diisi.")
    }
    assert built.withdrawal is None


def test_an_expired_licence_withdraws_all_with_that_reason():
    product = ready_product()
    product.authorisations.update(expires_on=days_from_today(-1))

    [built] = contents(product)

    assert built.sections == {}
    assert built.withdrawal == LICENCE_EXPIRED


def test_readiness_is_kept_of_public_products_only():
    stays, leaves = ready_product(), ready_product()
    keep = variant_projection().keep
    first, second = (each.summary for each in contents(stays, leaves))
    keep({stays.pk: first, leaves.pk: second})

    keep({stays.pk: first, leaves.pk: None})

    assert list(ReadinessSummary.objects.values_list("product_id", "state")) == [
        (stays.pk, "ready")
    ]


def test_the_form_is_that_of_the_neutral_record():
    assert variant_projection().form == RecordForm(SCHEMA_VERSION, SECTIONS, "listing")


def test_a_licence_that_is_not_valid_yet_is_no_expired_one():
    product = ready_product()
    product.authorisations.update(issued_on=days_from_today(5))

    [built] = contents(product)

    assert built.sections == {}
    assert built.withdrawal is None


def test_an_unorderable_variant_is_exported_as_shown_and_not_purchasable():
    product = ready_product(variants=2)
    frozen, free = product.variants.all()
    row = SaleRestrictionFactory(product=product, sku=frozen.sku, note="Rahasia.")

    [built] = contents(product)

    said = {
        sku: [sections["listing"][name] for name in ("shown", "purchasable")]
        for sku, sections in built.sections.items()
    }
    assert said == {frozen.sku: [True, False], free.sku: [True, True]}
    assert built.sections[frozen.sku]["listing"]["restriction"] == {
        "reason": "production_paused",
        "since": row.since_day.isoformat(),
    }
    assert built.sections[free.sku]["listing"]["restriction"] is None
    assert "Rahasia" not in str(built)


def test_a_withdrawn_variant_leaves_with_that_reason_whatever_else_it_lacks():
    product = ready_product(variants=2)
    hidden, free = product.variants.all()
    hidden.kfa_code = ""
    hidden.save()
    SaleRestrictionFactory(
        product=product, sku=hidden.sku, kind="withdrawn", reason="recalled"
    )

    with override("en"):
        [built] = contents(product)

    assert list(built.sections) == [free.sku]
    assert built.withdrawals == {
        hidden.sku: WithdrawalReason(
            "withdrawn",
            "Varian ditarik dari penjualan: ditarik karena keamanan atau mutu.",
        )
    }


def test_every_reason_is_one_of_the_records():
    reasons = Restriction.model_fields["reason"].annotation

    assert set(get_args(reasons)) == set(RestrictionReason)
