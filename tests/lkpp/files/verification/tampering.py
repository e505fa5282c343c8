"""Exports that somebody changed after they were signed."""

import gzip
import json
from hashlib import sha256
from pathlib import Path

from core.findings import text
from lkpp.files import signing
from lkpp.files.verification import verify
from tests.lkpp.export_samples import NOW

PART = "part-00001.ndjson.gz"


def faults(directory: Path, key_set=None) -> list[tuple[str, str]]:
    report = verify(
        directory, signing.key_set() if key_set is None else key_set, now=NOW
    )
    assert all(each.code for each in report.errors)
    return [(each.place, text(each)) for each in report.errors]


def resign(directory: Path, change) -> None:
    """Let a dishonest or faulty exporter sign a manifest after ``change``."""
    path = directory / "manifest.json"
    manifest = json.loads(path.read_bytes())
    change(manifest)
    text = json.dumps(manifest).encode()
    path.write_bytes(text)
    (directory / "manifest.json.jws").write_text(signing.sign_detached(text))


def repack(directory: Path, name: str, content: bytes) -> None:
    """Let the content of a part be other, and everything agree with it but that."""
    packed = gzip.compress(content, mtime=0)
    (directory / name).write_bytes(packed)

    def agree(manifest):
        (part,) = [each for each in manifest["parts"] if each["name"] == name]
        part["bytes"] = len(packed)
        part["sha256"] = sha256(packed).hexdigest()
        part["content_bytes"] = len(content)

    resign(directory, agree)


def lines(directory: Path, name: str = PART) -> list[bytes]:
    return gzip.decompress((directory / name).read_bytes()).splitlines(keepends=True)
