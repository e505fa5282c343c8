"""The command that puts files through the gate which were stored before it."""

from io import StringIO

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from tests.core.former_files import FORMER, former_picture, run, stored_files
from tests.core.gate import files
from tests.factories.suppliers import SupplierPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def supplier(catalogue):
    return SupplierPageFactory(parent=catalogue)


def test_the_command_says_how_many(supplier, django_capture_on_commit_callbacks):
    former_picture(supplier, files.jpeg())
    former_picture(supplier, files.png(), "original_images/b.png")

    told = run(django_capture_on_commit_callbacks)

    assert "2 berkas diamankan" in told


def test_a_refused_file_stays_and_is_named(
    supplier, settings, django_capture_on_commit_callbacks
):
    broken = former_picture(supplier, files.noisy("JPEG")[:3000])
    lost = former_picture(supplier, files.jpeg(), "original_images/hilang.jpg")
    default_storage.delete(lost.file.name)
    good = former_picture(supplier, files.jpeg(), "original_images/baik.jpg")
    out = StringIO()

    with (
        pytest.raises(CommandError) as ended,
        django_capture_on_commit_callbacks(execute=True),
    ):
        call_command("secure_uploads", stdout=out, stderr=out)

    good.refresh_from_db()
    told = out.getvalue()
    assert f"{broken.pk} “{broken.title}”: Gambar ini rusak atau terpotong" in told
    assert f"{lost.pk} “{lost.title}”: Berkasnya tidak ada" in told
    assert str(ended.value) == (
        "2 berkas tetap seperti semula; unggahlah penggantinya. Berkas itu tidak dapat "
        "diambil siapa pun."
    )
    assert stored_files(settings) == sorted([FORMER, good.file.name])
    assert good.file.name.startswith("pictures/")
