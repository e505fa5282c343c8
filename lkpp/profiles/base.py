"""What a profile is, and what it says of each of its fields.

LKPP publishes no specification of how it takes products. A profile therefore says of
every field from what of the neutral record it is made, where its name was seen, and
how sure that is; :mod:`lkpp.checks` holds it to that.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from hashlib import blake2b
from typing import Any

import orjson
from pydantic import TypeAdapter

from lkpp.profiles.paths import paths_of, unlabelled

Record = dict[str, Any]
"""A :class:`lkpp.records.neutral_record.NeutralRecord` as parsed from its JSON."""

Answer = dict[str, Any]
"""What a profile makes of it."""

Rendering = Callable[[Record, str], Answer]
"""Takes the record and scheme and host of our own addresses, without a slash."""

DIALECT = "https://json-schema.org/draft/2020-12/schema"


class Confidence(StrEnum):
    """How sure it is that LKPP knows the field by this name and with this meaning."""

    ATTESTED = "attested"
    """Name and type were seen in data or answers of LKPP's own systems."""
    RECONSTRUCTED = "reconstructed"
    """Seen in programs that others built to LKPP's contract."""
    INFERRED = "inferred"
    """The name was seen; place, type, unit or meaning are our reading of it."""


class Unsourced(StrEnum):
    """Why a field has no source; its value is null in every answer."""

    LKPP = "LKPP assigns it"
    NOT_HELD = "not held by the catalogue"


@dataclass(frozen=True, slots=True)
class Constant:
    """A value that is the same for every variant that is offered."""

    value: Any


FieldSource = str | tuple[str, ...] | Constant | Unsourced
"""One dotted path in the neutral record, or several; ``[]`` follows a list."""


@dataclass(frozen=True, slots=True)
class ProfileField:
    """``name`` is the dotted path in the answer. ``[]`` follows a list; in one whose
    items are told apart by a label, the label stands in the brackets."""

    name: str
    source: FieldSource
    evidence: str
    confidence: Confidence

    @property
    def paths(self) -> tuple[str, ...]:
        """Those of the neutral record that the field is made from."""
        if isinstance(self.source, tuple):
            return self.source
        if isinstance(self.source, Constant | Unsourced):
            return ()
        return (self.source,)


def declared(
    evidence: str,
    confidence: Confidence,
    sources: Mapping[str, FieldSource],
    under: str = "",
) -> tuple[ProfileField, ...]:
    """Fields that rest on the same evidence. ``under`` begins all their names."""
    return tuple(
        ProfileField(under + name, source, evidence, confidence)
        for name, source in sources.items()
    )


def in_order_of(
    shape: Any, fields: tuple[ProfileField, ...]
) -> tuple[ProfileField, ...]:
    """Fields in the order in which a reader meets them, which is that of the columns
    of a table too. Raises ValueError for one that the shape does not have."""
    order = list(dict.fromkeys(paths_of(shape)))
    return tuple(sorted(fields, key=lambda field: order.index(unlabelled(field.name))))


@dataclass(frozen=True)
class Profile:
    """A shape in which products are given.

    ``render`` makes the answer for a variant that is offered, ``tombstone`` the one
    for a variant that left; both are pure. ``shape`` is the type of both together,
    ``media`` that of one answer on its own. Items of the lists ``labelled`` are told
    apart by their ``name``.
    """

    name: str
    title: str
    media: str
    fields: tuple[ProfileField, ...]
    render: Rendering
    tombstone: Rendering
    shape: Any
    schema_name: str
    labelled: frozenset[str] = frozenset()

    def entry(self, record: Record, base_url: str) -> Answer:
        """The answer for a variant, whether it is offered or left."""
        make = self.render if record["active"] else self.tombstone
        return make(record, base_url)

    def form_digest(self, base_url: str) -> str:
        """A short name of how answers look: another one where their shape or our own
        address is another, so that what readers kept of the former holds no longer."""
        look = blake2b(orjson.dumps(self.schema), digest_size=6)
        look.update(base_url.encode())
        return look.hexdigest()

    @cached_property
    def schema(self) -> dict[str, Any]:
        """The JSON Schema (2020-12) of an entry; it refers to no other."""
        return {
            "$schema": DIALECT,
            "$id": self.schema_name,
            **TypeAdapter(self.shape).json_schema(),
            "title": self.title,
        }
