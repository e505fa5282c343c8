"""Wagtail's API for its own admin, without other suppliers' files.

Wagtail itself lists every picture and document there to whoever enters the admin.
"""

from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.permissions import policy_registry


class ChoosableMixin:
    def get_queryset(self):
        choosable = policy_registry.get_by_type(
            self.model
        ).instances_user_has_permission_for(self.request.user, "choose")
        return super().get_queryset().filter(pk__in=choosable.values("pk"))


class ChoosableImages(ChoosableMixin, ImagesAdminAPIViewSet):
    """Pictures the user may choose."""


class ChoosableDocuments(ChoosableMixin, DocumentsAdminAPIViewSet):
    """Documents the user may choose."""
