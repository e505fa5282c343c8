from django.db import migrations

from core.append_only import ForbidChanges


class Migration(migrations.Migration):
    dependencies = [("lkpp", "0001_initial")]
    operations = [ForbidChanges("LkppListingChange")]
