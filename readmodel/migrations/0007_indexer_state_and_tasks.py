import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("readmodel", "0006_ledgerlink"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="IndexerState",
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
                ("seen_at", models.DateTimeField(null=True)),
                ("outages", models.PositiveBigIntegerField(default=0)),
                ("last_outage_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "keadaan pengindeks",
                "verbose_name_plural": "keadaan pengindeks",
            },
        ),
        migrations.CreateModel(
            name="IndexTask",
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
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("rebuild", "Bangun ulang indeks"),
                            ("sweep", "Penyapuan"),
                        ],
                        max_length=10,
                    ),
                ),
                ("is_open", models.BooleanField(default=True)),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("began_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("stage", models.CharField(blank=True, default="", max_length=80)),
                ("done", models.PositiveBigIntegerField(default=0)),
                ("total", models.PositiveBigIntegerField(default=0)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("result", models.JSONField(blank=True, default=dict)),
                ("problem", models.TextField(blank=True, default="")),
                ("holder", models.CharField(blank=True, default="", max_length=40)),
                ("expires_at", models.DateTimeField(null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "pekerjaan indeks",
                "verbose_name_plural": "pekerjaan indeks",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_open", True)),
                        fields=("is_open",),
                        name="one_open_index_task",
                    )
                ],
            },
        ),
    ]
