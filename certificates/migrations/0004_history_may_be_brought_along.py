"""Lets an entry of the evidence log say when it happened.

Only the state of the migrations changes: both moments are filled in by Python, and to
alter the column would rebuild SQLite's table without the trigger that guards it.
"""

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("certificates", "0003_submissions_are_cases")]
    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name="evidenceentry",
                    name="at",
                    field=models.DateTimeField(
                        default=django.utils.timezone.now,
                        editable=False,
                        verbose_name="waktu",
                    ),
                )
            ]
        )
    ]
