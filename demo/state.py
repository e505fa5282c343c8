"""Whether a demo that was made before fits the code of today."""

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.migrations.exceptions import InconsistentMigrationHistory
from django.db.migrations.loader import MigrationLoader

Key = tuple[str, str]
"""A migration: label of its app, and name."""


def is_of_another_form() -> bool:
    """Whether the database was made by migrations that are not those of today.

    An app may have been renamed, a migration removed, or rewritten under its name
    while nothing was released. Migrations that are still to come are no difference.
    """
    loader = MigrationLoader(connection)
    return (
        bool(_unknown(loader))
        or _is_inconsistent(loader)
        or bool(_missing_columns(loader))
    )


def _unknown(loader: MigrationLoader) -> set[Key]:
    """What was applied and is gone, but for what other packages have squashed."""
    others = _labels_of_others()
    applied = {key for key in loader.applied_migrations if key[0] not in others}
    return applied - loader.disk_migrations.keys()


def _labels_of_others() -> set[str]:
    """The installed apps that are not the project's."""
    own = f"{settings.BASE_DIR}/"
    return {
        app.label
        for app in apps.get_app_configs()
        if not app.path.startswith(own) or "site-packages" in app.path
    }


def _is_inconsistent(loader: MigrationLoader) -> bool:
    try:
        loader.check_consistent_history(connection)
    except InconsistentMigrationHistory:
        return True
    return False


def _missing_columns(loader: MigrationLoader) -> set[tuple[str, str]]:
    """Columns that the project's applied migrations made, and that are not there."""
    applied = [key for key in loader.applied_migrations if key in loader.graph.nodes]
    models = loader.project_state(applied).apps.get_models(include_auto_created=True)
    others = _labels_of_others()
    expected = {
        (model._meta.db_table, field.column)
        for model in models
        if model._meta.app_label not in others and not model._meta.proxy
        for field in model._meta.local_concrete_fields
    }
    return expected - _columns({table for table, _column in expected})


def _columns(tables: set[str]) -> set[tuple[str, str]]:
    with connection.cursor() as cursor:
        existing = tables.intersection(connection.introspection.table_names(cursor))
        return {
            (table, column.name)
            for table in existing
            for column in connection.introspection.get_table_description(cursor, table)
        }
