"""Uploaded pictures and documents. Each supplier's lie in its own collection."""

from django.db import models
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image


class CatalogueImage(AbstractImage):
    """A picture; ``description`` is what is read to who cannot see it."""

    admin_form_fields = Image.admin_form_fields


class CatalogueRendition(AbstractRendition):
    image = models.ForeignKey(
        CatalogueImage, on_delete=models.CASCADE, related_name="renditions"
    )

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)


class CatalogueDocument(AbstractDocument):
    """A certificate, manual or datasheet."""

    admin_form_fields = Document.admin_form_fields
