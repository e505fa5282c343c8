"""Readiness in the list of own products."""

import pytest
from django.urls import reverse

from tests.factories.products import ready_product
from tests.factories.users import editor_of
from tests.lkpp.readiness.pages import drawn

pytestmark = pytest.mark.usefixtures("catalogue")


def test_own_products_tell_what_is_ready(client, own):
    ready_product(parent=own, title="Siap semua")
    some = ready_product(parent=own, title="Sebagian", variants=2)
    some.variants.filter(label="Ukuran 1").update(kfa_code="")
    ready_product(parent=own, title="Belum", kbki_code="")
    ready_product(parent=own, title="Kurang berat", weight_grams=None)
    client.force_login(editor_of(own))

    shown = {
        row.select_one(".title a").text.strip(): row.find_all("td")[5].text.strip()
        for row in drawn(client.get(reverse("products:index"))).select("tbody tr")
    }

    assert shown == {
        "Siap semua": "Siap",
        "Sebagian": "Sebagian siap (1/2)",
        "Belum": "Belum siap",
        "Kurang berat": "Siap, dengan catatan",
    }


@pytest.mark.parametrize("count", [1, 6])
def test_own_products_take_a_fixed_number_of_queries(
    client, own, count, django_assert_num_queries
):
    for _ in range(count):
        ready_product(parent=own)
    client.force_login(editor_of(own))
    # Draws the pictures.
    client.get(reverse("products:index"))

    with django_assert_num_queries(44):
        client.get(reverse("products:index"))
