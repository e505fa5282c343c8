"""What keeps a variant from being bought, and what is kept of it."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from core.people import erased_name
from products.models import SaleRestriction, SaleRestrictionEntry
from tests.factories.products import ProductVariantFactory, SaleRestrictionFactory
from tests.factories.users import verifier


def test_a_day_begins_at_midnight_in_jakarta():
    late = SaleRestriction(since=datetime(2026, 5, 31, 16, 59, tzinfo=UTC))
    later = SaleRestriction(since=datetime(2026, 5, 31, 17, 0, tzinfo=UTC))

    assert (late.since_day, later.since_day) == (date(2026, 5, 31), date(2026, 6, 1))


@pytest.mark.django_db
def test_each_side_restricts_a_variant_once(catalogue):
    product = ProductVariantFactory(sku="L-1").product
    SaleRestrictionFactory(product=product, sku="L-1")
    SaleRestrictionFactory(product=product, sku="L-1", authority="verifier")

    with pytest.raises(IntegrityError), transaction.atomic():
        SaleRestrictionFactory(product=product, sku="L-1")

    assert SaleRestriction.objects.count() == 2


@pytest.mark.django_db
def test_an_entry_names_who_did_it_until_that_is_erased(catalogue):
    checker = verifier(first_name="Vera")
    for by_id in (checker.pk, checker.pk + 1):
        SaleRestrictionEntry.objects.create(
            action="set",
            supplier_id=1,
            product_id=2,
            sku="L-1",
            authority="verifier",
            kind="withdrawn",
            reason="recalled",
            by_id=by_id,
            by_name="Vera",
        )
    checker.username = erased_name(checker.pk)
    checker.save()

    entries = SaleRestrictionEntry.objects.with_people()

    # The last comes first.
    assert [entry.by_shown for entry in entries] == ["Vera", erased_name(checker.pk)]
