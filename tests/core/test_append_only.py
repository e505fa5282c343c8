"""Rows that are only ever added to."""

import pytest
from django.db import DatabaseError, connection, transaction

from certificates.models import EvidenceEntry
from core.append_only import ALLOW, FORBID, ForbidChanges, RowIsFinal
from tests.factories.certificates import EvidenceEntryFactory

pytestmark = pytest.mark.django_db

MESSAGE = "EvidenceEntry is only ever added to."


@pytest.fixture
def entry(catalogue):
    return EvidenceEntryFactory()


@pytest.mark.parametrize(
    "change",
    [
        lambda entry: entry.save(),
        lambda entry: entry.delete(),
        lambda entry: EvidenceEntry.objects.update(reason="lain"),
        lambda entry: EvidenceEntry.objects.filter(pk=entry.pk).delete(),
        lambda entry: EvidenceEntry.objects.bulk_update([entry], ["reason"]),
    ],
    ids=["save", "delete", "update", "delete rows", "bulk update"],
)
def test_the_model_refuses_to_change_a_row(entry, change):
    with pytest.raises(RowIsFinal, match=MESSAGE):
        change(entry)

    assert EvidenceEntry.objects.filter(pk=entry.pk, reason=entry.reason).exists()


def test_the_database_refuses_to_change_a_row(entry):
    table = EvidenceEntry._meta.db_table

    with (
        pytest.raises(DatabaseError, match=MESSAGE),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"UPDATE {table} SET reason = 'lain'")

    assert EvidenceEntry.objects.filter(pk=entry.pk, reason=entry.reason).exists()


def test_a_migration_writes_the_operation_with_its_model():
    operation = ForbidChanges("EvidenceEntry")

    assert operation.deconstruct() == ("ForbidChanges", ["EvidenceEntry"], {})
    assert operation.describe() == "Forbid changes of EvidenceEntry"


def test_what_is_forbidden_can_be_allowed_again_on_every_database():
    assert set(FORBID) == set(ALLOW) == {"postgresql", "sqlite"}
