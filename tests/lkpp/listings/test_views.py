"""The screen on which administrators enter what LKPP reported."""

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile

from lkpp.listings.carried_rows import as_text
from lkpp.listings.forms import MOST_ROWS
from lkpp.listings.planning import plan_import
from lkpp.models import LkppListing, LkppListingChange
from tests.factories.users import administrator, editor_of, verifier
from tests.lkpp.listings.reports import CSV, read

SCREEN = "/admin/nomor-lkpp/"
HOME = "/admin/"


def preview(client, **sent):
    return client.post(SCREEN, {"text": CSV, **sent})


def hidden(response) -> dict[str, str]:
    form = BeautifulSoup(response.content, "html.parser").select_one("form")
    return {
        field["name"]: field["value"]
        for field in form.select("input[type=hidden]")
        if field["name"] != "csrfmiddlewaretoken"
    }


def test_nothing_is_written_before_it_was_confirmed(client, variants):
    client.force_login(administrator(first_name="Sari"))

    looked_at = preview(client)

    assert looked_at.status_code == 200
    assert "Simpan 1 perubahan" in looked_at.content.decode()
    assert LkppListing.objects.count() == 0

    confirmed = client.post(SCREEN, hidden(looked_at), follow=True)

    assert "1 varian diperbarui." in confirmed.content.decode()
    change = LkppListingChange.objects.get()
    assert (change.by_name, change.source) == ("Sari", "ditempel")


def test_file_is_taken_instead_of_text(client, variants):
    client.force_login(administrator())
    file = SimpleUploadedFile("lkpp.csv", CSV.encode())

    response = client.post(SCREEN, {"file": file})

    assert hidden(response)["source"] == "lkpp.csv"


def test_catalogue_that_changed_meanwhile_is_shown_again(client, variants):
    client.force_login(administrator())
    looked_at = hidden(preview(client))
    LkppListing.objects.create(sku="A-1", kd_produk=1)

    response = client.post(SCREEN, looked_at)

    assert "Katalog berubah sejak pratinjau dibuat." in response.content.decode()
    assert LkppListing.objects.get().kd_produk == 1


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"text": ""}, "Tempel isinya, atau pilih berkas untuk diunggah."),
        ({"text": "nama\nA"}, "Baris judul harus menyebut"),
        ({"text": "sku;tayang\n"}, "Tidak ada baris di bawah judul."),
        (
            {"text": "sku;tayang\n" + "A;ya\n" * (MOST_ROWS + 1)},
            "Berkas ini berisi lebih dari 5000 baris.",
        ),
    ],
)
def test_screen_says_what_it_cannot_read(client, variants, sent, message):
    client.force_login(administrator())

    response = client.post(SCREEN, sent)

    assert response.status_code == 422
    assert message in response.content.decode()


def test_text_and_file_together_are_refused(client, variants):
    client.force_login(administrator())
    file = SimpleUploadedFile("lkpp.csv", CSV.encode())

    response = preview(client, file=file)

    assert response.status_code == 422
    assert LkppListing.objects.count() == 0


@pytest.mark.parametrize("rows", ["", "[7]", "x"])
def test_damaged_preview_is_refused(client, variants, rows):
    client.force_login(administrator())

    response = client.post(SCREEN, {"rows": rows, "source": "x", "digest": "x"})

    assert response.url == SCREEN
    assert LkppListing.objects.count() == 0


def test_screen_shows_hostile_text_as_text(client, variants):
    client.force_login(administrator())
    pasted = "sku;tayang\n<script>alert(1)</script>;ya\n"

    html = client.post(SCREEN, {"text": pasted}).content.decode()

    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)" in html


@pytest.mark.parametrize("person", ["anonymous", "editor", "verifier"])
def test_others_than_administrators_are_refused(client, variants, person):
    if person != "anonymous":
        own = variants["A-1"].product.supplier
        client.force_login(editor_of(own) if person == "editor" else verifier())
    rows = as_text(read(CSV))
    digest = plan_import(read(CSV)).digest
    expected = f"/admin/login/?next={SCREEN}" if person == "anonymous" else HOME

    assert client.get(SCREEN).url == expected
    assert preview(client).url == expected
    carried = {"rows": rows, "source": "x", "digest": digest}
    assert client.post(SCREEN, carried).url == expected
    assert LkppListing.objects.count() == 0
    if person != "anonymous":
        assert SCREEN not in client.get(HOME).content.decode()


def test_rows_that_are_left_out_are_named_with_the_reason(client, variants):
    client.force_login(administrator())

    response = preview(client, text=CSV + "X-9;;5;;;\n")

    assert "SKU ini tidak ada dalam katalog." in response.content.decode()


def test_latest_changes_are_listed_with_what_they_changed(client, variants):
    client.force_login(administrator(first_name="Sari"))
    client.post(SCREEN, hidden(preview(client)))

    drawn = BeautifulSoup(client.get(SCREEN).content, "html.parser")

    [line] = drawn.select(".lkpp-reported__history li")
    written = " ".join(line.text.split())
    assert written.startswith("A-1, ")
    assert "ditempel, Sari: nomor produk LKPP 76215995" in written
