"""Has the database itself refuse changes of what LKPP told.

As with the evidence log: PostgreSQL refuses to change and to delete, SQLite to change.
"""

from django.db import migrations

TABLE = "products_lkpplistingchange"
MESSAGE = "The history of what LKPP told is only ever added to."

POSTGRESQL = f"""
CREATE FUNCTION lkpp_history_is_final() RETURNS trigger AS $$
BEGIN
    RAISE EXCEPTION '{MESSAGE}';
END;
$$ LANGUAGE plpgsql;
CREATE TRIGGER lkpp_history_is_final BEFORE UPDATE OR DELETE ON {TABLE}
    FOR EACH ROW EXECUTE FUNCTION lkpp_history_is_final();
"""
POSTGRESQL_BACK = f"""
DROP TRIGGER lkpp_history_is_final ON {TABLE};
DROP FUNCTION lkpp_history_is_final();
"""
SQLITE = f"""
CREATE TRIGGER lkpp_history_is_final BEFORE UPDATE ON {TABLE}
BEGIN
    SELECT RAISE(ABORT, '{MESSAGE}');
END
"""
SQLITE_BACK = "DROP TRIGGER lkpp_history_is_final"


def guard(apps, schema_editor):
    _execute(schema_editor, postgresql=POSTGRESQL, sqlite=SQLITE)


def unguard(apps, schema_editor):
    _execute(schema_editor, postgresql=POSTGRESQL_BACK, sqlite=SQLITE_BACK)


def _execute(schema_editor, **statements):
    statement = statements.get(schema_editor.connection.vendor)
    if statement:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("products", "0006_lkpp_listings_and_readiness")]
    operations = [migrations.RunPython(guard, unguard)]
