"""Has the database itself refuse changes of the evidence log.

PostgreSQL refuses to change and to delete. SQLite, which serves the demonstration and
the tests, refuses to change: the tests empty its tables by deleting.
"""

from django.db import migrations

TABLE = "certificates_evidenceentry"
MESSAGE = "The evidence log is only ever added to."

POSTGRESQL = f"""
CREATE FUNCTION evidence_is_final() RETURNS trigger AS $$
BEGIN
    RAISE EXCEPTION '{MESSAGE}';
END;
$$ LANGUAGE plpgsql;
CREATE TRIGGER evidence_is_final BEFORE UPDATE OR DELETE ON {TABLE}
    FOR EACH ROW EXECUTE FUNCTION evidence_is_final();
"""
POSTGRESQL_BACK = f"""
DROP TRIGGER evidence_is_final ON {TABLE};
DROP FUNCTION evidence_is_final();
"""
SQLITE = f"""
CREATE TRIGGER evidence_is_final BEFORE UPDATE ON {TABLE}
BEGIN
    SELECT RAISE(ABORT, '{MESSAGE}');
END
"""
SQLITE_BACK = "DROP TRIGGER evidence_is_final"


def guard(apps, schema_editor):
    _execute(schema_editor, postgresql=POSTGRESQL, sqlite=SQLITE)


def unguard(apps, schema_editor):
    _execute(schema_editor, postgresql=POSTGRESQL_BACK, sqlite=SQLITE_BACK)


def _execute(schema_editor, **statements):
    statement = statements.get(schema_editor.connection.vendor)
    if statement:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("certificates", "0001_initial")]
    operations = [migrations.RunPython(guard, unguard)]
