"""Who may see an uploaded file."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, ReferenceIndex
from wagtail.permissions import policy_registry

from core.models import CatalogueDocument, CatalogueImage

User = AbstractBaseUser | AnonymousUser


def may_download(document: CatalogueDocument, user: User) -> bool:
    """Whether ``user`` may have the document: if it is on a published page, or if
    they could choose it for a page of their own."""
    return is_published(document) or may_choose(document, user)


def may_choose(file: CatalogueDocument | CatalogueImage, user: User) -> bool:
    """Whether ``user`` works with the collection that the file lies in."""
    policy = policy_registry.get_by_type(type(file))
    return bool(
        policy.user_has_any_permission_for_instance(user, ["choose", "change"], file)
    )


def is_published(file: CatalogueDocument | CatalogueImage) -> bool:
    """Whether a published page that everyone may read refers to the file."""
    referring = ReferenceIndex.get_references_to(file).filter(
        base_content_type=ContentType.objects.get_for_model(Page)
    )
    # Queries of their own: keys are kept as text there, and a join would have to turn
    # those of all pages into text.
    keys = list(referring.values_list("object_id", flat=True))
    if not keys:
        return False
    return bool(Page.objects.live().public().filter(pk__in=keys).exists())
