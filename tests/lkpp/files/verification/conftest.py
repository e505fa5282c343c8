from pathlib import Path

import pytest

from lkpp.files import signing
from tests.lkpp.export_samples import (
    exported,
    order,
    row,
    tombstone,
)


@pytest.fixture(autouse=True)
def key():
    return signing.new_key()


@pytest.fixture
def directory(tmp_path) -> Path:
    """An export of four records in two parts."""
    target = tmp_path / "ekspor"
    given = [row("A", 1), row("B", 2), row("C", 2), tombstone("D", 5)]
    exported(target, given, order(part_records=2, tombstones=True), to=6)
    return target
