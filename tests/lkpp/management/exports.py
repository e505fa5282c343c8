"""Exports that commands make of a ledger without database."""

import json
from io import StringIO
from pathlib import Path
from uuid import UUID

import pytest
from django.core.management import CommandError, call_command

from readmodel.chain import Past
from readmodel.ledger_reader import Stream
from tests.lkpp.export_samples import (
    DIGEST,
    FEED,
    SCHEMA,
    SampleProfile,
)


class CommandProfile(SampleProfile):
    schema = SCHEMA


class FakeLedger:
    """What the ledger answers with, and what it was asked."""

    def __init__(self, given, latest: int):
        self.given = given
        self.latest = latest
        self.after: int | None = None
        self.times_closed = 0

    def _closed(self) -> None:
        self.times_closed += 1

    def stream(self, after: int = 0) -> Stream:
        self.after = after
        found = [each for each in self.given if each.revision > after]
        return Stream(self.latest, iter(found), self._closed)

    def past(self) -> Past:
        return Past(UUID(FEED), self.latest, DIGEST)


def run(*words: str) -> str:
    """What a command says."""
    out = StringIO()
    call_command(*words, stdout=out)
    return out.getvalue()


def export(target: Path, *words: str) -> str:
    return run("export_lkpp", f"--out={target}", *words)


def refusal(*words: str) -> str:
    with pytest.raises(CommandError) as refused:
        run(*words)
    return str(refused.value)


def manifest(target: Path) -> dict:
    return json.loads((target / "manifest.json").read_bytes())
