"""What the gate lets in, and under which name it is kept."""

from hashlib import sha1
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

PICTURES = "pictures"
"""Folder of pictures below ``MEDIA_ROOT``. Nothing but the gate writes there."""

RENDITIONS = "drawn"
"""Folder of pictures drawn for a size."""

DOCUMENTS = "papers"
"""Folder of documents, likewise."""


class AcceptedFile(ContentFile):
    """A file that passed the gate. Only the gate makes one.

    ``extension`` is of the content, without dot. ``digest`` tells equal files, as
    Wagtail keeps it.
    """

    def __init__(self, content: bytes, extension: str) -> None:
        super().__init__(content, name=f"{uuid4().hex}.{extension}")
        self.extension = extension
        self.digest = sha1(content, usedforsecurity=False).hexdigest()


def kept_path(folder: str, name: str) -> str:
    """Where a file is kept: ``name`` in one of 256 folders, as a random name begins."""
    return f"{folder}/{name[:2]}/{name}"


def stored(accepted: AcceptedFile, folder: str) -> str:
    """The path under which the file is stored now, for rows written many at once."""
    return default_storage.save(kept_path(folder, str(accepted.name)), accepted)
