"""The public API's answers beside the documents that they are made of."""

from collections.abc import Iterator
from typing import Any, get_args, get_type_hints, is_typeddict

import pytest
from ninja import Schema

from search.api_schemas import EntryOut, HitOut, ProductOut
from search.documents.types import ProductDocument


def typed(parts: Any) -> Iterator[type]:
    """The typed dictionary or schema in a type such as ``list[Licence] | None``."""
    if is_typeddict(parts) or (isinstance(parts, type) and issubclass(parts, Schema)):
        yield parts
    for each in get_args(parts):
        yield from typed(each)


def fields(kind: type) -> dict[str, Any]:
    if is_typeddict(kind):
        return get_type_hints(kind)
    return {name: field.annotation for name, field in kind.model_fields.items()}


def names_that_differ(document: type, answer: type) -> set[str]:
    of_document, of_answer = fields(document), fields(answer)
    differing = {f"{answer.__name__}.{n}" for n in of_document.keys() ^ of_answer}
    for name in of_document.keys() & of_answer:
        for inner, outer in zip(
            typed(of_document[name]), typed(of_answer[name]), strict=False
        ):
            differing |= names_that_differ(inner, outer)
    return differing


def test_a_product_is_answered_with_all_that_its_document_has():
    assert names_that_differ(ProductDocument, ProductOut) == set()


@pytest.mark.parametrize(
    "entry",
    [
        {"value": 120000.0, "unit": "lx", "typed": "120.000 lx"},
        {"low": 25.0, "high": 37.0, "unit": "degC", "typed": "25 – 37 degC"},
        {"value": ["vcv", "pcv"]},
        {"value": True},
        {"value": "putih"},
    ],
)
def test_a_value_keeps_its_kind(entry):
    answered = EntryOut.model_validate(entry).model_dump()

    absent = dict.fromkeys({"value", "low", "high", "unit", "typed"} - entry.keys())
    assert answered == entry | absent
    assert type(answered["value"]) is type(entry.get("value"))


def test_values_and_bounds_are_described():
    described = HitOut.model_json_schema(mode="serialization")["properties"]

    assert described["risk_class"]["enum"] == ["A", "B", "C", "D", None]
    assert described["licence_expires_on"]["format"] == "date"
    assert described["url"]["format"] == "uri"
    assert {"type": "integer", "minimum": 0} in described["price_min"]["anyOf"]
    assert described["stock"]["minimum"] == 0
