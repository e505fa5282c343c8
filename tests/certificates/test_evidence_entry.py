"""The evidence log is only ever added to."""

import pytest
from django.db import DatabaseError, connection, transaction

from certificates.models import EvidenceEntry
from core.append_only import RowIsFinal
from tests.factories.certificates import EvidenceEntryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry(db):
    return EvidenceEntryFactory(number="AKD 20902020001")


def save(entry):
    entry.number = "AKD 20902020002"
    entry.save()


ATTEMPTS = {
    "save": save,
    "delete": lambda entry: entry.delete(),
    "update": lambda entry: EvidenceEntry.objects.update(number="x"),
    "delete many": lambda entry: EvidenceEntry.objects.filter(pk=entry.pk).delete(),
    "bulk update": lambda entry: EvidenceEntry.objects.bulk_update([entry], ["number"]),
}


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_model_refuses_changes(entry, attempt):
    with pytest.raises(RowIsFinal):
        ATTEMPTS[attempt](entry)

    assert EvidenceEntry.objects.get().number == "AKD 20902020001"


def test_database_refuses_updates(entry):
    with pytest.raises(DatabaseError, match="only ever added"), transaction.atomic():
        execute("UPDATE certificates_evidenceentry SET number = 'x'")

    assert EvidenceEntry.objects.get().number == "AKD 20902020001"


def test_database_refuses_deletions(entry):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite empties its tables between tests by deleting.")

    with pytest.raises(DatabaseError, match="only ever added"), transaction.atomic():
        execute("DELETE FROM certificates_evidenceentry")

    assert EvidenceEntry.objects.count() == 1


def test_newest_comes_first():
    older, newer = EvidenceEntryFactory(), EvidenceEntryFactory()

    assert list(EvidenceEntry.objects.all()) == [newer, older]


def execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
