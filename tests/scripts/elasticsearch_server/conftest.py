"""What tests of the server's start lean on."""

import tempfile
from pathlib import Path

import pytest

from scripts.elasticsearch_server import archive, machine
from tests.scripts.elasticsearch_server.fakes import archive_of


@pytest.fixture
def temporary(tmp_path, monkeypatch) -> Path:
    """Where temporary directories are made: what is left behind is seen there."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def server(monkeypatch, temporary):
    """``server(program)``: has this program take the place of Elasticsearch."""
    monkeypatch.setattr(machine, "server_user", lambda folder: None)

    def server(program):
        monkeypatch.setattr(archive, "unpacked", archive_of(program))

    return server
