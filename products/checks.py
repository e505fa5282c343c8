"""System checks of the device types. They read the database, so they run with
``manage.py check --database default`` and before migrations."""

from django.core.checks import Error, Tags, register

from domain.attributes.definitions import definition_errors
from products.models import DeviceAttribute
from suppliers.checks import has_table


@register(Tags.database)
def attributes_can_be_used(databases=None, **kwargs) -> list[Error]:
    """Every attribute of every device type is sound, its unit known."""
    if not has_table(DeviceAttribute, databases):
        return []
    return [
        Error(
            f"Attribute {row.key!r} of {row.device_type.key!r}: {error}.",
            obj=row,
            id="products.E001",
        )
        for row in DeviceAttribute.objects.select_related("device_type")
        for error in definition_errors(row.definition)
    ]
