"""Letting files pass the gate that were stored before there was one.

A file is written anew first, under a name that follows from its row; then the row is
switched; then the old file goes. Whenever this is ended, every row has a whole file,
and doing it again takes up where it was left.
"""

from collections.abc import Iterator
from pathlib import PurePath

from django.core.files.storage import Storage, default_storage
from django.db import transaction
from django.utils.crypto import salted_hmac

from core.gate.accepted import DOCUMENTS, PICTURES, AcceptedFile, kept_path
from core.gate.gate import accept_certificate, accept_document, accept_picture
from core.models import CatalogueDocument, CatalogueImage

FORMER_FOLDERS = ("original_images", "images", "documents")
"""Where Wagtail keeps files by itself. Nothing is written there since the gate."""

Row = CatalogueImage | CatalogueDocument


def insecure_rows() -> list[tuple[type[Row], int]]:
    """Model and id of every row whose file did not pass the gate, in a fixed order."""
    images = CatalogueImage.objects.exclude(file__startswith=f"{PICTURES}/")
    documents = CatalogueDocument.objects.exclude(file__startswith=f"{DOCUMENTS}/")
    return [
        (rows.model, pk)
        for rows in (images, documents)
        for pk in rows.order_by("pk").values_list("pk", flat=True)
    ]


@transaction.atomic
def secure(model: type[Row], pk: int) -> None:
    """Put the file of a row through the gate; the row keeps its id.

    Raises InvalidInput where the gate refuses the file, OSError where it cannot be
    read: both leave row and file as they are.
    """
    # Held while the file is written, so that of two that do this one finds it done.
    row = model.objects.select_for_update().filter(pk=pk).first()
    if row is None or row.file.name.startswith(f"{_folder(row)}/"):
        return
    former, storage = row.file.name, row.file.storage
    accepted = _accepted(row)
    _switch(row, _written(storage, row, accepted), accepted)
    transaction.on_commit(lambda: storage.delete(former))


def _folder(row: Row) -> str:
    return PICTURES if isinstance(row, CatalogueImage) else DOCUMENTS


def _accepted(row: Row) -> AcceptedFile:
    with row.file.storage.open(str(row.file.name)) as file:
        if isinstance(row, CatalogueImage):
            return accept_picture(file)
        if PurePath(str(row.file.name)).suffix == ".xml":
            return accept_certificate(file.read())
        return accept_document(file)


def _written(storage: Storage, row: Row, accepted: AcceptedFile) -> str:
    """The new file's name. It follows from row and old name, though nobody can guess
    it, so that what an ended run left half-written is written over."""
    secret = salted_hmac(
        "core.securing", f"{row.pk} {row.file.name}", algorithm="sha256"
    )
    path = kept_path(_folder(row), f"{secret.hexdigest()[:32]}.{accepted.extension}")
    storage.delete(path)
    return storage.save(path, accepted)


def _switch(row: Row, name: str, accepted: AcceptedFile) -> None:
    """Have the row tell of the new file, and what was drawn of the old one go."""
    if isinstance(row, CatalogueDocument):
        # The digest stays that of the file as it came: decisions refer to it.
        row.file, row.file_size = name, accepted.size
        row.save(update_fields=["file", "file_size"])
        return
    size = row.width, row.height
    # By name: Django knows no type for it.
    setattr(row, "file", name)  # noqa: B010
    row.file_size, row.file_hash = accepted.size, accepted.digest
    if (row.width, row.height) != size:
        # Scaled or turned, so that it points elsewhere.
        row.set_focal_point(None)
    row.save()
    row.renditions.all().delete()


def leftovers() -> Iterator[str]:
    """Files in Wagtail's folders that belong to no row: of a run that was ended, or of
    pictures that were replaced or drawn before."""
    kept = set(CatalogueImage.objects.values_list("file", flat=True))
    kept.update(CatalogueDocument.objects.values_list("file", flat=True))
    kept.update(
        CatalogueImage.get_rendition_model().objects.values_list("file", flat=True)
    )
    for folder in FORMER_FOLDERS:
        for path in _files_below(folder):
            if path not in kept:
                yield path


def _files_below(folder: str) -> Iterator[str]:
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    yield from (f"{folder}/{name}" for name in files)
    for name in folders:
        yield from _files_below(f"{folder}/{name}")


def delete_leftover(path: str) -> None:
    default_storage.delete(path)
