"""Who may see an uploaded file."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, ReferenceIndex
from wagtail.permissions import policy_registry

from core.models import CatalogueDocument


def may_download(
    document: CatalogueDocument, user: AbstractBaseUser | AnonymousUser
) -> bool:
    """Whether ``user`` may have the document: if it is on a published page, or if
    they could choose it for a page of their own."""
    if is_published(document):
        return True
    policy = policy_registry.get_by_type(CatalogueDocument)
    return bool(policy.user_has_permission_for_instance(user, "choose", document))


def is_published(document: CatalogueDocument) -> bool:
    """Whether a published page refers to the document."""
    referring = ReferenceIndex.get_references_to(document).filter(
        base_content_type=ContentType.objects.get_for_model(Page)
    )
    # Two queries: keys are kept as text there, and a join would have to turn those
    # of all pages into text.
    keys = list(referring.values_list("object_id", flat=True))
    return bool(Page.objects.live().filter(pk__in=keys).exists())
