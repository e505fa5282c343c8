"""What may be asked of the public API, as its description states it.

The values themselves are read by :mod:`search.query`, which says in words what is wrong
with one; here all of them are texts.
"""

from typing import Annotated, Any

from ninja import Schema
from pydantic import Field, WithJsonSchema, create_model

from core.language import LANGUAGES
from search.conditions import CODES, Code
from search.facets import FACETS, MOST_VALUES, Facet
from search.query import (
    DEFAULT_PAGE_SIZE,
    LARGEST_PAGE_SIZE,
    LAST_HIT,
    LONGEST_QUERY,
    SORTS,
)


def _parameter(default: Any, description: str, **schema: Any) -> tuple[Any, Any]:
    """A parameter; nothing is stated of its default where that is None."""
    read = list[str] if schema["type"] == "array" else str
    if default is None:
        field = Field(default_factory=str, description=description)
        return Annotated[read, WithJsonSchema(schema)], field
    return (
        Annotated[read, WithJsonSchema({**schema, "default": default})],
        Field(default=default, description=description),
    )


def _whole(default: int, description: str, most: int) -> tuple[Any, Any]:
    return _parameter(default, description, type="integer", minimum=1, maximum=most)


def _one_of(default: str, description: str, values: list[str]) -> tuple[Any, Any]:
    return _parameter(default, description, type="string", enum=values)


def _facet(facet: Facet) -> tuple[Any, Any]:
    description = f"{facet.label}. May be repeated; values are joined by “or”."
    if facet.numeric:
        description += " A range `low-high`; either end may be left out."
    return _parameter(
        [],
        description,
        type="array",
        items={"type": "string", **_values_of(facet)},
        maxItems=MOST_VALUES,
    )


def _values_of(facet: Facet) -> dict[str, Any]:
    if facet.numeric:
        return {"pattern": r"^([0-9]{1,15}-([0-9]{1,15})?|-[0-9]{1,15})$"}
    if facet.values:
        return {"enum": [*map(str, facet.values)]}
    return {"pattern": f"^{facet.pattern}$"}


def _code(code: Code) -> tuple[Any, Any]:
    return _parameter(
        [],
        f"{code.description} May be repeated; values are joined by “or”.",
        type="array",
        items={"type": "string", "pattern": code.written},
        maxItems=MOST_VALUES,
    )


SearchParameters = create_model(
    "SearchParameters",
    __base__=Schema,
    q=_parameter(
        "",
        "Words, a model, SKU or licence number. Without a letter or digit it finds "
        "nothing.",
        type="string",
        maxLength=LONGEST_QUERY,
    ),
    **{facet.name: _facet(facet) for facet in FACETS},
    **{code.name: _code(code) for code in CODES},
    updated_since=_parameter(
        None,
        "Only products that were published anew since this day or moment, inclusive. "
        "What becomes another without that, as when a licence expires, is not among "
        "them.",
        type="string",
        format="date-time",
    ),
    sort=_one_of("relevance", "In which order.", [*SORTS]),
    page=_whole(
        1,
        f"Pages count from 1, and reach up to the {LAST_HIT}th product.",
        LAST_HIT,
    ),
    page_size=_whole(
        DEFAULT_PAGE_SIZE, "How many products a page has.", LARGEST_PAGE_SIZE
    ),
    lang=_one_of("id", "Language of labels and sentences.", [*LANGUAGES]),
)
