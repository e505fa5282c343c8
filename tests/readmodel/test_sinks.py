"""Which sinks follow the ledger."""

import pytest

from readmodel import sinks
from readmodel.sinks import UnknownSink, get_sink, register_sinks
from tests.readmodel.fake_sink import FakeSink


@pytest.fixture
def registered(monkeypatch):
    monkeypatch.setattr(sinks, "_sources", [])


def test_a_source_says_at_any_time_which_sinks_there_are(registered):
    first, second = FakeSink(), FakeSink()
    present = [first]
    register_sinks(lambda: present)

    before = sinks.sinks()
    present.append(second)

    assert (before, sinks.sinks()) == ((first,), (first, second))


def test_a_sink_is_found_by_its_name(registered):
    sink = FakeSink()
    register_sinks(lambda: [sink])

    assert get_sink("second") is sink


def test_a_sink_that_there_is_not_is_refused_with_those_that_are(registered):
    register_sinks(lambda: [FakeSink()])

    with pytest.raises(UnknownSink) as refusal:
        get_sink("third")

    assert (refusal.value.name, refusal.value.known) == ("third", ("second",))
