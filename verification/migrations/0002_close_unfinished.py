from django.db import migrations

from verification.unfinished import close_unfinished


def close(apps, schema_editor):
    close_unfinished(apps)


class Migration(migrations.Migration):
    """Submissions that two decisions at the same moment left open."""

    dependencies = [
        ("verification", "0001_initial"),
        ("certificates", "0002_evidence_is_final"),
    ]

    operations = [migrations.RunPython(close, migrations.RunPython.noop)]
