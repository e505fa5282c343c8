"""Taking what LKPP reported, from a file or pasted."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lkpp.listings import forms
from lkpp.listings.carried_rows import as_text
from lkpp.listings.forms import CarriedForm, ReportForm
from tests.lkpp.listings.reports import CSV, read


def test_pasted_text_is_read():
    form = ReportForm({"text": CSV}, {})

    assert form.is_valid()
    assert form.rows == read(CSV)
    assert form.source == "ditempel"


def test_a_file_is_read_under_its_name():
    form = ReportForm(
        {"text": " "}, {"file": SimpleUploadedFile("a.csv", CSV.encode())}
    )

    assert form.is_valid()
    assert (form.rows, form.source) == (read(CSV), "a.csv")


@pytest.mark.parametrize(
    ("text", "content", "field", "sentence"),
    [
        ("", None, "__all__", "Tempel isinya, atau pilih berkas untuk diunggah."),
        (
            CSV,
            CSV,
            "__all__",
            "Tempel isinya atau unggah satu berkas; tidak keduanya.",
        ),
        ("sku;tayang\n", None, "text", "Tidak ada baris di bawah judul."),
        ("", "sku;tayang\n", "file", "Tidak ada baris di bawah judul."),
        ("", "%PDF\x00", "file", "Berkas ini bukan CSV, TSV, XLSX, atau JSON."),
    ],
)
def test_what_cannot_be_read_is_said_at_its_field(text, content, field, sentence):
    files = {"file": SimpleUploadedFile("a.csv", content.encode())} if content else {}
    form = ReportForm({"text": text}, files)

    assert form.errors == {field: [sentence]}


def test_a_file_may_be_so_large(monkeypatch):
    monkeypatch.setattr(forms, "MOST_BYTES", len(CSV) - 1)

    form = ReportForm({}, {"file": SimpleUploadedFile("a.csv", CSV.encode())})

    assert form.errors == {
        "file": ["Berkas ini lebih dari 10 MB; pakai perintah import_lkpp_ids."]
    }


def test_half_characters_are_those_of_no_row():
    form = ReportForm({"text": "sku;tayang\nA\ud800;ya\n"}, {})

    assert form.is_valid()
    assert [row.sku for row in form.rows] == ["A?"]


def test_carried_rows_are_read_back():
    carried = {"rows": as_text(read(CSV)), "source": "x", "digest": "y"}

    form = CarriedForm(carried)

    assert form.is_valid()
    assert form.cleaned_data["rows"] == read(CSV)


@pytest.mark.parametrize("rows", ["[7]", "{", "7"])
def test_forged_rows_are_refused(rows):
    form = CarriedForm({"rows": rows, "source": "x", "digest": "y"})

    assert form.errors == {"rows": ["Pratinjau tidak lagi lengkap."]}
