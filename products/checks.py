"""System checks of the device types. They read the database, so they run with
``manage.py check --database default`` and before migrations."""

from django.core.checks import Error, Tags, register
from django.db import connections

from products.attributes import definition_faults
from products.models import DeviceAttribute


@register(Tags.database)
def attributes_can_be_used(databases=None, **kwargs) -> list[Error]:
    """Every attribute of every device type is sound, its unit known."""
    table = DeviceAttribute._meta.db_table
    if not any(
        table in connections[alias].introspection.table_names()
        for alias in databases or ()
    ):
        return []
    return [
        Error(
            f"Attribute {row.key!r} of {row.device_type.key!r}: {fault}.",
            obj=row,
            id="products.E001",
        )
        for row in DeviceAttribute.objects.select_related("device_type")
        for fault in definition_faults(row.definition)
    ]
