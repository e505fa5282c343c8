from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("readmodel", "0004_repairs_noted_at"),
    ]

    operations = [
        migrations.AddField(
            model_name="productstate",
            name="built_on",
            field=models.DateField(db_index=True, null=True),
        ),
    ]
