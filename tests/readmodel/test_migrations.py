"""What becomes of the state of an installation that is upgraded."""

from importlib import import_module

import pytest
from django.apps import apps

from readmodel import indexer
from readmodel.models import PendingRepair, SinkState
from search.engines import get_engine

pytestmark = pytest.mark.django_db

per_engine = import_module("readmodel.migrations.0002_sink_per_engine")


def test_the_embedded_engine_goes_on_from_where_it_was(index, monkeypatch):
    SinkState.objects.filter(pk="embedded").update(name="search", applied_revision=0)
    PendingRepair.objects.create(sink="search", product_id=999_999)
    monkeypatch.setattr(get_engine("embedded"), "rebuild", None)

    per_engine.name_the_embedded_engine(apps, None)

    assert SinkState.objects.get().name == "embedded"
    assert PendingRepair.objects.get().sink == "embedded"
    assert indexer.drain() == 1


def test_it_can_be_taken_back(index):
    before = SinkState.objects.get()

    per_engine.call_it_search_again(apps, None)

    after = SinkState.objects.get()
    assert (before.name, after.name) == ("embedded", "search")
    assert after.schema_version == before.schema_version


def test_a_state_that_is_there_already_stays(index):
    SinkState.objects.create(name="search", schema_version="old")

    per_engine.name_the_embedded_engine(apps, None)

    assert SinkState.objects.get(pk="embedded").schema_version != "old"


def test_an_installation_without_an_index_has_nothing_to_rename(db):
    per_engine.name_the_embedded_engine(apps, None)

    assert not SinkState.objects.exists()
