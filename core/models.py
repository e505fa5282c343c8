"""Uploaded pictures and documents. Each supplier's lie in its own collection."""

import re
from pathlib import PurePath
from typing import Any

from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    Image,
    get_upload_to,
)

from core.gate.accepted import PICTURES, RENDITIONS, kept_path
from core.gate.fields import DocumentField, PictureField, document_path
from core.pictures import rendition_url

LONGEST_FILENAME = 80
NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]+')
"""What no file of a person's own machine may be called."""


class KeepsItsFile:
    """Stores the file before the row is written, and not while it is: what the gate
    made of it has another size and digest than what came."""

    file: Any

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.file and not self.file._committed:
            self.file.save(self.file.name, self.file.file, save=False)
        super().save(*args, **kwargs)  # type: ignore[misc]


class CatalogueImage(KeepsItsFile, AbstractImage):
    """A picture; ``description`` is what is read to who cannot see it."""

    file = PictureField(
        verbose_name=_("berkas"),
        upload_to=get_upload_to,
        width_field="width",
        height_field="height",
    )

    admin_form_fields = Image.admin_form_fields

    def get_upload_to(self, filename: str) -> str:
        return kept_path(PICTURES, filename)


class CatalogueRendition(AbstractRendition):
    image = models.ForeignKey(
        CatalogueImage, on_delete=models.CASCADE, related_name="renditions"
    )

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)

    @property
    def url(self) -> str:
        """The signed address: files have none of their own."""
        return rendition_url(self.image_id, self.filter_spec)

    def get_upload_to(self, filename: str) -> str:
        return kept_path(RENDITIONS, filename)


class CatalogueDocument(KeepsItsFile, AbstractDocument):
    """A certificate, manual or datasheet."""

    file = DocumentField(verbose_name=_("berkas"), upload_to=document_path)

    admin_form_fields = Document.admin_form_fields

    @property
    def extension(self) -> str:
        """Of the content, with its dot."""
        return PurePath(str(self.file.name)).suffix

    @property
    def filename(self) -> str:
        """What its address ends in; the name on disk means nothing to anybody."""
        words = slugify(self.title)[:LONGEST_FILENAME].strip("-")
        return f"{words or 'dokumen'}{self.extension}"

    @property
    def download_name(self) -> str:
        """The title as the name of a file."""
        words = " ".join(NOT_IN_NAMES.sub(" ", self.title).split())
        return f"{words[:LONGEST_FILENAME].strip(' .') or 'dokumen'}{self.extension}"
