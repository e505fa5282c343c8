from pathlib import Path

import pytest

from lkpp.files import signing
from lkpp.management.commands import export_lkpp
from tests.lkpp.export_samples import (
    row,
    tombstone,
)
from tests.lkpp.management.exports import CommandProfile, FakeLedger, export


@pytest.fixture
def ledger(monkeypatch) -> FakeLedger:
    """Three variants that are offered and one that left, up to revision 5."""
    given = [row("A", 1), row("B", 2), tombstone("C", 4), row("D", 5)]
    fake = FakeLedger(given, latest=5)
    profiles = {name: CommandProfile() for name in ("sample", "v5", "v6")}
    monkeypatch.setattr(export_lkpp, "ledger_reader", fake)
    monkeypatch.setattr(export_lkpp, "chain", fake)
    monkeypatch.setattr(export_lkpp, "PROFILES", profiles)
    return fake


@pytest.fixture
def key():
    return signing.new_key()


@pytest.fixture
def target(tmp_path) -> Path:
    return tmp_path / "luar" / "ekspor"


@pytest.fixture
def directory(ledger, key, target) -> Path:
    export(target, "--profile=sample")
    return target
