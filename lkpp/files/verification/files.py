"""The files: are they there, and are they what the manifest says?"""

import hashlib
from pathlib import Path
from typing import Any

from domain import findings
from domain.messages import gettext_noop as _
from lkpp.files.verification.manifest import MANIFEST, SIGNATURE, all_files
from lkpp.files.verification.report import Report, Unreadable, shown

CHUNK = 1 << 20


def read_whole(path: Path, longest: int) -> bytes:
    """The content of a plain file. Raises Unreadable."""
    _require_plain(path)
    try:
        with path.open("rb") as file:
            content = file.read(longest + 1)
    except OSError as error:
        raise Unreadable(
            findings.error(
                "file_unreadable",
                _("Berkas tidak dapat dibaca: %(error)s"),
                error=error.strerror,
            )
        ) from error
    if len(content) > longest:
        raise Unreadable(
            findings.error(
                "file_large",
                _("Berkas lebih besar dari %(longest)d byte."),
                longest=longest,
            )
        )
    return content


def check_presence(directory: Path, manifest: dict[str, Any], report: Report) -> None:
    expected = {each["name"]: each for each in all_files(manifest)}
    found = {path.name for path in directory.iterdir()}
    missing = sorted(expected.keys() - found)
    strange = sorted(found - expected.keys() - {MANIFEST, SIGNATURE})
    renamed = _renamed(directory, [expected[name] for name in missing], strange)
    for name in missing:
        finding = findings.error("file_missing", _("Berkas ini tidak ada."))
        if name in renamed.values():
            finding = findings.error(
                "file_renamed", _("Berkas ini tidak ada; isinya ada dengan nama lain.")
            )
        report.add(name, finding)
    for name in strange:
        finding = findings.error(
            "file_strange", _("Berkas ini tidak disebut dalam manifes.")
        )
        if name in renamed:
            finding = findings.error(
                "file_of_another_name",
                _("Berkas ini bernama %(name)s dalam manifes."),
                name=renamed[name],
            )
        report.add(shown(name), finding)


def _renamed(
    directory: Path, missing: list[dict[str, Any]], strange: list[str]
) -> dict[str, str]:
    """The names that strange files have in the manifest, where content tells."""
    by_digest = {(each["bytes"], each["sha256"]): each["name"] for each in missing}
    lengths = {length for length, _digest in by_digest}
    found = {}
    for name in strange:
        path = directory / name
        if path.is_symlink() or not path.is_file():
            continue
        length = path.stat().st_size
        if length in lengths and (name_there := by_digest.get((length, _digest(path)))):
            found[name] = name_there
    return found


def is_intact(directory: Path, each: dict[str, Any], report: Report) -> bool:
    """Whether the file is what the manifest says; if not, that is reported, but for
    a file that is missing."""
    path = directory / each["name"]
    if not (path.exists() or path.is_symlink()):
        return False
    try:
        _require_plain(path)
        length = path.stat().st_size
        # What is longer than it should be need not be read to its end.
        digest = _digest(path) if length == each["bytes"] else ""
    except Unreadable as error:
        report.add(each["name"], error.finding)
        return False
    except OSError as error:
        report.add(
            each["name"],
            findings.error(
                "file_unreadable",
                _("Berkas tidak dapat dibaca: %(error)s"),
                error=error.strerror,
            ),
        )
        return False
    if length != each["bytes"]:
        report.add(
            each["name"],
            findings.error(
                "file_length",
                _("Panjangnya %(found)d byte, menurut manifes %(expected)d."),
                found=length,
                expected=each["bytes"],
            ),
        )
        return False
    if digest != each["sha256"]:
        report.add(
            each["name"],
            findings.error(
                "file_digest",
                _("SHA-256 berbeda: %(found)s, menurut manifes %(expected)s."),
                found=digest,
                expected=each["sha256"],
            ),
        )
        return False
    return True


def _require_plain(path: Path) -> None:
    """Nothing outside the directory is ever opened."""
    if path.is_symlink() or path.is_dir():
        raise Unreadable(
            findings.error(
                "no_plain_file", _("Ini bukan berkas biasa (tautan atau direktori).")
            )
        )
    if not path.exists():
        raise Unreadable(findings.error("file_missing", _("Berkas ini tidak ada.")))
    if not path.is_file():
        raise Unreadable(
            findings.error(
                "no_plain_file", _("Ini bukan berkas biasa (tautan atau direktori).")
            )
        )


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
