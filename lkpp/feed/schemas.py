"""The JSON Schemas (2020-12) of what the export answers, published beside it.

They are generated from the shapes in :mod:`lkpp.profiles` and kept as files, so that
a change of one is seen; ``manage.py publish_schemas`` writes them.
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import orjson

from lkpp.feed.parameters import MAX_PER_PAGE
from lkpp.profiles import PROFILES
from lkpp.profiles.base import DIALECT
from lkpp.profiles.v5 import V5

DIRECTORY = Path(__file__).parents[1] / "schema"

LIST = "v5-list.schema.json"
SINGLE = "v5-single.schema.json"
ERROR = "v5-error.schema.json"

Schema = dict[str, Any]

_COUNT = {"type": "integer", "minimum": 0}
_FROM_ONE = {"type": "integer", "minimum": 1}
_TEXT = {"type": "string", "minLength": 1}
_WORD = {"type": "string", "pattern": "^[a-z]+(_[a-z]+)*$"}
_ENTRY = {"$ref": V5.schema_name}


@cache
def published_schemas() -> dict[str, bytes]:
    """The text of every schema by file name, under which it is also served."""
    return {path.name: path.read_bytes() for path in DIRECTORY.glob("*.schema.json")}


def generated_schemas() -> dict[str, bytes]:
    """What :func:`published_schemas` has to be."""
    schemas = {each.schema_name: each.schema for each in PROFILES.values()}
    for name, schema in ((LIST, _list()), (SINGLE, _single()), (ERROR, _refusal())):
        schemas[name] = {"$schema": DIALECT, "$id": name, **schema}
    return {
        name: orjson.dumps(schema, option=orjson.OPT_INDENT_2) + b"\n"
        for name, schema in schemas.items()
    }


def _list() -> Schema:
    return _object(
        "A page of all_produk or updated_produk",
        {
            "total": _COUNT | {"description": "Entries on all pages together."},
            "current_page": _FROM_ONE,
            "per_page": _FROM_ONE
            | {"maximum": MAX_PER_PAGE, "description": "The size that was used."},
            "total_page": _COUNT,
            "produk": {"type": "array", "maxItems": MAX_PER_PAGE, "items": _ENTRY},
        },
    )


def _single() -> Schema:
    return _object("The answer of produk", {"produk": _ENTRY})


def _refusal() -> Schema:
    """The words of ``code`` are left open: a reader goes by the status, and one that
    does not know a code yet still has the message."""
    data = {
        "status": {"enum": [400, 401, 403, 404, 405, 409, 429, 503]},
        "parameter": _WORD | {"description": "The parameter that cannot be used."},
    }
    return _object(
        "A refusal of the feed",
        {
            "code": _WORD,
            "message": _TEXT,
            "message_en": _TEXT
            | {"description": "The message in English, where it is Indonesian."},
            "data": _object("For programs", data, optional=("parameter",)),
        },
        optional=("message_en",),
    )


def _object(
    title: str, properties: dict[str, Schema], optional: Sequence[str] = ()
) -> Schema:
    return {
        "title": title,
        "type": "object",
        "additionalProperties": False,
        "required": [name for name in properties if name not in optional],
        "properties": properties,
    }
