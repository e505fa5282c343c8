import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('readmodel', '0003_refusals_and_generations'),
    ]

    operations = [
        migrations.AddField(
            model_name='pendingrepair',
            name='noted_at',
            field=models.DateTimeField(auto_now_add=True, default=django.utils.timezone.now),
            preserve_default=False,
        ),
    ]
