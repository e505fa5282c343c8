from django.db import migrations

from core.append_only import ForbidChanges


class Migration(migrations.Migration):
    dependencies = [("products", "0006_sale_restrictions")]
    operations = [ForbidChanges("SaleRestrictionEntry")]
