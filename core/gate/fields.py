"""Fields of models whose files have passed the gate, whichever way they came.

A form lets the gate judge first, for the sentence it gives; what reaches the field by
another way is judged here, before it is written.
"""

from collections.abc import Callable
from typing import Any

from django.core.files.base import File
from django.db import models
from django.db.models.fields.files import FieldFile
from wagtail.images.models import WagtailImageField, WagtailImageFieldFile

from core.gate.accepted import DOCUMENTS, AcceptedFile, kept_path
from core.gate.gate import Readable, accept_document, accept_picture


class _PassesTheGate:
    """Stores what the gate makes of a file; the row keeps its size and digest."""

    instance: Any
    accept: Callable[[Readable], AcceptedFile]

    def save(self, name: str, content: File, save: bool = True) -> None:
        """Store the file under a name of its own, whatever ``name`` says. Raises
        InvalidInput for what does not pass the gate."""
        accepted = (
            content if isinstance(content, AcceptedFile) else self.accept(content)
        )
        self.instance.file_size = accepted.size
        self.instance.file_hash = accepted.digest
        super().save(str(accepted.name), accepted, save)  # type: ignore[misc]


class PictureFieldFile(_PassesTheGate, WagtailImageFieldFile):
    accept = staticmethod(accept_picture)


class PictureField(WagtailImageField):
    attr_class = PictureFieldFile


class DocumentFieldFile(_PassesTheGate, FieldFile):
    accept = staticmethod(accept_document)


class DocumentField(models.FileField):
    attr_class = DocumentFieldFile


def document_path(document: models.Model, name: str) -> str:
    return kept_path(DOCUMENTS, name)
