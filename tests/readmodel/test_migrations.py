"""What becomes of the state of an installation that is upgraded."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import transaction

from readmodel import chain, indexer
from readmodel.models import IndexerLease, LedgerLink, PendingRepair, SinkState
from search.engines import get_engine

pytestmark = pytest.mark.django_db

per_engine = import_module("readmodel.migrations.0002_sink_per_engine")
ledger_link = import_module("readmodel.migrations.0006_ledgerlink")


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


def test_what_readers_were_told_before_there_were_links_is_a_past_of_its_own(db):
    IndexerLease.objects.create(pk=1, last_revision=7)

    ledger_link.begin_the_chain(apps, None)

    told = chain.past()
    link = LedgerLink.objects.get()
    assert (link.revision, len(bytes(link.digest))) == (7, 32)
    assert chain.past_at(3, told).digest == told.digest


def test_no_two_upgraded_backups_are_one_past(db):
    IndexerLease.objects.create(pk=1, last_revision=7)
    pasts = set()
    for _ in range(2):
        with transaction.atomic():
            ledger_link.begin_the_chain(apps, None)
            pasts.add(chain.past())
            transaction.set_rollback(True)

    assert len(pasts) == 2


def test_an_empty_ledger_begins_without_a_link(db):
    ledger_link.begin_the_chain(apps, None)
    IndexerLease.objects.create(pk=1)
    ledger_link.begin_the_chain(apps, None)

    assert not LedgerLink.objects.exists()
