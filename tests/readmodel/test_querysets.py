"""Which products are to be built again."""

import pytest
from django.utils import timezone

from readmodel.models import ProductState
from tests.factories.products import days_from_today

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("rebuild", "built", "on", "due"),
    [
        (None, None, 0, False),
        (1, 0, 0, False),
        (0, -1, 0, True),
        (-1, -2, 0, True),
        (1, 0, 1, True),
        (None, 0, 0, False),
        (None, 1, 0, True),
        # A day that somebody tries says nothing about the clock.
        (None, 0, -1, False),
        (None, 1, 2, True),
    ],
)
def test_due_is_what_a_date_passed_in_or_was_built_on_a_day_to_come(
    rebuild, built, on, due
):
    ProductState.objects.create(
        product_id=1,
        revision=1,
        changed_at=timezone.now(),
        rebuild_on=None if rebuild is None else days_from_today(rebuild),
        built_on=None if built is None else days_from_today(built),
    )

    assert ProductState.objects.due(days_from_today(on)).exists() is due

    ProductState.objects.set_aside()
    assert not ProductState.objects.due(days_from_today(on)).exists()
