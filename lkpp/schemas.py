"""The JSON Schemas of the feed's answers, published beside it."""

from functools import cache
from pathlib import Path

_DIRECTORY = Path(__file__).parent / "schema"

LIST = "v5-list.schema.json"
SINGLE = "v5-single.schema.json"


@cache
def published_schemas() -> dict[str, bytes]:
    """The text of every schema by file name, under which it is also served."""
    return {path.name: path.read_bytes() for path in _DIRECTORY.glob("*.schema.json")}
