"""Who may edit what of a supplier.

Every supplier has one group and one collection. Verifiers hold one permission set
at the catalogue root: a permission for each supplier would make the page explorer
unusably slow with some hundred suppliers (docs/adr/0004-supplier-isolation.md).
"""

from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
)

from certificates.kinds import CaseState
from certificates.models import VerificationCase
from core.usage import InUse
from suppliers.models import SupplierAccess, SupplierPage

EDITOR_PAGE_PERMISSIONS = ("add_page", "change_page")
EDITOR_FILE_PERMISSIONS = (
    "add_image",
    "change_image",
    "choose_image",
    "add_document",
    "change_document",
    "choose_document",
)
"""Wagtail asks for the permissions of its own models, also where a project has put
others in their place."""
VERIFIER_PAGE_PERMISSIONS = ("change_page", "publish_page", "lock_page", "unlock_page")
VERIFIER_FILE_PERMISSIONS = ("choose_image", "choose_document")
FILE_APPS = ("wagtailimages", "wagtaildocs")
VERIFIER_GROUP = "Verifikator"
GROUP_NAME_LENGTH = 150


@transaction.atomic
def grant_supplier_access(supplier: SupplierPage) -> SupplierAccess:
    """Make the supplier's group, collection and permissions; repeatable.

    A member of the group edits this supplier's page and products and submits them
    for moderation, adds pictures and documents to the supplier's collection, and
    sees nothing of the drafts and files of others.
    """
    existing = SupplierAccess.objects.filter(supplier=supplier).first()
    if existing is not None:
        return existing
    name = f"Pemasok {supplier.pk}: {supplier.title}"[:GROUP_NAME_LENGTH]
    group = Group.objects.create(name=name)
    collection = Collection.get_first_root_node().add_child(name=name)
    group.permissions.add(_admin_permission())
    _grant_pages(group, supplier, EDITOR_PAGE_PERMISSIONS)
    _grant_files(group, collection, EDITOR_FILE_PERMISSIONS)
    return SupplierAccess.objects.create(
        supplier=supplier, group=group, collection=collection
    )


@transaction.atomic
def grant_verifier_access(catalogue_root: Page) -> Group:
    """Make the verifiers' group with its one set of permissions; repeatable."""
    group, created = Group.objects.get_or_create(name=VERIFIER_GROUP)
    if created:
        group.permissions.add(_admin_permission())
        _grant_pages(group, catalogue_root, VERIFIER_PAGE_PERMISSIONS)
        _grant_files(group, Collection.get_first_root_node(), VERIFIER_FILE_PERMISSIONS)
    return group


def _admin_permission() -> Permission:
    return Permission.objects.get(
        content_type__app_label="wagtailadmin", codename="access_admin"
    )


def _grant_pages(group: Group, page: Page, codenames: tuple[str, ...]) -> None:
    GroupPagePermission.objects.bulk_create(
        GroupPagePermission(group=group, page_id=page.pk, permission=permission)
        for permission in Permission.objects.filter(
            content_type__app_label="wagtailcore",
            content_type__model="page",
            codename__in=codenames,
        )
    )


def _grant_files(
    group: Group, collection: Collection, codenames: tuple[str, ...]
) -> None:
    GroupCollectionPermission.objects.bulk_create(
        GroupCollectionPermission(
            group=group, collection=collection, permission=permission
        )
        for permission in Permission.objects.filter(
            content_type__app_label__in=FILE_APPS, codename__in=codenames
        )
    )


def refuse_to_lose_evidence(supplier: SupplierPage) -> None:
    """Raises InUse where verifiers decided on what the supplier claims: their
    decisions would go with it."""
    decided = VerificationCase.objects.filter(supplier_id=supplier.pk).exclude(
        state=CaseState.OPEN
    )
    if decided.exists():
        raise InUse(
            _(
                "“%(supplier)s” tidak dapat dihapus: keputusan verifikator tentang "
                "buktinya akan ikut hilang. Turunkan halamannya."
            )
            % {"supplier": supplier.title}
        )


def is_verifier(user: AbstractBaseUser) -> bool:
    """Whether ``user`` verifies what suppliers declare; superusers may always."""
    return user.is_superuser or user.groups.filter(name=VERIFIER_GROUP).exists()


def suppliers_of(user: AbstractBaseUser) -> QuerySet[SupplierPage]:
    """The suppliers whose editor ``user`` is."""
    return SupplierPage.objects.filter(access__group__user=user)


def people_known_to(user: AbstractBaseUser) -> QuerySet:
    """The accounts whose names ``user`` may be offered: those who edit the same
    supplier, and all for a verifier."""
    people = get_user_model().objects.all()
    if is_verifier(user):
        return people
    groups = SupplierAccess.objects.filter(group__user=user).values("group")
    return people.filter(Q(pk=user.pk) | Q(groups__in=groups)).distinct()


def may_read_reports(user: AbstractBaseUser) -> bool:
    """Whether reports on certificates and products can have any rows for ``user``."""
    return is_verifier(user) or suppliers_of(user).exists()


def supplier_of(user: AbstractBaseUser) -> SupplierPage | None:
    """The supplier whose editor ``user`` is; the first of several."""
    access = (
        SupplierAccess.objects.filter(group__user=user)
        .select_related("supplier")
        .order_by("pk")
        .first()
    )
    return access.supplier if access else None
