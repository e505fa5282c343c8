"""Before a file is stored elsewhere than in its field, before files and collections are
deleted, and after the database was migrated."""

from typing import Any

from django.apps import AppConfig
from django.core.management import call_command
from django.db.models.signals import post_migrate, pre_delete, pre_save
from django.dispatch import receiver
from wagtail.models import Collection, UploadedFile

from core import usage
from core.gate.accepted import AcceptedFile
from core.gate.gate import accept_document, accept_picture
from core.models import CatalogueDocument, CatalogueImage


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


@receiver(pre_delete, sender=CatalogueDocument)
@receiver(pre_delete, sender=CatalogueImage)
@receiver(pre_delete, sender=Collection)
def file_is_deleted(instance: Any, **kwargs: Any) -> None:
    usage.refuse_while_used(instance)


@receiver(post_migrate)
def cache_has_its_table(sender: AppConfig, using: str, **kwargs: Any) -> None:
    """Where the shared cache lies in the database. Not by a migration: whether it does
    is a setting, which may change."""
    if sender.name == "core":
        call_command("createcachetable", database=using, verbosity=0)
