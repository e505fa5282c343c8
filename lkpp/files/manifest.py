"""What an export consists of: ``manifest.json`` and its signature.

The manifest names every file with its digest, so that one signature covers all of
them. ``docs/lkpp-files.md`` describes it for readers.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import file_digest
from pathlib import Path
from typing import Any

import orjson

from core.moments import rfc3339
from lkpp.files import signing

MANIFEST = "manifest.json"
SIGNATURE = "manifest.json.jws"

MANIFEST_VERSION = "1"
"""Raised with every change of the manifest's own form."""


@dataclass(frozen=True, slots=True)
class PartFile:
    """A file of records. ``withdrawn`` of its ``records`` are tombstones;
    ``content_bytes`` is its length once unpacked. ``first_revision`` and
    ``last_revision`` are those of the first and last record in it."""

    name: str
    records: int
    withdrawn: int
    first_revision: int
    last_revision: int
    content_bytes: int
    about: dict[str, Any] = field(default_factory=dict)

    def longer_by(self, length: int) -> "PartFile":
        """The part after ``length`` more bytes of content were added to it."""
        return replace(self, content_bytes=self.content_bytes + length)


@dataclass(frozen=True, slots=True)
class Contents:
    """What was exported, and as of when.

    ``after`` is the revision that the reader had: 0 for a snapshot. ``to`` is the one
    that it has then, of the sequence ``feed``. ``cursor`` is what its next export goes
    on after, which is refused where the database was restored to another past.
    """

    profile: str
    format: str
    schema_version: str
    key: str
    compressed: bool
    is_snapshot: bool
    feed: str
    after: int
    to: int
    cursor: str
    parts: Sequence[PartFile]
    other_files: Sequence[str] = ()
    about: dict[str, Any] | None = None


def write_manifest(
    directory: Path, contents: Contents, base_url: str, now: datetime
) -> int:
    """Write the manifest of the files in ``directory`` and sign it; answers how many
    bytes all of them are.

    Raises SigningKeyError and OSError.
    """
    document = _document(directory, contents, base_url, now)
    text = orjson.dumps(document, option=orjson.OPT_INDENT_2) + b"\n"
    signature = signing.sign_detached(text).encode("ascii")
    (directory / MANIFEST).write_bytes(text)
    (directory / SIGNATURE).write_bytes(signature)
    files = [*document["parts"], *document["other_files"]]
    return sum(each["bytes"] for each in files) + len(text) + len(signature)


def _document(
    directory: Path, contents: Contents, base_url: str, now: datetime
) -> dict[str, Any]:
    return {
        "manifest_version": MANIFEST_VERSION,
        "schema_version": contents.schema_version,
        "catalogue": base_url,
        "key_set": f"{base_url}/.well-known/jwks.json",
        "created_at": rfc3339(now),
        "profile": contents.profile,
        "format": contents.format,
        "compression": "gzip" if contents.compressed else None,
        "key": contents.key,
        "kind": "snapshot" if contents.is_snapshot else "changes",
        "feed": contents.feed,
        "revisions": {
            "after": contents.after,
            "to": contents.to,
            "cursor": contents.cursor,
        },
        "records": _counts(contents.parts),
        "parts": [_described(directory, part) for part in contents.parts],
        "other_files": [_listed(directory / name) for name in contents.other_files],
    } | (contents.about or {})


def _counts(parts: Iterable[PartFile]) -> dict[str, int]:
    total = sum(part.records for part in parts)
    withdrawn = sum(part.withdrawn for part in parts)
    return {"total": total, "active": total - withdrawn, "withdrawn": withdrawn}


def _described(directory: Path, part: PartFile) -> dict[str, Any]:
    return {
        **_listed(directory / part.name),
        "content_bytes": part.content_bytes,
        "records": part.records,
        "withdrawn": part.withdrawn,
        "first_revision": part.first_revision,
        "last_revision": part.last_revision,
        **part.about,
    }


def _listed(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
    return {"name": path.name, "bytes": path.stat().st_size, "sha256": digest}
