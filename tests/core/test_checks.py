"""System checks of what apps put at places in others."""

import pytest

from core import checks, parts
from core.registry import Registry


def test_every_part_of_the_project_has_a_place():
    assert checks.every_part_has_a_place(None) == []
    assert sorted(parts.places_with_parts()) == [
        "product.aside",
        "product.below",
        "product.headline",
        "product.styles",
        "supplier.aside",
        "supplier.main",
        "supplier.styles",
    ]


@pytest.mark.parametrize("place", ["product.asid", "product"])
def test_a_part_for_a_place_that_no_template_keeps_is_an_error(monkeypatch, place):
    monkeypatch.setattr(parts, "_parts", Registry())
    parts.register_part("product.aside", "components/badge.html")
    parts.register_part(place, "components/badge.html")

    [error] = checks.every_part_has_a_place(None)

    assert error.id == "core.E001"
    assert repr(place) in error.msg
