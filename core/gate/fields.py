"""Fields of models whose files have passed the gate, whichever way they came.

A form lets the gate judge first, for the sentence it gives; what reaches the field by
another way is judged here, before it is written.
"""

from typing import Any

from django.core.files.base import File
from django.db import models
from django.db.models.fields.files import FieldFile
from wagtail.images.models import WagtailImageField, WagtailImageFieldFile

from core.gate.accepted import DOCUMENTS, AcceptedFile, kept_path
from core.gate.gate import accept_document, accept_picture


class _KnowsItsFile:
    """Has the row keep size and digest of what is stored."""

    instance: Any

    def _note(self, accepted: AcceptedFile) -> None:
        self.instance.file_size = accepted.size
        self.instance.file_hash = accepted.digest


class PictureFieldFile(_KnowsItsFile, WagtailImageFieldFile):
    def save(self, name: str, content: File, save: bool = True) -> None:
        """Store the picture under a name of its own, whatever ``name`` says. Raises
        InvalidInput for what does not pass the gate."""
        if not isinstance(content, AcceptedFile):
            content = accept_picture(content)
        self._note(content)
        super().save(str(content.name), content, save)


class PictureField(WagtailImageField):
    attr_class = PictureFieldFile


class DocumentFieldFile(_KnowsItsFile, FieldFile):
    def save(self, name: str, content: File, save: bool = True) -> None:
        """Store the document under a name of its own, whatever ``name`` says. Raises
        InvalidInput for what does not pass the gate."""
        if not isinstance(content, AcceptedFile):
            content = accept_document(content)
        self._note(content)
        super().save(str(content.name), content, save)


class DocumentField(models.FileField):
    attr_class = DocumentFieldFile


def document_path(document: models.Model, name: str) -> str:
    return kept_path(DOCUMENTS, name)
