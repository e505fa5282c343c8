"""A file is kept wholly or not at all."""

import errno
import os
import time

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from core.storage import WholeFiles, forget_unfinished


@pytest.fixture
def storage(tmp_path) -> WholeFiles:
    return WholeFiles(location=tmp_path)


class Unfinished(ContentFile):
    """Content after whose first part the disk is full."""

    def chunks(self, chunk_size=None):
        yield b"first"
        raise OSError(errno.ENOSPC, "No space left on device")


def files(folder) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_uploads_are_kept_so():
    assert isinstance(default_storage, WholeFiles)


def test_a_file_has_its_name_once_it_is_whole(storage, tmp_path):
    name = storage.save("papers/ab/one.pdf", ContentFile(b"whole"))

    assert name == "papers/ab/one.pdf"
    assert files(tmp_path) == {"papers/ab/one.pdf": b"whole"}


def test_a_full_disk_leaves_nothing(storage, tmp_path):
    with pytest.raises(OSError, match="No space left"):
        storage.save("papers/ab/one.pdf", Unfinished(b""))

    assert files(tmp_path) == {}


def test_what_another_stored_meanwhile_stays(storage, tmp_path):
    storage.save("one.pdf", ContentFile(b"first"))

    # The name was free when it was looked for.
    name = storage._save("one.pdf", ContentFile(b"second"))

    kept = files(tmp_path)
    assert name != "one.pdf"
    assert kept == {"one.pdf": b"first", name: b"second"}


def test_a_full_disk_takes_nothing_from_another(storage, tmp_path):
    storage.save("one.pdf", ContentFile(b"first"))

    with pytest.raises(OSError, match="No space left"):
        storage._save("one.pdf", Unfinished(b""))

    assert files(tmp_path) == {"one.pdf": b"first"}


def test_what_a_killed_process_began_is_forgotten_a_day_later(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    now, day = time.time(), 24 * 60 * 60
    for name, age in (
        ("papers/ab/one.pdf.1f.unfinished", day + 60),
        ("papers/ab/two.pdf.2f.unfinished", day - 60),
        ("papers/ab/three.pdf", 9 * day),
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"part")
        os.utime(path, (now - age, now - age))

    forgotten = forget_unfinished()

    assert forgotten == 1
    assert sorted(files(tmp_path)) == [
        "papers/ab/three.pdf",
        "papers/ab/two.pdf.2f.unfinished",
    ]


def test_uploads_that_lie_elsewhere_are_left_alone(settings):
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    }

    assert forget_unfinished() == 0
