"""Checks an export as its reader would: from the files alone.

Nothing here is shared with the code that writes exports, so that a fault there is not
repeated here: the manifest is read, digests and counts are taken, records parsed and
the signature verified by what the standards say.
"""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from domain import findings
from domain.messages import gettext_noop as _
from lkpp.files.verification.content import ContentCheck
from lkpp.files.verification.expectations import ANYTHING, Expectations
from lkpp.files.verification.files import check_presence, is_intact, read_whole
from lkpp.files.verification.manifest import (
    MANIFEST,
    SIGNATURE,
    all_files,
    parsed_manifest,
)
from lkpp.files.verification.report import Report, Unreadable
from lkpp.files.verification.schema import SCHEMA, RecordShape, record_shape
from lkpp.files.verification.signature import check_key_was_in_use, signing_key

LONGEST_MANIFEST = 64 * 1024 * 1024
LONGEST_SIGNATURE = 16 * 1024
LONGEST_SCHEMA = 4 * 1024 * 1024

WITH_SCHEMA = ("ndjson", "json")
"""Formats whose records a JSON Schema describes."""

Step = Callable[[int, int], object]


def verify(
    directory: Path,
    key_set: Any,
    *,
    now: datetime,
    expectations: Expectations = ANYTHING,
    with_schema: bool = True,
    step: Step = lambda done, total: None,
) -> Report:
    """Check the export in ``directory`` by a parsed JSON Web Key Set.

    Whatever is wrong is in the report, and nothing is raised for it. What the signature
    does not cover is neither parsed nor unpacked: without a good signature nothing is,
    and a file with another digest is only said to have it. ``step`` is called with the
    bytes checked of all bytes.
    """
    report = Report()
    if not directory.is_dir():
        report.add(
            str(directory),
            findings.error("directory_missing", _("Direktori ini tidak ada.")),
        )
        return report
    manifest = _signed_manifest(directory, key_set, report)
    if manifest is None:
        return report
    _describe(manifest, report)
    for finding in expectations.unmet(manifest, now):
        report.add(MANIFEST, finding)
    if report.ok:
        _check(directory, manifest, report, with_schema, step)
    return report


def _signed_manifest(
    directory: Path, key_set: Any, report: Report
) -> dict[str, Any] | None:
    """The manifest, if its signature holds; otherwise the reason is in the report."""
    text = _read(directory / MANIFEST, LONGEST_MANIFEST, report)
    jws = _read(directory / SIGNATURE, LONGEST_SIGNATURE, report)
    if text is None or jws is None:
        return None
    key = signing_key(jws, text, key_set, report)
    if key is None:
        return None
    manifest = parsed_manifest(text, report)
    if manifest is not None:
        check_key_was_in_use(key, manifest, report)
    return manifest if report.ok else None


def _read(path: Path, longest: int, report: Report) -> bytes | None:
    try:
        return read_whole(path, longest)
    except Unreadable as error:
        report.add(path.name, error.finding)
        return None


def _check(
    directory: Path,
    manifest: dict[str, Any],
    report: Report,
    with_schema: bool,
    step: Step,
) -> None:
    check_presence(directory, manifest, report)
    total = sum(each["bytes"] for each in all_files(manifest))
    intact = {
        each["name"]
        for each in manifest["other_files"]
        if is_intact(directory, each, report)
    }
    done = sum(each["bytes"] for each in manifest["other_files"])
    content = ContentCheck(
        manifest, report, _shape(directory, manifest, intact, report, with_schema)
    )
    for part in manifest["parts"]:
        if is_intact(directory, part, report):
            content.check(directory, part)
        done += part["bytes"]
        step(done, total)
    _check_totals(manifest, report)
    _check_order(manifest, report)


def _describe(manifest: dict[str, Any], report: Report) -> None:
    report.catalogue = str(manifest.get("catalogue", ""))
    report.feed = manifest["feed"]
    report.created_at = manifest["created_at"]
    report.profile = manifest["profile"]
    report.format = manifest["format"]
    report.after = manifest["revisions"]["after"]
    report.to = manifest["revisions"]["to"]
    report.parts = len(manifest["parts"])
    report.withdrawn = manifest["records"]["withdrawn"]


def _shape(
    directory: Path,
    manifest: dict[str, Any],
    intact: set[str],
    report: Report,
    with_schema: bool,
) -> RecordShape | None:
    """Of the schema that came with the export and is covered by its signature."""
    if not with_schema or manifest["format"] not in WITH_SCHEMA:
        return None
    if SCHEMA not in intact:
        report.add(
            SCHEMA,
            findings.warning(
                "schema_missing", _("Bentuk catatan tidak diperiksa: tidak ada skema.")
            ),
        )
        return None
    text = _read(directory / SCHEMA, LONGEST_SCHEMA, report)
    return None if text is None else record_shape(text, report)


def _check_totals(manifest: dict[str, Any], report: Report) -> None:
    declared = manifest["records"]
    total = sum(part["records"] for part in manifest["parts"])
    withdrawn = sum(part["withdrawn"] for part in manifest["parts"])
    expected = {
        "total": total,
        "active": total - withdrawn,
        "withdrawn": withdrawn,
    }
    if declared != expected:
        report.add(
            MANIFEST,
            findings.error(
                "total_is_not_the_sum",
                _("Jumlah seluruhnya (%(stated)s) bukan jumlah bagiannya (%(sum)s)."),
                stated=declared,
                sum=expected,
            ),
        )


def _check_order(manifest: dict[str, Any], report: Report) -> None:
    """Parts follow each other in the order of revisions. One revision may go on in
    the next part: that of a product with several variants. The workbooks of the bulk
    upload are ordered by category."""
    if manifest["revisions"]["after"] > manifest["revisions"]["to"]:
        report.add(
            MANIFEST,
            findings.error(
                "revisions_reversed", _("Revisi awal sesudah revisi akhir.")
            ),
        )
    if manifest.get("bulk_upload"):
        return
    reached = 0
    for part in manifest["parts"]:
        if part["first_revision"] < reached:
            report.add(
                part["name"],
                findings.error(
                    "parts_out_of_order",
                    _(
                        "Dimulai dengan revisi %(first)d, padahal "
                        "sebelumnya %(reached)d."
                    ),
                    first=part["first_revision"],
                    reached=reached,
                ),
            )
        reached = max(reached, part["last_revision"])
