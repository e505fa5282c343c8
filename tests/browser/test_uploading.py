"""An editor uploads what a phone and a bad line made, and is told what came of it."""

import pytest
from playwright.sync_api import expect

from core.models import CatalogueImage
from tests.browser.signing_in import sign_in
from tests.core.gate import files
from tests.factories.suppliers import SupplierPageFactory
from tests.factories.users import editor_of

pytestmark = pytest.mark.browser


@pytest.fixture
def folder(tmp_path):
    """What lies on the editor's machine."""
    (tmp_path / "IMG_2041.HEIC").write_bytes(files.heic())
    (tmp_path / "terpotong.jpg").write_bytes(files.noisy("JPEG")[:3000])
    return tmp_path


def test_of_several_files_each_has_its_answer(visit, catalogue, folder):
    editor = sign_in(visit, editor_of(SupplierPageFactory()))
    editor.goto("/admin/images/multiple/add/")

    editor.set_input_files(
        "#fileupload", [folder / "IMG_2041.HEIC", folder / "terpotong.jpg"]
    )

    taken = editor.locator("#upload-list > li.upload-success")
    refused = editor.locator("#upload-list > li.upload-failure")
    expect(refused.get_by_text("Gambar ini rusak atau terpotong")).to_be_visible()
    # What is said of a picture that was taken is not said of one that was not.
    expect(taken.get_by_text("Isilah deskripsi")).to_be_visible()
    expect(refused.get_by_text("Isilah deskripsi")).to_be_hidden()
    image = CatalogueImage.objects.get()
    assert (image.title, image.file.name[-4:]) == ("IMG_2041", ".jpg")

    editor.goto("/admin/images/")

    # On no page yet, and shown to its supplier.
    shown = editor.get_by_role("main").locator("img")
    expect(shown).to_be_visible()
    assert shown.get_attribute("src").startswith("/gambar/")
    assert shown.evaluate("image => image.naturalWidth") == 64
