"""What may be asked of the public API, as its description states it."""

import pytest

from search.facets import FACETS


@pytest.fixture
def described(client, db):
    document = client.get("/api/openapi.json").json()
    parameters = document["paths"]["/api/v1/products"]["get"]["parameters"]
    return {each["name"]: each["schema"] for each in parameters}


@pytest.mark.parametrize(
    ("name", "schema"),
    [
        ("q", {"type": "string", "maxLength": 200, "default": ""}),
        (
            "page",
            {"type": "integer", "minimum": 1, "maximum": 10_000, "default": 1},
        ),
        (
            "page_size",
            {"type": "integer", "minimum": 1, "maximum": 100, "default": 24},
        ),
        (
            "sort",
            {
                "type": "string",
                "enum": ["relevance", "price", "-price", "tkdn", "newest"],
                "default": "relevance",
            },
        ),
        ("lang", {"type": "string", "enum": ["id", "en"], "default": "id"}),
    ],
)
def test_bounds_and_values_are_stated(described, name, schema):
    assert {key: described[name][key] for key in schema} == schema


@pytest.mark.parametrize(
    ("name", "items"),
    [
        ("risk_class", {"type": "string", "enum": ["A", "B", "C", "D"]}),
        ("category", {"type": "string", "enum": [f"{n:02}" for n in range(1, 21)]}),
        ("device_type", {"type": "string", "pattern": "^[a-z0-9_-]{1,60}$"}),
        ("supplier", {"type": "string", "pattern": "^[0-9]{1,18}$"}),
        (
            "price",
            {
                "type": "string",
                "pattern": "^([0-9]{1,15}-([0-9]{1,15})?|-[0-9]{1,15})$",
            },
        ),
    ],
)
def test_values_of_a_facet_are_stated(described, name, items):
    assert described[name]["type"] == "array"
    assert described[name]["items"] == items
    assert described[name]["maxItems"] == 100


def test_every_facet_may_be_asked_for(described):
    assert {each.name for each in FACETS} <= described.keys()
