import io
import json
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.utils import translation


def run(*arguments):
    out = io.StringIO()
    call_command("check_number", *arguments, stdout=out)
    return out.getvalue()


def run_wrong(*arguments):
    out, err = io.StringIO(), io.StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("check_number", *arguments, stdout=out, stderr=err, no_color=True)
    assert ended.value.code == 1
    return out.getvalue(), err.getvalue()


def stdin_of(monkeypatch, content):
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(content)))


def test_the_command_tells_what_a_number_is():
    assert run("PKL20503110001") == (
        "PKL20503110001\n"
        "  Izin edar: KEMENKES RI PKL 20503110001\n"
        "    Jenis izin: Perbekalan kesehatan rumah tangga (PKRT) luar negeri\n"
        "    Digit kelas: tidak diketahui\n"
        "    Kategori: tidak diketahui\n"
        "    Tahun pengajuan: 2011 (dugaan, dibaca seperti pada AKD)\n"
        "    Nomor urut: 0001 (dugaan, dibaca seperti pada AKD)\n"
        "    Perhatian: PKL adalah izin edar barang impor: bukan produk dalam negeri.\n"
        "    Perhatian: PKL adalah izin edar perbekalan kesehatan rumah tangga (PKRT), "
        "bukan alat kesehatan; digit kategorinya tidak ditafsirkan.\n"
    )


def test_the_command_speaks_english_where_that_is_asked_for():
    with translation.override("en"):
        shown = run("LK-285-IDN")

    assert shown == (
        "LK-285-IDN\n"
        "  KAN accreditation: LK-285-IDN\n"
        "    Kind of body: Calibration laboratory\n"
        "    Serial number: 285\n"
    )


def test_the_command_fails_where_a_number_is_unknown_or_wrong():
    shown, refusal = run_wrong("halo", "LK-285-IDN", "GTIN 8991234567890")

    assert "halo\n  Salah: Bukan nomor yang dikenal; tulis nomornya saja" in shown
    assert "    Salah: Angka pemeriksa GTIN tidak cocok; periksa" in shown
    assert refusal == (
        "2 dari 3 nomor tidak terbaca atau salah; keterangannya ada pada nomor itu.\n"
    )


@pytest.mark.parametrize("arguments", [[], ["--json"], ["--"]])
def test_the_command_asks_for_a_number(arguments):
    _shown, refusal = run_wrong(*arguments)

    assert refusal == (
        "Tulis sekurang-kurangnya satu nomor, misalnya AKD 20903022671.\n"
    )


def test_the_command_passes_where_only_a_less_likely_reading_is_wrong():
    shown = run("9120106900275")

    assert shown == (
        "9120106900275\n"
        "  Perhatian: Bisa berarti NIB; sebagai GTIN salah: Angka pemeriksa GTIN tidak "
        "cocok; periksa kembali salah ketik.\n"
        "  NIB: 9120106900275\n"
    )


def test_the_command_writes_json():
    (checked,) = json.loads(run("--json", "33000002"))

    assert list(checked) == ["input", "findings", "readings"]
    assert checked["input"] == "33000002"
    assert [list(reading) for reading in checked["readings"]] == [
        ["kind", "label", "normal", "display", "certainty", "parts", "findings"]
    ] * 2
    assert [reading["kind"] for reading in checked["readings"]] == ["kfa", "hs"]


def test_the_command_writes_json_of_what_it_cannot_read():
    shown, _refusal = run_wrong("--json", "🩺\0\ud800")

    (checked,) = json.loads(shown)
    assert checked["input"] == "🩺\0\ud800"
    assert checked["readings"] == []
    assert [finding["code"] for finding in checked["findings"]] == ["unknown"]


def test_the_command_reads_lines_of_standard_input(monkeypatch):
    stdin_of(monkeypatch, b"\xef\xbb\xbfLK-285-IDN\r\n\n  AKD 20903022671  \n33000002")

    checked = json.loads(run("--json", "-"))

    assert [line["input"] for line in checked] == [
        "LK-285-IDN",
        "AKD 20903022671",
        "33000002",
    ]


def test_the_command_survives_hostile_lines(monkeypatch):
    stdin_of(
        monkeypatch, b"\xff\xfe\0\n" + b"9" * 10_000 + b"\n\x1b[2J\n\xf0\x9f\xa9\xba"
    )

    shown, refusal = run_wrong("-", "")

    assert shown.splitlines()[::2] == [
        "\ufffd\ufffd\ufffd",
        "9" * 60 + "…",
        "\ufffd[2J",
        "🩺",
        '""',
    ]
    assert refusal.startswith("5 dari 5 nomor tidak terbaca atau salah;")


def test_the_command_survives_a_terminal_of_few_characters(monkeypatch):
    out = io.TextIOWrapper(io.BytesIO(), encoding="ascii")

    with pytest.raises(SystemExit):
        call_command("check_number", "🩺", stdout=out, stderr=io.StringIO())

    out.flush()
    assert out.buffer.getvalue().startswith(b"?\n  Salah: Bukan nomor yang dikenal;")
