from secrets import token_bytes

import django.utils.timezone
from django.apps.registry import Apps
from django.db import migrations, models

from core.append_only import ForbidChanges

DIGEST_BYTES = 32


def begin_the_chain(apps: Apps, schema_editor: object) -> None:
    """What readers were told before there were links is one past, which no other
    database has."""
    lease = apps.get_model("readmodel", "IndexerLease").objects.first()
    if lease is not None and lease.last_revision:
        apps.get_model("readmodel", "LedgerLink").objects.create(
            revision=lease.last_revision, digest=token_bytes(DIGEST_BYTES)
        )


class Migration(migrations.Migration):
    dependencies = [
        ("readmodel", "0005_productstate_built_on"),
    ]

    operations = [
        migrations.CreateModel(
            name="LedgerLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("revision", models.BigIntegerField(unique=True)),
                ("digest", models.BinaryField(max_length=32)),
                (
                    "at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False
                    ),
                ),
            ],
            options={
                "verbose_name": "mata rantai buku besar",
                "verbose_name_plural": "mata rantai buku besar",
            },
        ),
        ForbidChanges("LedgerLink"),
        migrations.RunPython(begin_the_chain, migrations.RunPython.noop, elidable=True),
    ]
