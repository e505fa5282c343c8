"""The files: are they there, and are they what the manifest says?"""

import hashlib
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

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
            _("Berkas tidak dapat dibaca: %(error)s") % {"error": error.strerror}
        ) from error
    if len(content) > longest:
        raise Unreadable(
            _("Berkas lebih besar dari %(longest)d byte.") % {"longest": longest}
        )
    return content


def check_presence(directory: Path, manifest: dict[str, Any], report: Report) -> None:
    expected = {each["name"]: each for each in all_files(manifest)}
    found = {path.name for path in directory.iterdir()}
    missing = sorted(expected.keys() - found)
    strange = sorted(found - expected.keys() - {MANIFEST, SIGNATURE})
    renamed = _renamed(directory, [expected[name] for name in missing], strange)
    for name in missing:
        what = _("Berkas ini tidak ada.")
        if name in renamed.values():
            what = _("Berkas ini tidak ada; isinya ada dengan nama lain.")
        report.fault(name, what)
    for name in strange:
        what = _("Berkas ini tidak disebut dalam manifes.")
        if name in renamed:
            what = _("Berkas ini bernama %(name)s dalam manifes.") % {
                "name": renamed[name]
            }
        report.fault(shown(name), what)


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
        length, digest = path.stat().st_size, _digest(path)
    except Unreadable as error:
        report.fault(each["name"], str(error))
        return False
    except OSError as error:
        report.fault(
            each["name"],
            _("Berkas tidak dapat dibaca: %(error)s") % {"error": error.strerror},
        )
        return False
    if length != each["bytes"]:
        report.fault(
            each["name"],
            _("Panjangnya %(found)d byte, menurut manifes %(expected)d.")
            % {"found": length, "expected": each["bytes"]},
        )
        return False
    if digest != each["sha256"]:
        report.fault(
            each["name"],
            _("SHA-256 berbeda: %(found)s, menurut manifes %(expected)s.")
            % {"found": digest, "expected": each["sha256"]},
        )
        return False
    return True


def _require_plain(path: Path) -> None:
    """Nothing outside the directory is ever opened."""
    if path.is_symlink() or path.is_dir():
        raise Unreadable(_("Ini bukan berkas biasa (tautan atau direktori)."))
    if not path.exists():
        raise Unreadable(_("Berkas ini tidak ada."))
    if not path.is_file():
        raise Unreadable(_("Ini bukan berkas biasa (tautan atau direktori)."))


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
