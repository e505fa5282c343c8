"""Entries of the evidence log."""

from datetime import UTC, datetime

import pytest

from tests.factories.certificates import EvidenceEntryFactory

pytestmark = pytest.mark.django_db


def test_newest_comes_first():
    older, newer = EvidenceEntryFactory(), EvidenceEntryFactory()

    assert list(type(older).objects.all()) == [newer, older]


def test_entry_reads_as_a_line():
    entry = EvidenceEntryFactory(
        at=datetime(2026, 11, 24, 8, 30, tzinfo=UTC), number="AKD 20902020001"
    )

    assert str(entry) == "2026-11-24 08:30 Izin edar AKD 20902020001"
