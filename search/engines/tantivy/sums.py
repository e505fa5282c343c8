"""Whether the files of an index are as tantivy wrote them.

tantivy ends each file of a segment with a footer: JSON that has the CRC-32 of what
comes before it, the footer's length and a magic number. It reads the footer when it
opens a file, and never compares the sum: see
docs/adr/0029-lost-databases-damage-and-clocks.md.
"""

import json
import os
import struct
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID
from zlib import crc32

_END = struct.Struct("<II")
_MAGIC = 1337
_READ_AT_ONCE = 1 << 20


def damaged_file(directory: Path) -> str | None:
    """The name of a file of the last commit that is not as it was written, or None.

    Raises OSError where one cannot be read.
    """
    meta = directory / "meta.json"
    while True:
        committed = meta.read_bytes()
        found = _first_damaged(directory, committed)
        # A writer removes what it has merged, after it has said so there.
        if found is None or meta.read_bytes() == committed:
            return found


def _first_damaged(directory: Path, committed: bytes) -> str | None:
    try:
        for name in _names(directory, json.loads(committed)):
            if not _is_whole(directory / name):
                return name
    except (ValueError, KeyError, TypeError, AttributeError):
        return "meta.json"
    return None


def _names(directory: Path, committed: Any) -> Iterator[str]:
    """The files of a commit. One that is not there is noticed when it is opened."""
    for segment in committed["segments"]:
        name = UUID(segment["segment_id"]).hex
        yield from (
            path.name for path in directory.glob(f"{name}.*") if path.suffix != ".del"
        )
        if segment["deletes"]:
            yield f"{name}.{segment['deletes']['opstamp']}.del"


def _is_whole(path: Path) -> bool:
    try:
        with path.open("rb", buffering=0) as file:
            size = os.fstat(file.fileno()).st_size
            if size < _END.size:
                return False
            file.seek(size - _END.size)
            length, magic = _END.unpack(file.read(_END.size))
            body = size - _END.size - length
            if magic != _MAGIC or body < 0:
                return False
            file.seek(body)
            noted = json.loads(file.read(length))["crc"]
            file.seek(0)
            return bool(_sum(file.read, body) == noted)
    except (FileNotFoundError, ValueError, KeyError, TypeError, struct.error):
        return False


def _sum(read: Callable[[int], bytes], length: int) -> int:
    found = 0
    while length > 0 and (chunk := read(min(_READ_AT_ONCE, length))):
        found = crc32(chunk, found)
        length -= len(chunk)
    return found
