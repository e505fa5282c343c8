"""What LKPP assigned: reading it, matching it, writing it, who may."""

import io
from datetime import timedelta
from uuid import UUID

import openpyxl
import orjson
import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from core.append_only import RowIsFinal
from lkpp.listings.forms import MOST_ROWS
from lkpp.listings.listings import (
    PlanChanged,
    as_text,
    from_text,
    history_of,
    plan,
    record,
    reported_listings,
)
from lkpp.listings.reader import Fault, ReportedRow, UnreadableFile, read_reported_rows
from lkpp.models import LkppListing, LkppListingChange
from products.models import ProductVariant
from readmodel import outbox
from readmodel.models import PendingChange
from tests.factories.products import ProductPageFactory, ProductVariantFactory
from tests.factories.suppliers import SupplierPageFactory
from tests.factories.users import administrator, editor_of, verifier
from tests.product_form import edit_url

V6 = "0190f3c2-7a10-4e6b-9f0e-5d2f3c1b7a99"
CATEGORY = "5d2f3c1b-9f0e-4e6b-7a10-0190f3c27a99"
SCREEN = "/admin/nomor-lkpp/"
HOME = "/admin/"

CSV = f"""no_produk_penyedia;kfa_code;kd_produk;uuid;status_tayang;apakah_dapat_dibeli
A-1;;76215995;{V6};Ya;Tidak
"""


def read(text: str | bytes) -> list[ReportedRow | Fault]:
    content = text.encode() if isinstance(text, str) else text
    return list(read_reported_rows(content, most_rows=100))


def workbook(*lines) -> bytes:
    book = openpyxl.Workbook()
    for line in lines:
        book.active.append(line)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


# Reading

EXPECTED = {
    "kd_produk": 76215995,
    "v6_id": UUID(V6),
    "shown": True,
    "purchasable": False,
}


@pytest.mark.parametrize(
    "content",
    [
        CSV,
        "\ufeff" + CSV,
        CSV.replace(";", ","),
        CSV.replace(";", "\t"),
        CSV.replace("\n", "\r\n"),
        CSV.encode("utf-16"),
        CSV.upper(),
        CSV.replace("no_produk_penyedia", "No. Produk Penyedia"),
        CSV.replace("no_produk_penyedia", '"SKU"'),
        CSV.replace("A-1", '" A-1 "'),
        "\n\n" + CSV + "\n;;;;;\n",
        workbook(
            ["SKU", "kd_produk", "id", "tayang", "dapat_dibeli", "lain"],
            ["A-1", 76215995, V6, True, False, "x"],
        ),
        workbook(
            ["sku", "kodeLKPP", "uuid", "tayang_lkpp", "dapat_dibeli_lkpp"],
            ["A-1", 76215995.0, V6, "tayang", 0],
        ),
        orjson.dumps(
            {
                "data": [
                    {
                        "sku": "A-1",
                        "kd_produk": 76215995,
                        "uuid": V6,
                        "status_tayang": "1",
                        "apakah_dapat_dibeli": False,
                        "harga": {"x": [1]},
                    }
                ]
            }
        ),
        '{"sku": "A-1", "kd_produk": "76215995", "uuid": "V6", "tayang": true, '
        '"dapat_dibeli": "no"}\n{"sku": "", "kd_produk": null}\n'.replace("V6", V6),
    ],
)
def test_forms_of_files(content):
    rows = read(content)

    assert len(rows) == 1
    assert rows[0].sku == "A-1"
    assert rows[0].values == EXPECTED


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Ya", True),
        ("yes", True),
        ("TAYANG", True),
        ("1", True),
        ("true", True),
        ("Tidak", False),
        ("no", False),
        ("tidak tayang", False),
        ("0", False),
        ("False", False),
        ("-1", None),
        ("-", None),
        ("tidak diketahui", None),
    ],
)
def test_words_for_yes_and_no(word, expected):
    [row] = read(f"sku;tayang\nA-1;{word}\n")

    assert row.values == {"shown": expected}


@pytest.mark.parametrize("cell", ["", "null", "N/A", " "])
def test_empty_cell_tells_nothing(cell):
    [row] = read(f"sku;kd_produk;tayang\nA-1;{cell};ya\n")

    assert row.values == {"shown": True}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (";;1;;", "SKU dan kode KFA kosong."),
        ("A-1;;;;", "Baris ini tidak memberitahukan apa pun."),
        (
            "A-1;;satu;;",
            "“satu” bukan nomor produk LKPP, yang terdiri dari angka saja.",
        ),
        (
            "A-1;;1.000.000;;",
            "“1.000.000” bukan nomor produk LKPP, yang terdiri dari angka saja.",
        ),
        ("A-1;;0;;", "“0” bukan nomor produk LKPP, yang terdiri dari angka saja."),
        ("A-1;;;7;", "“7” bukan UUID, seperti 0190f3c2-…."),
        ("A-1;;;;barangkali", "“barangkali” bukan ya atau tidak."),
        (
            ";123;1;;",
            "Kode KFA harus terdiri dari 8 digit dan diawali "
            "32, 33, 34, 82, 83, atau 84.",
        ),
        (";-1;1;;", "SKU dan kode KFA kosong."),
        (f"{'x' * 501};;1;;", "Isi sel terlalu panjang."),
    ],
)
def test_row_at_fault_is_named_with_the_reason(line, reason):
    [row] = read(f"sku;kfa_code;kd_produk;uuid;tayang\n{line}\n")

    assert isinstance(row, Fault)
    assert (row.row, row.reason) == (2, reason)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "Tidak ada isinya."),
        (b"   \n\n", "Tidak ada isinya."),
        (b"\xef\xbb\xbf", "Tidak ada isinya."),
        (b"nama;harga\nA;1\n", "Baris judul harus menyebut"),
        (b"sku;nama\nA;1\n", "Baris judul harus menyebut"),
        (b"kd_produk;uuid\n1;2\n", "Baris judul harus menyebut"),
        (b"%PDF-1.4\n\x00\xff", "Berkas ini bukan CSV"),
        (b"\x00" * 50, "Berkas ini bukan CSV"),
        (b"PK\x03\x04 bukan zip", "Berkas XLSX ini rusak."),
        (workbook(["sku"], ["A"])[:-200], "Berkas XLSX ini rusak."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Ini berkas XLS lama."),
        (b"[1, 2]", "Isi JSON harus berupa daftar objek; butir 1 bukan objek."),
        (b'[{"sku": "A", "tayang": 1}, 7]', "Isi JSON harus berupa daftar objek"),
        (b'[{"a": 1}]', "Baris judul harus menyebut"),
        (b"[{", "Isi JSON tidak sah."),
        (b"[" * 100_000, "Isi JSON tidak sah."),
        (b'{"sku": "A", "tayang": 1}\n{"sku"', "Baris 2 bukan JSON yang sah."),
        (b'sku;tayang\n"' + b"x" * 200_000, "tidak dapat dibaca sebagai CSV."),
        (b"sku;tayang\n" + b"A;ya\n" * 101, "lebih dari 100 baris."),
    ],
)
def test_file_that_cannot_be_used(content, message):
    with pytest.raises(UnreadableFile) as refusal:
        read(content)

    assert message in str(refusal.value)


@given(st.binary(max_size=400))
def test_no_file_breaks_the_reader(content):
    try:
        rows = read(content)
    except UnreadableFile:
        return
    assert all(isinstance(row, ReportedRow | Fault) for row in rows)


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_no_cell_breaks_the_reader(sku, number, flag):
    content = (
        orjson.dumps(
            [{"sku": sku, "kd_produk": number, "tayang": flag, "uuid": flag}],
            default=str,
        )
        if _is_whole(sku + number + flag)
        else b"[]"
    )

    for row in read(content):
        assert isinstance(row, ReportedRow | Fault)


def _is_whole(text: str) -> bool:
    return not any("\ud800" <= letter <= "\udfff" for letter in text)


def test_rows_survive_the_way_through_a_form():
    rows = read(CSV + "B;;0;;;\n") + read("sku;tayang;dapat_dibeli\nC;-1;ya\n")

    assert from_text(as_text(rows)) == rows


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "7",
        "[7]",
        "[[1]]",
        '[[1, "A", "", {"sku": 1}, 2]]',
        '[[1, "A", "", {"lain": 1}]]',
        '[[1, "A", "", {"kd_produk": 99999999999999999999999}]]',
        '[[1, "A", "", {"v6_id": "x"}]]',
        '[["x", "A", "", {}]]',
    ],
)
def test_forged_rows_are_refused(text):
    with pytest.raises(ValueError):
        from_text(text)


# Matching


@pytest.fixture
def variants(catalogue) -> dict[str, ProductVariant]:
    product = ProductPageFactory()
    return {
        sku: ProductVariantFactory(product=product, sku=sku, kfa_code=kfa_code)
        for sku, kfa_code in (
            ("A-1", "83000001"),
            ("B-2", "83000002"),
            ("C-3", "83000003"),
            ("C-4", "83000003"),
        )
    }


def planned(text: str):
    return plan(read(text))


@pytest.mark.parametrize(
    ("line", "sku", "by_kfa"),
    [
        ("A-1;", "A-1", False),
        # The SKU goes before the code.
        ("A-1;83000002", "A-1", False),
        (";83000002", "B-2", True),
        ("SKU-LKPP;83000002", "B-2", True),
    ],
)
def test_row_is_matched_by_sku_then_by_kfa_code(variants, line, sku, by_kfa):
    [change] = planned(f"sku;kfa;kd_produk\n{line};5\n").changes

    assert (change.sku, change.matched_by_kfa) == (sku, by_kfa)
    assert change.product_id == variants[sku].product_id
    assert (change.before, change.after) == ({"kd_produk": None}, {"kd_produk": 5})


@pytest.mark.parametrize(
    ("line", "key", "reason"),
    [
        ("X-9;", "X-9", "SKU ini tidak ada dalam katalog."),
        (";83000009", "83000009", "Kode KFA ini tidak ada dalam katalog."),
        ("X-9;83000009", "X-9", "SKU dan kode KFA ini tidak ada dalam katalog."),
        (
            ";83000003",
            "83000003",
            "Kode KFA 83000003 dipakai 2 varian; sebutkan SKU-nya.",
        ),
    ],
)
def test_row_about_no_variant_or_several_is_left_out(variants, line, key, reason):
    found = planned(f"sku;kfa;kd_produk\nA-1;;4\n{line};5\n")

    assert [each.sku for each in found.changes] == ["A-1"]
    assert found.faults == [Fault(3, key, reason)]


def test_rows_that_contradict_each_other_are_left_out(variants):
    found = planned("sku;kd_produk\nA-1;1\nB-2;2\nA-1;3\nB-2;2\n")

    assert [(each.sku, each.after) for each in found.changes] == [
        ("B-2", {"kd_produk": 2})
    ]
    reason = "Baris 2, 4 saling bertentangan tentang SKU A-1."
    assert found.faults == [Fault(2, "A-1", reason), Fault(4, "A-1", reason)]


def test_number_of_another_variant_is_left_out(variants):
    LkppListing.objects.create(sku="C-3", kd_produk=7)

    found = planned("sku;kd_produk\nA-1;7\nB-2;8\nC-4;8\n")

    assert found.changes == []
    assert [(each.row, each.reason) for each in found.faults] == [
        (2, "Nomor 7 sudah dipakai SKU C-3."),
        (3, "Nomor 8 sudah dipakai SKU C-4."),
        (4, "Nomor 8 sudah dipakai SKU B-2."),
    ]


def test_variants_may_exchange_their_numbers(variants):
    LkppListing.objects.create(sku="A-1", kd_produk=1)
    LkppListing.objects.create(sku="B-2", kd_produk=2)

    record(read("sku;kd_produk\nA-1;2\nB-2;1\n"), source="uji")

    assert {s: t.kd_produk for s, t in reported_listings(["A-1", "B-2"]).items()} == {
        "A-1": 2,
        "B-2": 1,
    }


def test_number_is_not_free_when_its_holder_keeps_it(variants):
    """B's row is left out, so that B keeps 2, which A's row would take."""
    LkppListing.objects.create(sku="B-2", kd_produk=2)
    LkppListing.objects.create(sku="C-3", kd_produk=3)

    found = planned("sku;kd_produk\nA-1;2\nB-2;3\n")

    assert found.changes == []
    assert [each.row for each in found.faults] == [2, 3]


# Writing


def noted() -> list[int]:
    """The products that the indexer is to look at, in the order of their notes."""
    return list(
        PendingChange.objects.order_by("pk").values_list("product_id", flat=True)
    )


@pytest.fixture
def nothing_noted(variants):
    PendingChange.objects.all().delete()


def test_what_was_reported_is_kept_with_its_history(variants, nothing_noted):
    person = administrator(first_name="Sari")

    record(read(CSV), source="lkpp.csv", by=person)
    record(read(f"sku;tayang;category_id\nA-1;tidak;{CATEGORY}\n"), source="kedua")

    listing = LkppListing.objects.get()
    assert listing.sku == "A-1"
    assert listing.kd_produk == 76215995
    assert listing.v6_id == UUID(V6)
    assert listing.category_id == UUID(CATEGORY)
    assert (listing.shown, listing.purchasable) == (False, False)
    second, first = history_of(["A-1"])["A-1"]
    assert (first.by_name, first.source) == ("Sari", "lkpp.csv")
    assert first.after == {
        "kd_produk": 76215995,
        "v6_id": V6,
        "shown": True,
        "purchasable": False,
    }
    assert second.before == {"shown": True, "category_id": None}
    assert second.after == {"shown": False, "category_id": CATEGORY}
    assert second.differences == [
        ("ID kategori v6", "", CATEGORY),
        ("tayang", "ya", "tidak"),
    ]
    assert noted() == [variants["A-1"].product_id] * 2


def test_reporting_the_same_again_changes_nothing(variants):
    record(read(CSV), source="lkpp.csv")
    before = LkppListing.objects.values().get()
    PendingChange.objects.all().delete()

    done = record(read(CSV), source="lagi")

    assert (done.changes, done.unchanged) == ([], 1)
    assert LkppListing.objects.values().get() == before
    assert LkppListingChange.objects.count() == 1
    assert noted() == []


def test_hyphen_takes_away_what_was_reported(variants):
    record(read(CSV), source="lkpp.csv")

    record(read("sku;kd_produk;tayang\nA-1;-;-1\n"), source="kedua")

    listing = LkppListing.objects.get()
    assert (listing.kd_produk, listing.shown) == (None, None)
    assert listing.v6_id == UUID(V6)
    assert listing.address == ""


def test_all_is_written_or_nothing(variants, monkeypatch):
    def break_off(product_ids):
        raise RuntimeError("interrupted")

    monkeypatch.setattr(outbox, "enqueue", break_off)

    with pytest.raises(RuntimeError):
        record(read(CSV), source="lkpp.csv")

    assert LkppListing.objects.count() == 0
    assert LkppListingChange.objects.count() == 0


def test_another_plan_than_the_one_looked_at_is_refused(variants):
    rows = read(CSV)
    digest = plan(rows).digest
    LkppListing.objects.create(sku="A-1", kd_produk=1)

    with pytest.raises(PlanChanged):
        record(rows, source="lkpp.csv", expected=digest)

    assert LkppListing.objects.get().kd_produk == 1


def test_history_cannot_be_changed(variants):
    record(read(CSV), source="lkpp.csv")
    change = LkppListingChange.objects.get()

    with pytest.raises(RowIsFinal):
        change.save()
    with pytest.raises(RowIsFinal):
        change.delete()
    with pytest.raises(RowIsFinal):
        LkppListingChange.objects.update(source="lain")
    with pytest.raises(RowIsFinal):
        LkppListingChange.objects.all().delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        LkppListingChange._base_manager.filter(pk=change.pk)._update(
            [(LkppListingChange._meta.get_field("source"), None, "lain")]
        )
    assert LkppListingChange.objects.get().source == "lkpp.csv"


def test_what_was_reported_outlives_a_new_row_of_the_variant(variants):
    record(read(CSV), source="lkpp.csv")
    old = variants["A-1"]
    old.delete()
    ProductVariantFactory(product=old.product, sku="A-1")

    assert reported_listings(["A-1"])["A-1"].kd_produk == 76215995


def test_many_rows_take_few_queries(catalogue, django_assert_max_num_queries):
    product = ProductPageFactory()
    ProductVariant.objects.bulk_create(
        ProductVariant(product=product, sku=f"S-{number}") for number in range(1200)
    )
    lines = "".join(f"S-{n};{n + 1}\n" for n in range(1200))
    rows = list(read_reported_rows(b"sku;kd_produk\n" + lines.encode(), 2000))

    with django_assert_max_num_queries(60):
        record(rows, source="banyak")

    assert LkppListing.objects.count() == 1200


# The command


def csv_file(tmp_path, text: str = CSV):
    file = tmp_path / "lkpp.csv"
    file.write_text(text)
    return file


def run(*arguments) -> str:
    out = io.StringIO()
    call_command("import_lkpp_ids", *map(str, arguments), stdout=out)
    return out.getvalue()


def test_command_imports_and_names_what_it_leaves_out(variants, tmp_path):
    out = run(csv_file(tmp_path, CSV + "X-9;;5;;;\n"))

    assert "Baris 3 (X-9): SKU ini tidak ada dalam katalog." in out
    assert "Diperbarui 1 varian; sudah sama 0; dilewati 1 baris." in out
    assert LkppListing.objects.get().source == "lkpp.csv"


def test_dry_run_writes_nothing(variants, tmp_path):
    out = run(csv_file(tmp_path), "--dry-run")

    assert "Akan diperbarui 1 varian; sudah sama 0; dilewati 0 baris." in out
    assert LkppListing.objects.count() == 0


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("nama\nA\n", "Baris judul harus menyebut"),
        ("sku;kd_produk\n", "Tidak ada baris di bawah judul."),
    ],
)
def test_command_refuses_what_it_cannot_read(db, tmp_path, text, message):
    with pytest.raises(CommandError, match=message):
        run(csv_file(tmp_path, text))


def test_command_says_that_there_is_no_file(db, tmp_path):
    with pytest.raises(CommandError, match="tidak dapat dibaca"):
        run(tmp_path / "tiada.csv")


# The screen


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
    text = "sku;tayang\n<script>alert(1)</script>;ya\n"

    html = client.post(SCREEN, {"text": text}).content.decode()

    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)" in html


@pytest.mark.parametrize("person", ["anonymous", "editor", "verifier"])
def test_others_than_administrators_are_refused(client, variants, person):
    if person != "anonymous":
        own = variants["A-1"].product.supplier
        client.force_login(editor_of(own) if person == "editor" else verifier())
    rows = as_text(read(CSV))
    digest = plan(read(CSV)).digest
    expected = f"/admin/login/?next={SCREEN}" if person == "anonymous" else HOME

    assert client.get(SCREEN).url == expected
    assert preview(client).url == expected
    carried = {"rows": rows, "source": "x", "digest": digest}
    assert client.post(SCREEN, carried).url == expected
    assert LkppListing.objects.count() == 0
    if person != "anonymous":
        assert SCREEN not in client.get(HOME).content.decode()


# Shown to the supplier


@pytest.fixture
def frozen(variants) -> ProductVariant:
    record(read(CSV), source="lkpp.csv", by=administrator(first_name="Sari"))
    return variants["A-1"]


def shown(client, product) -> BeautifulSoup | None:
    drawn = BeautifulSoup(client.get(edit_url(product)).content, "html.parser")
    return drawn.select_one(".lkpp-reported")


@pytest.mark.parametrize("person", ["editor", "verifier", "administrator"])
def test_supplier_is_shown_what_lkpp_reported(client, frozen, person):
    supplier = frozen.product.supplier
    people = {"editor": lambda: editor_of(supplier), "verifier": verifier}
    client.force_login(people.get(person, administrator)())

    panel = shown(client, frozen.product)

    assert panel.a["href"] == (
        "https://e-katalog.lkpp.go.id/katalog/produk/detail/76215995"
        "?lang=id&type=province"
    )
    text = " ".join(panel.text.split())
    assert V6 in text
    assert "Tayang, tidak dapat dibeli" in text
    assert "dibekukan LKPP" in text
    assert "lkpp.csv, Sari: nomor produk LKPP 76215995" in text


def test_another_supplier_is_not(client, frozen):
    client.force_login(editor_of(SupplierPageFactory()))

    response = client.get(edit_url(frozen.product))

    assert response.url == HOME
    assert "76215995" not in response.content.decode()


def test_nothing_reported_shows_nothing(client, variants):
    product = variants["B-2"].product
    client.force_login(editor_of(product.supplier))

    assert shown(client, product) is None


def test_since_is_the_day_of_the_present_state(client, frozen):
    long_ago = timezone.now() - timedelta(days=400)
    LkppListing.objects.update(reported_at=long_ago)

    record(read("sku;tayang\nA-1;ya\n"), source="sama")

    assert LkppListing.objects.get().reported_at == long_ago
