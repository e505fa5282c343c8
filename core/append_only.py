"""Rows that are only ever added to: evidence, histories, decisions.

The model refuses to change and to delete, and so does a trigger of the database that
the migration operation :class:`ForbidChanges` makes. A further model takes a line in
each place::

    class PurchaseDecision(AppendOnlyModel):        # models
    operations = [ForbidChanges("PurchaseDecision")]  # a migration after its table's

and a factory of its rows in ``tests/core/test_append_only.py``, which fails while
there is a model without.
"""

from collections.abc import Iterable
from typing import Any, NoReturn

from django.db import NotSupportedError, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class RowIsFinal(TypeError):
    """Raised when a row of an append-only model is to be changed or deleted."""

    def __init__(self, model: type[models.Model]) -> None:
        super().__init__(f"{model._meta.object_name} is only ever added to.")


class AppendOnlyQuerySet(models.QuerySet):
    """Adds rows and refuses to change or to delete any. Raises RowIsFinal."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise RowIsFinal(self.model)

    def delete(self) -> NoReturn:
        raise RowIsFinal(self.model)

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise RowIsFinal(self.model)

    def bulk_create(
        self,
        objs: Iterable[Any],
        *args: Any,
        update_conflicts: bool = False,
        **kwargs: Any,
    ) -> list[Any]:
        if update_conflicts:
            raise RowIsFinal(self.model)
        return super().bulk_create(objs, *args, **kwargs)


class AppendOnlyModel(models.Model):
    """A model whose rows stay as they were written; raises RowIsFinal otherwise.

    Its migrations have to guard the table as well: see :class:`ForbidChanges`.
    """

    objects = models.Manager.from_queryset(AppendOnlyQuerySet)()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise RowIsFinal(type(self))
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise RowIsFinal(type(self))


class ForbidChanges(Operation):
    """Have the database itself refuse changes of a model's rows.

    PostgreSQL refuses to change and to delete. SQLite, which serves the demonstration
    and the tests, refuses to change only: the tests empty its tables by deleting.
    Raises NotSupportedError on any other database.
    """

    reduces_to_sql = True
    reversible = True

    def __init__(self, model_name: str) -> None:
        self.model_name = model_name

    def deconstruct(self) -> tuple[str, list[str], dict[str, Any]]:
        return type(self).__name__, [self.model_name], {}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """The models stay as they are."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        model = to_state.apps.get_model(app_label, self.model_name)
        _execute(schema_editor, FORBID, model)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        model = from_state.apps.get_model(app_label, self.model_name)
        _execute(schema_editor, ALLOW, model)

    def describe(self) -> str:
        return f"Forbid changes of {self.model_name}"


FORBID = {
    "postgresql": (
        """
        CREATE FUNCTION {trigger}() RETURNS trigger AS $$
        BEGIN
            RAISE EXCEPTION '{message}';
        END;
        $$ LANGUAGE plpgsql
        """,
        """
        CREATE TRIGGER {trigger} BEFORE UPDATE OR DELETE ON {table}
            FOR EACH ROW EXECUTE FUNCTION {trigger}()
        """,
    ),
    "sqlite": (
        """
        CREATE TRIGGER {trigger} BEFORE UPDATE ON {table}
        BEGIN
            SELECT RAISE(ABORT, '{message}');
        END
        """,
    ),
}

ALLOW = {
    "postgresql": (
        "DROP TRIGGER {trigger} ON {table}",
        "DROP FUNCTION {trigger}()",
    ),
    "sqlite": ("DROP TRIGGER {trigger}",),
}


def _execute(
    schema_editor: BaseDatabaseSchemaEditor,
    statements: dict[str, tuple[str, ...]],
    model: type[models.Model],
) -> None:
    vendor, table = schema_editor.connection.vendor, model._meta.db_table
    if vendor not in statements:
        raise NotSupportedError(f"No trigger is known that keeps rows on {vendor}.")
    for statement in statements[vendor]:
        written = statement.format(
            trigger=f"{table}_is_final", table=table, message=RowIsFinal(model)
        )
        schema_editor.execute(written, params=None)
