"""Rows that are only ever added to, whatever the model and the database."""

from contextlib import contextmanager
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import DatabaseError, NotSupportedError, connection, transaction

from certificates.models import EvidenceEntry
from core.append_only import ALLOW, FORBID, AppendOnlyModel, ForbidChanges, RowIsFinal
from lkpp.models import LkppListingChange
from products.models import SaleRestrictionEntry
from readmodel.models import LedgerLink
from tests.factories.certificates import EvidenceEntryFactory
from tests.factories.feed import LedgerLinkFactory
from tests.factories.lkpp import LkppListingChangeFactory
from tests.factories.products import SaleRestrictionEntryFactory

FACTORIES = {
    EvidenceEntry: EvidenceEntryFactory,
    LedgerLink: LedgerLinkFactory,
    LkppListingChange: LkppListingChangeFactory,
    SaleRestrictionEntry: SaleRestrictionEntryFactory,
}

ATTEMPTS = {
    "save": lambda row: row.save(),
    "delete": lambda row: row.delete(),
    "update": lambda row: type(row).objects.update(at=row.at),
    "delete many": lambda row: type(row).objects.filter(pk=row.pk).delete(),
    "bulk update": lambda row: type(row).objects.bulk_update([row], ["at"]),
    "update or create": lambda row: type(row).objects.update_or_create(
        {"at": row.at}, pk=row.pk
    ),
    "upsert": lambda row: type(row).objects.bulk_create(
        [row], update_conflicts=True, update_fields=["at"], unique_fields=["id"]
    ),
}

every_model = pytest.mark.parametrize("model", FACTORIES)


def test_no_append_only_model_is_left_out():
    models = {each for each in apps.get_models() if issubclass(each, AppendOnlyModel)}

    assert models == set(FACTORIES)


@pytest.mark.django_db
@pytest.mark.parametrize("attempt", ATTEMPTS)
@every_model
def test_model_refuses_changes(model, attempt):
    row = FACTORIES[model]()
    before = list(model.objects.values())

    with pytest.raises(RowIsFinal, match=f"^{model.__name__} is only ever added to.$"):
        ATTEMPTS[attempt](row)

    assert list(model.objects.values()) == before


@pytest.mark.django_db
@every_model
def test_rows_are_added_one_by_one_and_many_at_once(model):
    FACTORIES[model]()

    model.objects.bulk_create(FACTORIES[model].build_batch(2))

    assert model.objects.count() == 3


@pytest.mark.django_db
@every_model
def test_database_refuses_updates(model):
    FACTORIES[model]()
    before = list(model.objects.values())

    with refusal():
        execute(f"UPDATE {model._meta.db_table} SET at = NULL")

    assert list(model.objects.values()) == before


@pytest.mark.django_db
@every_model
def test_database_refuses_deletions(model):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite empties its tables between tests by deleting.")
    FACTORIES[model]()

    with refusal():
        execute(f"DELETE FROM {model._meta.db_table}")

    assert model.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_operation_can_be_taken_back_and_made_again():
    EvidenceEntryFactory(number="A")
    operation = ForbidChanges("EvidenceEntry")
    state = SimpleNamespace(apps=apps)
    changed = "UPDATE certificates_evidenceentry SET number = 'B'"

    with connection.schema_editor() as editor:
        operation.database_backwards("certificates", editor, state, state)
    execute(changed)
    with connection.schema_editor() as editor:
        operation.database_forwards("certificates", editor, state, state)

    assert EvidenceEntry.objects.get().number == "B"
    with refusal():
        execute(changed)


def test_a_migration_writes_the_operation_with_its_model():
    operation = ForbidChanges("EvidenceEntry")

    assert operation.deconstruct() == ("ForbidChanges", ["EvidenceEntry"], {})
    assert operation.describe() == "Forbid changes of EvidenceEntry"


def test_what_is_forbidden_can_be_allowed_again_on_every_database():
    assert set(FORBID) == set(ALLOW) == {"postgresql", "sqlite"}


def test_an_unknown_database_is_not_left_without_a_guard():
    editor = SimpleNamespace(connection=SimpleNamespace(vendor="mysql"))
    state = SimpleNamespace(apps=apps)

    with pytest.raises(NotSupportedError, match="on mysql"):
        ForbidChanges("EvidenceEntry").database_forwards(
            "certificates", editor, state, state
        )


@contextmanager
def refusal():
    """Whatever is done within is refused by the database itself."""
    with (
        pytest.raises(DatabaseError, match="only ever added to"),
        transaction.atomic(),
    ):
        yield


def execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
