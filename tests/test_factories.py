"""What the factories make is as if it had been made without haste."""

import pytest
from django.core.management import call_command
from wagtail.models import ReferenceIndex

from tests.factories.products import complete_product, ready_product


def references() -> set[tuple]:
    return set(
        ReferenceIndex.objects.values_list(
            "base_content_type",
            "object_id",
            "to_content_type",
            "to_object_id",
            "model_path",
            "content_path",
        )
    )


@pytest.mark.parametrize("make", [complete_product, ready_product])
def test_wagtail_knows_every_reference_of_a_product(catalogue, make):
    make()
    known = references()

    call_command("rebuild_references_index", verbosity=0)

    assert known == references()
