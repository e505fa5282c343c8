"""Damage to the files of an index, as a disk does it: in place, under who reads."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from search.engines.tantivy.store import SUSPECT, Store


def flip(path: Path, position: int, mask: int = 0xFF) -> None:
    """Turn bits of one byte over."""
    with path.open("r+b") as file:
        file.seek(position)
        [byte] = file.read(1)
        file.seek(position)
        file.write(bytes([byte ^ mask]))


@contextmanager
def flipped(path: Path, position: int, mask: int = 0xFF) -> Iterator[None]:
    flip(path, position, mask)
    try:
        yield
    finally:
        flip(path, position, mask)


def segment_files(directory: Path) -> list[Path]:
    """The files of the live generation that hold documents, and are not empty."""
    live = Store(directory).path(Store(directory).live())
    files = (
        path
        for path in live.iterdir()
        if path.suffix not in (".json", ".lock") and path.name != SUSPECT
    )
    # Their names are drawn by chance.
    return sorted(files, key=lambda path: (path.suffix, path.stat().st_size))


def is_suspect(directory: Path) -> bool:
    """Whether somebody left the mark in the live generation."""
    store = Store(directory)
    return (store.path(store.live()) / SUSPECT).exists()
