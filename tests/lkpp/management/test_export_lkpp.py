"""The command that exports."""

import errno
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import OperationalError
from django.utils import timezone

from lkpp.files.part_files import TextPart
from lkpp.management.commands import export_lkpp
from lkpp.profiles import PROFILES
from lkpp.profiles.samples import full_record
from lkpp.records.addresses import with_host
from readmodel.lease import feed_id
from readmodel.models import IndexerLease, VariantState
from tests.lkpp.export_samples import (
    BASE_URL,
    DIGEST,
    listing,
    row,
    tombstone,
)
from tests.lkpp.management.exports import export, manifest, refusal, run


def test_an_export_is_made_and_summed_up(ledger, key, target):
    said = export(target, "--profile=sample")

    assert ledger.after == 0
    lines = said.splitlines()
    assert lines[0] == "part-00001.ndjson.gz: 3 catatan"
    assert lines[1].startswith("3 catatan (0 di antaranya ditarik), 1 bagian, ")
    assert lines[1].endswith(" catatan per detik.")
    assert lines[2] == (
        f"Sampai revisi 5. Berikutnya: --since 5.5.{DIGEST}. Hasil di {target}"
    )
    assert manifest(target)["records"] == {"total": 3, "active": 3, "withdrawn": 0}
    assert ledger.times_closed == 1


def test_changes_are_read_after_the_revision(ledger, key, target):
    export(target, "--profile=sample", "--since=2")

    assert ledger.after == 2
    assert manifest(target)["kind"] == "changes"
    assert manifest(target)["revisions"] == {
        "after": 2,
        "to": 5,
        "cursor": f"5.5.{DIGEST}",
    }
    assert manifest(target)["records"] == {"total": 2, "active": 1, "withdrawn": 1}


def test_changes_are_read_after_the_cursor_of_the_manifest(ledger, key, target):
    export(target, "--profile=sample", f"--since=5.5.{DIGEST}")

    assert ledger.after == 5
    assert manifest(target)["revisions"]["after"] == 5
    assert manifest(target)["records"]["total"] == 0


def test_a_cursor_of_another_past_is_refused(ledger, key, target):
    said = refusal("export_lkpp", f"--out={target}", f"--since=5.5.{'0' * 16}")

    assert said == (
        "Sampai revisi 5 basis data ini lain daripada yang diekspor: ia dipulihkan "
        "dari cadangan. Ekspor lagi tanpa --since."
    )
    assert list(target.parent.iterdir()) == []


def test_changes_after_revision_0_are_changes(ledger, key, target):
    export(target, "--profile=sample", "--since=0")

    assert manifest(target)["kind"] == "changes"
    assert manifest(target)["records"]["withdrawn"] == 1


def test_a_revision_that_is_not_there_yet_is_refused(ledger, key, target):
    said = refusal("export_lkpp", f"--out={target}", "--since=6")

    assert said == "Revisi 6 belum ada; yang terbaru 5."
    assert list(target.parent.iterdir()) == []


@pytest.mark.parametrize(
    ("size", "parts"),
    [("2", [2, 1]), ("1KB", [1, 1, 1]), ("1, 1GB", [1, 1, 1]), ("1gb", [3])],
)
def test_parts_are_bounded_as_wanted(ledger, key, target, monkeypatch, size, parts):
    monkeypatch.setattr(
        "lkpp.management.commands.export_lkpp.UNITS",
        {"KB": 200, "MB": 1 << 20, "GB": 1 << 30},
    )

    export(target, "--profile=sample", f"--part-size={size}")

    assert [part["records"] for part in manifest(target)["parts"]] == parts


@pytest.mark.parametrize(
    ("format", "words", "name", "compression"),
    [
        ("ndjson", (), "part-00001.ndjson.gz", "gzip"),
        ("ndjson", ("--no-gzip",), "part-00001.ndjson", None),
        ("json", (), "part-00001.json.gz", "gzip"),
        ("csv", (), "part-00001.csv", None),
        ("csv", ("--gzip",), "part-00001.csv.gz", "gzip"),
        ("xlsx", (), "part-00001.xlsx", None),
    ],
)
def test_what_programs_read_is_compressed(
    ledger, key, target, format, words, name, compression
):
    export(target, "--profile=sample", f"--format={format}", *words)

    assert manifest(target)["parts"][0]["name"] == name
    assert manifest(target)["compression"] == compression
    assert run("verify_export", str(target)).startswith("Utuh dan asli: 3 catatan")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--since=-1",), "tulis kursor dari manifes, atau revisi"),
        (("--since=dua",), "tulis kursor dari manifes, atau revisi"),
        (("--since=" + "9" * 30,), "tulis kursor dari manifes, atau revisi"),
        (("--part-size=0",), "tulis jumlah catatan, ukuran, atau keduanya"),
        (("--part-size=banyak",), "tulis jumlah catatan, ukuran, atau keduanya"),
        (("--profile=v7",), "invalid choice"),
        (("--format=xls",), "invalid choice"),
        (("--gzip", "--no-gzip"), "not allowed with"),
        (("--format=xlsx", "--gzip"), "XLSX sudah termampatkan"),
        (("--bulk-upload",), "hanya dengan --profile v6 --format xlsx"),
        (
            ("--bulk-upload", "--profile=v6", "--format=xlsx", "--tombstones"),
            "--tombstones tidak berlaku",
        ),
    ],
)
def test_words_that_make_no_sense_are_refused(ledger, key, target, words, said):
    assert said in refusal("export_lkpp", f"--out={target}", *words)
    assert not target.parent.exists()


def test_without_a_key_nothing_is_begun(ledger, target):
    said = refusal("export_lkpp", f"--out={target}")

    assert said.endswith("Buat dengan: manage.py lkpp_keys new")
    assert not target.parent.exists()


def test_a_full_disk_is_explained_and_changes_nothing(ledger, key, target, monkeypatch):
    export(target, "--profile=sample")
    before = (target / "manifest.json").read_bytes()

    def refuse(part, encoded):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(TextPart, "write", refuse)

    said = refusal("export_lkpp", f"--out={target}")

    assert said.startswith("Disk penuh: ekspor dibatalkan dan sisanya dihapus.")
    assert (target / "manifest.json").read_bytes() == before
    assert [path.name for path in target.parent.iterdir()] == ["ekspor"]


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("/proc/ekspor", "Ekspor gagal: No such file or directory (/proc/"),
        ("{}/berkas/ekspor", "Ekspor gagal: "),
        ("{}/" + "x" * 250, "Ekspor gagal: File name too long"),
    ],
)
def test_a_place_that_cannot_be_written_is_explained(
    ledger, key, tmp_path, place, said
):
    (tmp_path / "berkas").write_text("")

    assert refusal("export_lkpp", f"--out={place.format(tmp_path)}").startswith(said)


def test_a_missing_right_is_explained(ledger, key, target, monkeypatch):
    def refuse(path, *words, **options):
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(Path, "mkdir", refuse)

    said = refusal("export_lkpp", f"--out={target}")

    assert said == f"{target.parent} tidak dapat ditulisi. Periksa haknya."


def test_what_is_no_export_is_not_overwritten(ledger, key, tmp_path):
    (tmp_path / "surat.txt").write_text("penting")

    said = refusal("export_lkpp", f"--out={tmp_path}")

    assert "bukan hasil ekspor" in said
    assert (tmp_path / "surat.txt").read_text() == "penting"


def test_an_interruption_changes_nothing(ledger, key, target, monkeypatch):
    def interrupt(part, encoded):
        raise KeyboardInterrupt

    monkeypatch.setattr(TextPart, "write", interrupt)

    assert refusal("export_lkpp", f"--out={target}") == (
        "Dihentikan. Tidak ada yang diubah."
    )
    assert list(target.parent.iterdir()) == []
    assert ledger.times_closed == 1


def test_a_database_that_does_not_answer_is_explained(ledger, key, target, monkeypatch):
    def refuse():
        raise OperationalError("disk I/O error")

    monkeypatch.setattr(ledger, "past", refuse)

    said = refusal("export_lkpp", f"--out={target}")

    assert said == "Basis data tidak dapat dibaca: disk I/O error"
    assert list(target.parent.iterdir()) == []


def test_a_bulk_upload_is_made_and_what_is_left_out_told(
    ledger, key, target, monkeypatch
):
    unknown = full_record()["listing"]["lkpp"] | {"category_id": None}
    offered = listing(lkpp=unknown)
    ledger.given = [row("A", 1, listing=offered), row("B", 2, name="Kasur")]

    said = export(target, "--profile=v6", "--format=xlsx", "--bulk-upload")

    lines = said.splitlines()
    assert lines[0] == "2003-peralatan-terapetik-001.xlsx: 1 catatan"
    assert lines[2:4] == [
        "1 varian tidak dapat diunggah (not-exported.csv), 0 dipendekkan "
        "(altered.csv).",
        "1 berkas tanpa Category ID: isi baris 2 dari templat resmi kategorinya "
        "sebelum diunggah.",
    ]
    assert run("verify_export", str(target)).startswith("Utuh dan asli: 1 catatan")


def test_on_a_terminal_a_bar_is_drawn(ledger, key, target):
    class Terminal(StringIO):
        def isatty(self) -> bool:
            return True

    out = Terminal()

    call_command("export_lkpp", f"--out={target}", "--profile=sample", stdout=out)

    assert "Mengekspor" in out.getvalue()
    assert "part-00001" not in out.getvalue()


@pytest.mark.parametrize("format", ["ndjson", "json", "csv", "xlsx"])
@pytest.mark.parametrize("name", sorted(PROFILES))
def test_every_profile_can_be_had_in_every_format(
    ledger, key, target, monkeypatch, name, format
):
    monkeypatch.setattr(export_lkpp, "PROFILES", PROFILES)
    pictures = full_record()["pictures"]
    ledger.given = [
        row("A", 1, pictures=pictures),
        row("B", 2, pictures=[], specification=[], attachments=[]),
        tombstone("C", 4),
    ]

    export(target, f"--profile={name}", f"--format={format}", "--since=0")

    said = run("verify_export", str(target))
    assert said.startswith(
        "Utuh dan asli: 3 catatan (1 ditarik) dalam 1 bagian, revisi 0 sampai 5, dari "
    )
    assert said.endswith(f", kunci {key.kid}.\n")


def test_the_ledger_is_what_is_exported(db, key, target):
    IndexerLease.objects.create(pk=1, last_revision=9)
    feed = feed_id()
    given = [row("A", 3), row("B", 5), tombstone("C", 8)]
    VariantState.objects.bulk_create(
        VariantState(
            sku=each.sku,
            product_id=7,
            revision=each.revision,
            active=each.active,
            created_at=timezone.now(),
            updated_at=timezone.now(),
            record=each.record,
            history={},
        )
        for each in given
    )

    export(target, "--profile=native", "--no-gzip", "--since=3")

    text = (target / "part-00001.ndjson").read_bytes()
    offered, gone = given[1].record, given[2].record
    assert text.splitlines() == [with_host(offered, BASE_URL), gone]
    assert manifest(target)["feed"] == str(feed)
    assert manifest(target)["revisions"] == {"after": 3, "to": 9, "cursor": "9"}
    assert run("verify_export", str(target)).startswith("Utuh dan asli: 2 catatan")
