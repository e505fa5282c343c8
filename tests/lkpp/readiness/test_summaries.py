"""What is kept of readiness, to choose products by."""

import pytest
from django.utils import timezone

from lkpp.models import ReadinessSummary
from lkpp.readiness.lookup import READINESS, assess_products
from lkpp.readiness.summaries import delete_summaries, save_summaries
from products.models import ProductPage
from tests.factories.products import ready_product

pytestmark = pytest.mark.usefixtures("catalogue")


def test_only_what_differs_is_written(own, django_assert_num_queries):
    product = ready_product(parent=own, kbki_code="")
    found = assess_products(
        ProductPage.objects.prefetch_related(*READINESS, "pictures__image"),
        timezone.localdate(),
    )

    assert save_summaries(found) == 1
    with django_assert_num_queries(1):
        assert save_summaries(found) == 0
    summary = ReadinessSummary.objects.get()
    assert (summary.pk, summary.state) == (product.pk, "blocked")
    assert (summary.blockers, summary.warnings) == (",kbki_missing,", "")


def test_product_that_left_is_forgotten(two):
    delete_summaries([two[0].pk])
    two[1].delete()

    assert list(ReadinessSummary.objects.all()) == []
