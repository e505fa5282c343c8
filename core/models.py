"""Uploaded pictures and documents. Each supplier's lie in its own collection."""

from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image

from core.file_content import is_what_it_says


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

    def save(self, *args: Any, **kwargs: Any) -> None:
        # Decisions on certificates depend on it.
        if self.file and not self.file_hash:
            self._set_document_file_metadata()
        super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        if not self.file or self.file._committed:
            return
        extension = PurePath(self.file.name).suffix.removeprefix(".")
        if not is_what_it_says(self.file, extension):
            message = _(
                "Isi berkas ini bukan PDF, JPEG atau PNG, atau tidak sesuai dengan "
                "akhiran namanya."
            )
            raise ValidationError({"file": message})
        if self._is_original():
            message = _("Sertifikat digital asli tidak dapat diganti berkas lain.")
            raise ValidationError({"file": message})

    def _is_original(self) -> bool:
        """Whether what is stored is a digital certificate, which pages rely on as it
        came: nobody uploads XML here, it is read and kept by the products' pages."""
        stored = CatalogueDocument.objects.filter(pk=self.pk, file__endswith=".xml")
        return bool(stored.exists())
