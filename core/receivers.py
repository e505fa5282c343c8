"""What is done when a file is about to be stored elsewhere than in its field."""

from typing import Any

from django.db.models.signals import pre_save
from django.dispatch import receiver
from wagtail.models import UploadedFile

from core.gate.accepted import AcceptedFile
from core.gate.gate import accept_document, accept_picture
from core.models import CatalogueImage


@receiver(pre_save, sender=UploadedFile)
def unfinished_upload_passes_the_gate(instance: UploadedFile, **kwargs: Any) -> None:
    """A file whose title, say, is still missing waits in a folder of Wagtail's own:
    it, too, is what the gate made of it, under a random name."""
    file = instance.file
    if not file or file._committed or isinstance(file.file, AcceptedFile):
        return
    is_picture = instance.for_content_type.model_class() is CatalogueImage
    accept = accept_picture if is_picture else accept_document
    instance.file = accept(file)
