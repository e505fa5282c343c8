"""A directory of files that appears whole or not at all.

Files are written into a directory beside the target, which takes its place when they
are complete and on the disk. Whatever ends the process before that leaves the target
as it was; the next export to the same target clears away what is left.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import orjson
from django.utils.translation import gettext as _

from lkpp.files.manifest import MANIFEST, SIGNATURE


class TargetRefused(Exception):
    """The target may not be replaced; the message says why."""


@contextmanager
def replaced_whole(target: Path) -> Iterator[Path]:
    """A new directory that takes the place of ``target`` when the block ends.

    Raises TargetRefused if ``target`` is not an earlier export or another export to
    it is running, and OSError where the file system refuses.
    """
    target = target.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    with _locked(target.parent):
        _clear_remains(target)
        _require_replaceable(target)
        partial = target.with_name(f".{target.name}.partial-{os.getpid()}")
        partial.mkdir()
        claim = _claim(partial)
    try:
        yield partial
        _flush(partial)
        with _locked(target.parent):
            _require_replaceable(target)
            _take_place(partial, target)
    finally:
        os.close(claim)
        shutil.rmtree(partial, ignore_errors=True)


def _require_replaceable(target: Path) -> None:
    """Only what an export wrote is ever deleted: a directory of whatever else that
    somebody named by mistake stays."""
    if not target.exists():
        return
    if not target.is_dir():
        raise TargetRefused(
            _("%(target)s sudah ada dan bukan direktori.") % {"target": target}
        )
    strange = sorted(each.name for each in target.iterdir())
    if not strange:
        return
    named = _files_of_export(target)
    if named is None:
        raise TargetRefused(
            _(
                "%(target)s sudah berisi berkas dan bukan hasil ekspor. "
                "Pilih direktori lain."
            )
            % {"target": target}
        )
    strange = [name for name in strange if name not in named]
    if strange:
        raise TargetRefused(
            _(
                "%(target)s berisi berkas yang bukan bagian ekspor: %(names)s. "
                "Pindahkan berkas itu atau pilih direktori lain."
            )
            % {"target": target, "names": ", ".join(strange[:5])}
        )


def _files_of_export(directory: Path) -> set[str] | None:
    """What an export wrote there, or None where it wrote nothing."""
    try:
        manifest = orjson.loads((directory / MANIFEST).read_bytes())
        files = [*manifest["parts"], *manifest["other_files"]]
        names = {each["name"] for each in files}
    except (OSError, ValueError, TypeError, KeyError):
        return None
    return names | {MANIFEST, SIGNATURE}


def _clear_remains(target: Path) -> None:
    """What exports that were killed left behind, the displaced target included."""
    for former in _siblings(target, "former"):
        if target.exists():
            shutil.rmtree(former)
        else:
            former.rename(target)
    for partial in _siblings(target, "partial"):
        try:
            os.close(_claim(partial))
        except BlockingIOError as error:
            raise TargetRefused(
                _("Ekspor lain ke %(target)s sedang berjalan.") % {"target": target}
            ) from error
        shutil.rmtree(partial)


def _siblings(target: Path, kind: str) -> list[Path]:
    start = f".{target.name}.{kind}-"
    return sorted(
        each
        for each in target.parent.iterdir()
        if each.name.startswith(start)
        and each.name.removeprefix(start).isdigit()
        and each.is_dir()
        and not each.is_symlink()
    )


def _take_place(partial: Path, target: Path) -> None:
    """Two renames: a directory cannot be renamed over one that has files. Between
    them the former one waits under a name by which the next export finds it."""
    former = target.with_name(f".{target.name}.former-{os.getpid()}")
    if target.exists():
        target.rename(former)
    try:
        partial.rename(target)
    except OSError:
        with suppress(FileNotFoundError):
            former.rename(target)
        raise
    _sync(target.parent)
    shutil.rmtree(former, ignore_errors=True)


@contextmanager
def _locked(directory: Path) -> Iterator[None]:
    """One at a time, while remains are looked at and directories change places."""
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _claim(directory: Path) -> int:
    """A lock that ends with the process, however it ends. Raises BlockingIOError."""
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        raise
    return descriptor


def _flush(directory: Path) -> None:
    for path in directory.iterdir():
        _sync(path)
    _sync(directory)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
