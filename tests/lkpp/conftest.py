import pytest

from core import stream_places, streams
from core.shared_cache import shared_cache


@pytest.fixture(autouse=True)
def nobody_reads_yet(monkeypatch):
    """Tests do not always read answers to their end, nor close them."""
    monkeypatch.setattr(streams, "_process", streams._Process())
    shared_cache().delete_many(stream_places._keys())
