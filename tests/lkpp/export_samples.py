"""Rows of the ledger and a profile, plain enough to see in them what an export does."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import orjson

from lkpp.files.export import Order, RecordSource, Summary, export
from lkpp.profiles.samples import full_record, withdrawn_record

BASE_URL = "https://katalog.example"
NOW = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class FakeRow:
    revision: int
    sku: str
    active: bool
    record: bytes


def record(sku: str = "HB-001", revision: int = 1, **changes) -> dict[str, Any]:
    """The neutral record of a hospital bed that can be ordered."""
    told = {"sku": sku, "revision": revision, "pictures": [picture(31), picture(32)]}
    return full_record() | told | changes


def listing(**changes) -> dict[str, Any]:
    return full_record()["listing"] | changes


def picture(image_id: int) -> dict[str, Any]:
    return {
        "alt": "Foto",
        "caption": "",
        "urls": {"s300": f"/gambar/tanda/{image_id}/max-300x300/gambar"},
    }


def row(sku: str, revision: int, **changes) -> FakeRow:
    content = record(sku, revision, **changes)
    return FakeRow(revision, sku, True, orjson.dumps(content))


def tombstone(sku: str, revision: int) -> FakeRow:
    content = withdrawn_record() | {"sku": sku, "revision": revision}
    return FakeRow(revision, sku, False, orjson.dumps(content))


def rows(count: int) -> Iterator[FakeRow]:
    return (row(f"SKU-{number:06}", number) for number in range(1, count + 1))


class SampleProfile:
    """``sku``, ``revision``, a nested name, a price, and a list."""

    name = "sample"
    fields = (
        SimpleNamespace(name="sku", source="sku"),
        SimpleNamespace(name="revision", source="revision"),
        SimpleNamespace(name="active", source="active"),
        SimpleNamespace(name="product.name", source="name"),
        SimpleNamespace(name="price", source="price.before_ppn"),
        SimpleNamespace(name="items[].label", source="specification.label"),
    )

    def entry(self, record: dict[str, Any], base_url: str) -> dict[str, Any]:
        told = {name: record[name] for name in ("sku", "revision", "active")}
        return told | self.render(record) if record["active"] else told

    def render(self, record: dict[str, Any]) -> dict[str, Any]:
        return {
            "product": {"name": record["name"]},
            "price": record["price"]["before_ppn"],
            "items": record["specification"],
        }


SCHEMA = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "required": ["sku", "revision", "active"],
    "properties": {
        "sku": {"type": "string"},
        "revision": {"type": "integer"},
        "price": {"type": "integer", "exclusiveMinimum": 0},
    },
}


def order(format: str = "ndjson", **changes) -> Order:
    given = {
        "profile": SampleProfile(),
        "format": format,
        "base_url": BASE_URL,
        "key": "sku",
        "columns": ("sku", "revision", "active", "product.name", "price", "items"),
        "schema": SCHEMA,
        "compressed": format in ("ndjson", "json"),
    }
    return Order(**given | changes)


FEED = "6f1f4f0f-52a4-4c3e-8f2b-7a9d0e5b6c34"
DIGEST = "5c0de1f9a3b2704e"


def source(given: Iterable[FakeRow], to: int | None = None) -> RecordSource:
    """``given`` as of the revision ``to``, or of the last one among them."""
    if to is None:
        given = list(given)
        to = given[-1].revision if given else 0
    return RecordSource(given, to, FEED, f"{to}.{to}.{DIGEST}")


def exported(
    directory: Path, given: Iterable[FakeRow], order: Order, to: int | None = None
) -> Summary:
    """What :func:`lkpp.files.export.export` makes in a new directory."""
    directory.mkdir(exist_ok=True)
    return export(
        source(given, to), directory, order, now=NOW, step=lambda reached: None
    )
