"""What the sweep finds of ledger and indexes, and has mended."""

import pytest
from django.utils import timezone

from readmodel import checking, indexer
from readmodel.comparison import Findings
from readmodel.feeding import Stopped
from readmodel.models import PendingChange, PendingRepair, ProductState
from readmodel.sinks import sinks
from readmodel.sweep import SweepResult
from search.engines.base import DocumentGroup, EngineUnavailable
from tests.factories.products import complete_product

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


@pytest.fixture
def product(index):
    made = complete_product()
    indexer.drain()
    return made


def test_where_all_is_as_it_should_be_nothing_is_noted(product):
    checked = checking.check(TODAY)

    [sink] = sinks()
    assert checked.is_well
    assert checked.ledger_drift == 0
    assert checked.findings == {sink.name: Findings(documents=1)}
    assert not PendingChange.objects.exists()
    assert not PendingRepair.objects.exists()


@pytest.mark.parametrize("dry_run", [False, True])
def test_what_an_index_lost_is_repaired_unless_it_is_a_trial(index, product, dry_run):
    index.apply([DocumentGroup(product.pk)])

    checked = checking.check(TODAY, dry_run=dry_run)

    [found] = checked.findings.values()
    assert not checked.is_well
    assert found.missing == [product.pk]
    assert PendingRepair.objects.exists() is not dry_run


@pytest.mark.parametrize("dry_run", [False, True])
def test_what_the_ledger_does_not_know_is_noted_unless_it_is_a_trial(product, dry_run):
    ProductState.objects.all().delete()

    checked = checking.check(TODAY, dry_run=dry_run)

    assert checked.swept == SweepResult(crossed=0, unknown=1, gone=0)
    assert (checked.ledger_drift, checked.is_well) == (1, False)
    assert PendingChange.objects.exists() is not dry_run


def test_an_index_that_cannot_be_read_is_told_and_repairs_nothing(
    index, product, monkeypatch
):
    def refuse(*args, **options):
        raise EngineUnavailable("no node answers")
        yield

    monkeypatch.setattr(type(index), "iterate", refuse)

    checked = checking.check(TODAY)

    [sink] = sinks()
    assert checked.unreadable == {sink.name: "no node answers"}
    assert (checked.findings, checked.is_well) == ({}, False)
    assert checked.as_json()["unreadable"] == {sink.name: "no node answers"}


def test_it_says_how_far_it_is_and_can_be_stopped(product):
    told = []

    checking.check(TODAY, step=lambda *step: told.append(step))

    [sink] = sinks()
    assert told == [(sink, 1, 1)]
    with pytest.raises(Stopped):
        checking.check(TODAY, should_stop=lambda: True)
