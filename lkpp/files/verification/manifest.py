"""The manifest: is it one, and may its names be followed?"""

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from domain import findings
from domain.findings import Finding
from domain.messages import gettext_noop as _
from lkpp.files.verification.report import Report, shown
from lkpp.files.verification.strict_json import strict_json

MANIFEST = "manifest.json"
SIGNATURE = "manifest.json.jws"

FORMATS = ("ndjson", "json", "csv", "xlsx")
KINDS = ("snapshot", "changes")
MANIFEST_VERSIONS = ("1",)

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,199}")
_DIGEST = re.compile(r"[0-9a-f]{64}")


def parsed_manifest(text: bytes, report: Report) -> dict[str, Any] | None:
    """The manifest, or None when it is none that can be gone by."""
    try:
        manifest = strict_json(text)
    except ValueError as error:
        report.add(
            MANIFEST, findings.error("no_json", _("Bukan JSON: %(error)s"), error=error)
        )
        return None
    wrong = list(_malformed(manifest))
    for finding in wrong:
        report.add(MANIFEST, finding)
    return None if wrong else manifest


def _malformed(manifest: Any) -> Iterator[Finding]:
    if not isinstance(manifest, dict):
        yield findings.error("manifest_no_object", _("Isinya bukan objek."))
        return
    expected = {
        "manifest_version": lambda value: value in MANIFEST_VERSIONS,
        "schema_version": lambda value: isinstance(value, str),
        "profile": lambda value: isinstance(value, str),
        "format": lambda value: value in FORMATS,
        "compression": lambda value: value in (None, "gzip"),
        "key": lambda value: isinstance(value, str),
        "kind": lambda value: value in KINDS,
        "feed": lambda value: isinstance(value, str),
        "created_at": _is_moment,
        "revisions": lambda value: _has_counts(value, "after", "to"),
        "records": lambda value: _has_counts(value, "total", "active", "withdrawn"),
        "parts": lambda value: isinstance(value, list),
        "other_files": lambda value: isinstance(value, list),
    }
    wrong = [
        name
        for name, rule in expected.items()
        if not (name in manifest and _satisfies(manifest[name], rule))
    ]
    yield from (
        findings.error("manifest_field", _("%(name)s tidak ada atau salah."), name=name)
        for name in wrong
    )
    if not wrong:
        yield from _malformed_files(manifest)


def _satisfies(value: Any, rule: Callable[[Any], bool]) -> bool:
    try:
        return bool(rule(value))
    except TypeError:
        # An unhashable value where a word is expected.
        return False


def _is_moment(value: Any) -> bool:
    try:
        return datetime.fromisoformat(value).tzinfo is not None
    except (TypeError, ValueError):
        return False


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _has_counts(value: Any, *names: str) -> bool:
    return isinstance(value, dict) and all(_is_count(value.get(name)) for name in names)


def _malformed_files(manifest: dict[str, Any]) -> Iterator[Finding]:
    counted = ("content_bytes", "records", "withdrawn")
    counted += ("first_revision", "last_revision")
    seen: set[str] = set()
    for each in manifest["parts"]:
        yield from _malformed_file(each, seen, counted)
    for each in manifest["other_files"]:
        yield from _malformed_file(each, seen, ())


def _malformed_file(
    each: Any, seen: set[str], counted: tuple[str, ...]
) -> Iterator[Finding]:
    name = each.get("name") if isinstance(each, dict) else None
    if not (isinstance(name, str) and _NAME.fullmatch(name)):
        yield findings.error(
            "file_name", _("Nama berkas tidak diterima: %(name)s"), name=shown(name)
        )
        return
    if name in (MANIFEST, SIGNATURE):
        yield findings.error(
            "file_name", _("Nama berkas tidak diterima: %(name)s"), name=name
        )
    if name in seen:
        yield findings.error(
            "file_named_twice", _("Berkas %(name)s disebut dua kali."), name=name
        )
    seen.add(name)
    digest = each.get("sha256")
    if not (isinstance(digest, str) and _DIGEST.fullmatch(digest)):
        yield findings.error(
            "digest_field", _("SHA-256 dari %(name)s tidak ada atau salah."), name=name
        )
    if not _has_counts(each, "bytes", *counted):
        yield findings.error(
            "count_field",
            _("Ukuran atau jumlah dari %(name)s tidak ada atau salah."),
            name=name,
        )


def all_files(manifest: dict[str, Any]) -> list[dict[str, Any]]:
    """Parts and other files."""
    return [*manifest["parts"], *manifest["other_files"]]
