"""What pages of products and suppliers show from the index."""

from types import SimpleNamespace

import pytest

from search import catalogue, preference
from search.engines.base import EngineUnavailable
from search.parts import (
    preference_part,
    similar_products_part,
    supplier_products_part,
)

PRODUCT = SimpleNamespace(pk=7)


def replies(monkeypatch, module, name: str, answer) -> list[tuple]:
    """Have a function answer so; what it was asked."""
    asked = []

    def reply(*arguments):
        asked.append(arguments)
        if isinstance(answer, Exception):
            raise answer
        return answer

    monkeypatch.setattr(module, name, reply)
    return asked


def test_a_product_s_step_is_said(monkeypatch):
    asked = replies(monkeypatch, catalogue, "get_product", "document")
    replies(monkeypatch, preference, "preference_of", "found")
    replies(monkeypatch, preference, "sentence", "Wajib diutamakan.")

    part = preference_part({"product": PRODUCT})

    assert part == {"preference": "Wajib diutamakan."}
    assert asked == [(7,)]


@pytest.mark.parametrize(
    ("document", "found"),
    [(None, "found"), ("document", None), (EngineUnavailable("rusak"), "found")],
    ids=["not in the catalogue", "no step", "no index"],
)
def test_without_a_step_nothing_is_said(monkeypatch, document, found):
    replies(monkeypatch, catalogue, "get_product", document)
    replies(monkeypatch, preference, "preference_of", found)
    replies(monkeypatch, preference, "sentence", "Wajib diutamakan.")

    assert preference_part({"product": PRODUCT}) is None


@pytest.mark.parametrize(
    ("found", "part"), [((), None), (("lampu",), {"similar": ("lampu",)})]
)
def test_four_similar_products_are_shown_where_there_are_some(monkeypatch, found, part):
    asked = replies(monkeypatch, catalogue, "similar_products", found)

    assert similar_products_part({"product": PRODUCT}) == part
    assert asked == [(7, 4)]


@pytest.mark.parametrize(
    ("kind", "published", "shown"),
    [
        ("manufacturer", 0, True),
        ("manufacturer", 3, True),
        ("consultant", 3, True),
        ("consultant", 0, False),
    ],
)
def test_products_are_shown_of_who_has_or_makes_some(
    monkeypatch, kind, published, shown
):
    asked = replies(monkeypatch, catalogue, "products_of_supplier", ("lampu",))
    supplier = SimpleNamespace(pk=9, kind=kind)

    part = supplier_products_part({"supplier": supplier, "published": published})

    assert part == ({"products": ("lampu",)} if shown else None)
    assert asked == ([(9, 6)] if shown else [])
