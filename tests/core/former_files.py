"""Files as they were stored before the gate, and what is stored now."""

from io import StringIO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command

from core.models import CatalogueDocument, CatalogueImage
from tests.factories.suppliers import document_of, image_of

FORMER = "original_images/Bu_Sari_di_gudang.jpg"


def former_picture(supplier, content: bytes, name: str = FORMER) -> CatalogueImage:
    """A picture as it was stored before the gate."""
    image = image_of(supplier)
    default_storage.delete(image.file.name)
    path = default_storage.save(name, ContentFile(content))
    CatalogueImage.objects.filter(pk=image.pk).update(
        file=path, width=64, height=32, file_hash="0" * 40, file_size=len(content)
    )
    return CatalogueImage.objects.get(pk=image.pk)


def former_document(supplier, content: bytes, name: str) -> CatalogueDocument:
    document = document_of(supplier)
    default_storage.delete(document.file.name)
    path = default_storage.save(f"documents/{name}", ContentFile(content))
    CatalogueDocument.objects.filter(pk=document.pk).update(
        file=path, file_hash="0" * 40
    )
    return CatalogueDocument.objects.get(pk=document.pk)


def run(capture) -> str:
    out = StringIO()
    with capture(execute=True):
        call_command("secure_uploads", stdout=out, stderr=out)
    return out.getvalue()


def stored_files(settings) -> list[str]:
    root = settings.MEDIA_ROOT
    return sorted(
        each.relative_to(root).as_posix() for each in root.rglob("*") if each.is_file()
    )
