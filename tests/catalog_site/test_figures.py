"""How the catalogue is, in numbers."""

import os
from datetime import timedelta
from unittest import mock

import pytest
from django.utils import timezone

from catalog_site.figures import Sweep, figures, seconds_since
from readmodel import tasks
from readmodel.checking import Checked
from readmodel.comparison import Findings
from readmodel.heartbeat import Heartbeat
from readmodel.models import IndexTask
from readmodel.status import Waiting
from readmodel.sweep import SweepResult

pytestmark = pytest.mark.django_db


def test_what_was_never_seen_is_not_known(index, settings):
    found = figures()

    assert found.not_built == Waiting(0, None)
    assert list(found.sinks) == [settings.SEARCH_ENGINE]
    assert (found.seen_at, found.outages, found.streams) == (None, 0, 0)
    assert (found.sweep, found.task) == (None, None)
    assert found.free["media"] > 0


def test_what_the_last_sweep_found_is_counted(index):
    checked = Checked(SweepResult(crossed=5, unknown=1, gone=2), outdated=3)
    checked.findings["embedded"] = Findings(missing=[1], differing=[2, 3])
    checked.unreadable["second"] = "no node answers"
    kept = tasks.record_sweep(timezone.now(), checked)
    task = IndexTask.objects.create(kind=IndexTask.Kind.REBUILD)
    Heartbeat().beat(outages=2)

    found = figures()

    assert found.sweep == Sweep(
        ended_at=kept.ended_at,
        is_well=False,
        ledger_drift=6,
        index_drift={"embedded": 3},
        unreadable={"second": "no node answers"},
    )
    assert (found.task, found.outages) == (task, 2)


def test_a_disk_that_fails_hides_nothing_else(index, monkeypatch, caplog):
    monkeypatch.setattr(os, "statvfs", mock.Mock(side_effect=OSError(5, "I/O error")))

    found = figures()

    assert (found.free, found.not_built) == ({}, Waiting(0, None))
    assert "Room for media is not known: [Errno 5] I/O error" in caplog.text


@pytest.mark.parametrize(
    ("ago", "seconds"),
    [(timedelta(seconds=90), 90), (timedelta(days=-9), 0), (None, 0)],
)
def test_ages_are_never_negative(ago, seconds):
    moment = None if ago is None else timezone.now() - ago

    assert seconds_since(moment) == pytest.approx(seconds, abs=5)
