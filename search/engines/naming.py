"""The catalogue's fields as fields of an index, whatever engine holds it.

Every field of the catalogue becomes one or two of the index's, told apart by a
prefix: ``s_``/``e_`` the stems and exact terms of a text, ``v_``/``l_`` the bare
and the labelled value of a term field, ``n_`` a number.
"""

import re
from collections.abc import Set
from functools import lru_cache

from search.engines.base import IndexSchema

KEY, KIND, GROUP, WORDS = "key", "kind", "group", "words"
SOURCE, CARD = "source", "card"
"""What every document has beside those."""


def stems(name: str) -> str:
    return "s_" + _safe(name)


def exact(name: str) -> str:
    return "e_" + _safe(name)


def value(name: str) -> str:
    return "v_" + _safe(name)


def labelled(name: str) -> str:
    return "l_" + _safe(name)


def number(name: str) -> str:
    return "n_" + _safe(name)


def field_names(schema: IndexSchema) -> set[str]:
    """The fields that an index must have to take documents of ``schema``."""
    return {
        CARD,
        *(stems(text.name) for text in schema.texts),
        *(value(name) for name in schema.terms),
        *(number(name) for name in schema.numbers),
    }


def outdated(schema: IndexSchema, present: Set[str]) -> str:
    """Why an index with the fields ``present`` takes no documents of ``schema`` until
    it is rebuilt; "" where it does."""
    lacking = field_names(schema) - present
    return (
        f"the index lacks {', '.join(sorted(lacking))}: rebuild it" if lacking else ""
    )


@lru_cache(maxsize=4096)
def _safe(name: str) -> str:
    """A name that every engine takes: a dot in it would be read as a path."""
    return re.sub(r"[^a-zA-Z0-9]", lambda match: f"_{ord(match[0]):x}_", name)
