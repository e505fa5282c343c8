import io
import json
import sys

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import override

from domain.dcc.writer import write_certificate
from tests.domain.dcc.certificates import FULL
from tests.domain.dcc.samples import UNREAD_ERROR, VERSION_3_3
from tests.domain.dcc.signing import authority, signed


def run(*arguments: str) -> str:
    out = io.StringIO()
    with override("id"):
        call_command("read_dcc", *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def file(tmp_path):
    def written(content: bytes) -> str:
        path = tmp_path / "sertifikat.xml"
        path.write_bytes(content)
        return str(path)

    return written


def test_what_was_understood_is_printed(file):
    lines = run(file(write_certificate(FULL))).splitlines()

    assert "Nomor sertifikat: S-1" in lines
    assert "Laboratorium: Lab Uji, LK-999-IDN" in lines
    assert "Alat: Tensimeter <digital> & manset, PT Uji, TD-1" in lines
    assert "Nomor seri: SN-7" in lines
    assert "Dikalibrasi: 2 Maret 2026" in lines
    assert "Suhu: 23,10–24,0 °C" in lines
    assert "Penanggung jawab: Ani – Teknisi; Budi – Direktur" in lines
    assert "Tanda tangan: tidak ada" in lines
    assert (
        "  NIBP; 100 mmHg; ukur 101,0; kesalahan 1,00; U95 0,50; k = 2,0; "
        "batas 95–105; ± 5 mmHg; lulus bersyarat"
    ) in lines


def test_json_has_decimals_as_strings(file):
    data = json.loads(run(file(write_certificate(FULL)), "--json"))

    assert data["number"] == "S-1"
    assert data["performed_to"] == "2026-03-02"
    assert data["results"][0]["points"][0]["u95"] == "0.50"
    assert data["signature"] == {
        "status": "absent",
        "signer": "",
        "reason": None,
        "content": "unchecked",
        "chain": "unchecked",
        "time": {
            "signed_at": None,
            "valid_then": None,
            "valid_now": None,
            "has_revocation_evidence": False,
            "revoked_at": None,
        },
    }
    assert data["findings"] == []


def test_numbers_that_were_not_read_stand_beside_the_verdict(file):
    lines = run(file(UNREAD_ERROR)).splitlines()

    assert ("  100 mmHg; ukur 100,5; lulus; tidak terbaca: kesalahan") in lines
    assert (
        "  - Kolom “Kesalahan relatif” bersatuan “\\percent”, lain dari “\\mmHg”, dan "
        "dilewatkan: 0.5; 0.5 \\percent."
    ) in lines


def test_json_has_the_numbers_that_were_not_read(file):
    data = json.loads(run(file(UNREAD_ERROR), "--json"))

    assert data["unread"] == [
        {
            "table": "Tekanan",
            "column": "Kesalahan relatif",
            "reason": "unit_differs",
            "numbers": ["0.5", "0.5"],
            "unit": "\\percent",
        }
    ]
    assert data["results"][0]["points"][0]["lacking"] == ["difference"]


def test_warnings_are_printed(file):
    output = run(file(VERSION_3_3.replace(b"2026-03-02", b"kemarin")))

    assert "  - Tanggal “kemarin” (beginPerformanceDate) tidak dapat dibaca." in output


def test_a_signature_is_verified_with_the_given_authorities(file, tmp_path):
    authorities = tmp_path / "ca.pem"
    authorities.write_bytes(authority().pem)

    output = run(file(signed()), "--trusted", str(authorities))

    assert (
        "Tanda tangan: Isi utuh sejak ditandatangani. Penanda tangan Lab Uji, dari "
        "otoritas tepercaya. "
    ) in output


def test_an_altered_certificate_is_told_without_any_authority(file):
    path = file(signed().replace(b"100.5", b"100.4"))

    assert (
        "Tanda tangan: Isi sertifikat diubah sesudah ditandatangani, atau tanda "
        "tangannya diubah.\n"
    ) in run(path)
    told = json.loads(run(path, "--json"))["signature"]
    assert (told["status"], told["content"]) == ("altered", "altered")
    assert told["reason"]["code"] == "content_altered"


def test_standard_input_is_read(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(VERSION_3_3)))

    assert "Nomor sertifikat: S-0042/2026\n" in run("-")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "Berkas ini bukan XML."),
        (VERSION_3_3[:-5], "Berkas XML terpotong: berakhir pada baris "),
        (b"x" * (5 * 1024 * 1024 + 1), "Berkas lebih besar dari 5 MB."),
        (
            b"<!DOCTYPE a><a/>",
            "Berkas memuat DOCTYPE atau entitas; demi keamanan berkas seperti itu "
            "tidak dibaca.",
        ),
    ],
)
def test_a_refusal_is_one_sentence(file, content, message):
    with pytest.raises(CommandError) as refusal:
        run(file(content))

    assert str(refusal.value).startswith(message)
    assert refusal.value.returncode == 1


@pytest.mark.parametrize("name", ["tidak-ada.xml", "a\x00b", "."])
def test_a_file_that_cannot_be_opened_is_said_so(name):
    with pytest.raises(CommandError) as refusal:
        run(name)

    assert str(refusal.value) == f"Berkas “{name}” tidak dapat dibuka."


@pytest.mark.parametrize(
    ("location", "place"),
    [
        (b"laboratory", "laboratorium"),
        (b"customer", "tempat pelanggan"),
        (b"other", "tempat lain"),
    ],
)
def test_the_place_is_named(file, location, place):
    content = VERSION_3_3.replace(
        b"<dcc:performanceLocation>laboratory", b"<dcc:performanceLocation>" + location
    )

    assert f"Tempat: {place}" in run(file(content)).splitlines()
