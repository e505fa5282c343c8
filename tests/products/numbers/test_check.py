import io
import json
from datetime import date
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from certificates.findings import Grade
from products.numbers.check import (
    LABELS,
    READERS,
    Certainty,
    check_as_data,
    check_number,
)

TODAY = date(2026, 11, 22)

LICENCES = [
    "AKL 20205310017",
    "AKL 20205515108",
    "AKL 10204420100",
    "AKL 21603716980",
    "AKL 21302220256",
    "AKL 21303520437",
    "AKL 20501816508",
    "AKL 20208912298",
    "AKD 21603020231",
    "AKD 21501220581",
    "AKD 20403710512",
    "AKD 21101810911",
    "AKD 20903022671",
]


def kinds(text):
    return [(reading.kind, reading.normal) for reading in check_number(text)]


def codes(text):
    return [
        [finding.code for finding in reading.findings]
        for reading in check_number(text, today=TODAY)
    ]


@pytest.mark.parametrize("number", LICENCES)
def test_a_licence_is_known_by_its_letters(number):
    (reading,) = check_number(f"No. Izin Edar: {number}", today=TODAY)

    assert reading.kind == "licence"
    assert reading.normal == number
    assert reading.display == f"KEMENKES RI {number}"
    assert reading.certainty == Certainty.CERTAIN
    assert [finding.code for finding in reading.findings] == (
        ["licence_not_domestic"] if number.startswith("AKL") else []
    )


def test_a_licence_says_what_its_digits_mean():
    (reading,) = check_number("akd20903022671", today=TODAY)

    assert list(reading.parts_in("id").items()) == [
        ("Jenis izin", "Alat kesehatan dalam negeri"),
        ("Digit kelas", "2 (kelas B atau C)"),
        ("Kategori", "09 Peralatan Rumah Sakit Umum dan Perorangan"),
        ("Subkategori", "0903 Peralatan Rumah Sakit Umum dan Perorangan Lain-lain"),
        ("Tahun pengajuan", "2020"),
        ("Nomor urut", "2671"),
    ]
    assert list(reading.parts_in("en").items())[:3] == [
        ("Kind of licence", "Medical device, made in Indonesia"),
        ("Class digit", "2 (class B or C)"),
        ("Category", "09 General hospital and personal use devices"),
    ]


def test_an_unnamed_sub_category_is_told_by_its_digits():
    (reading,) = check_number("AKD 20999022671", today=TODAY)

    assert reading.parts_in("id")["Subkategori"] == "0999"


def test_only_the_kind_of_a_household_supply_is_told():
    (reading,) = check_number("PKL 90503999999", today=TODAY)

    assert reading.parts_in("en") == {
        "Kind of licence": "Household health supply, imported"
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("8110/sj-ind.8/tkdn/IX/2023", [("tkdn", "8110/SJ-IND.8/TKDN/9/2023")]),
        ("4623/SJ-IND.8/TKDN/7/2021", [("tkdn", "4623/SJ-IND.8/TKDN/7/2021")]),
        ("4956/SJ-IND.8/TKDN/10/2022", [("tkdn", "4956/SJ-IND.8/TKDN/10/2022")]),
        ("91201069002750000001", [("business_licence", "91201069002750000001")]),
        ("FK.01.01/VI/0123/2014", [("business_licence", "FK.01.01/VI/0123/2014")]),
        ("lk 285 idn", [("accreditation", "LK-285-IDN")]),
        ("LSPR-001-IDN", [("accreditation", "LSPr-001-IDN")]),
        ("01.312.166.0-091.000", [("npwp", "013121660091000")]),
        ("3171011708450001", [("npwp", "3171011708450001")]),
        ("(01)08991234567891(21)A7", [("gtin", "8991234567891")]),
        ("036000291452", [("gtin", "036000291452")]),
        ("98412345678908", [("gtin", "98412345678908")]),
        ("73513537", [("hs", "73513537"), ("gtin", "73513537")]),
        ("33000002", [("kfa", "33000002"), ("hs", "33000002")]),
        ("8419.20.00", [("hs", "84192000"), ("kfa", "84192000")]),
        ("90189031", [("hs", "90189031")]),
        ("9018.90", [("hs", "901890")]),
        ("48150", [("kbki", "48150"), ("kbli", "48150")]),
        ("32509", [("kbli", "32509"), ("kbki", "32509")]),
        ("4815013", [("kbki", "4815013")]),
        ("4815013019", [("kbki", "4815013019")]),
        ("ID31110000123450121", [("halal", "ID31110000123450121")]),
        ("idm 000123456", [("trademark", "IDM000123456")]),
        ("SNI ISO 13485:2016", [("sni", "SNI ISO 13485:2016")]),
    ],
)
def test_a_number_is_known_by_its_form(text, expected):
    assert kinds(text) == expected
    assert not check_number(text)[0].has_error


def test_thirteen_digits_are_a_gtin_and_a_nib():
    gtin, nib = check_number("8991234567891")

    assert (gtin.kind, gtin.certainty, gtin.findings) == ("gtin", Certainty.LIKELY, [])
    assert (nib.kind, nib.certainty, nib.findings) == ("nib", Certainty.POSSIBLE, [])
    assert gtin.parts_in("id") == {
        "Bentuk": "GTIN-13",
        "Awalan GS1": "899 (GS1 Indonesia)",
        "Angka pemeriksa": "1",
    }


def test_thirteen_digits_are_a_nib_first_where_the_check_digit_is_wrong():
    nib, gtin = check_number("9120106900275")

    assert (nib.kind, nib.has_error) == ("nib", False)
    assert (gtin.kind, gtin.certainty) == ("gtin", Certainty.UNLIKELY)
    assert [finding.code for finding in gtin.findings] == ["wrong_check_digit"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("NIB: 8991234567891", ("nib", "8991234567891")),
        ("No. NIB 9120-1069-00275", ("nib", "9120106900275")),
        ("GTIN-13 8991234567891", ("gtin", "8991234567891")),
        ("EAN 8991234567891", ("gtin", "8991234567891")),
        ("Kode HS 84192000", ("hs", "84192000")),
        ("KFA 84192000", ("kfa", "84192000")),
        ("kbli 48150", ("kbli", "48150")),
        ("KBKI: 32509", ("kbki", "32509")),
        (
            "CPAKB No. 91201069002750000001",
            ("business_licence", "91201069002750000001"),
        ),
        ("NPWP 01.312.166.0-091.000", ("npwp", "013121660091000")),
        ("KAN LK-285-IDN", ("accreditation", "LK-285-IDN")),
    ],
)
def test_the_word_before_a_number_decides_what_it_is(text, expected):
    (reading,) = check_number(text)

    assert (reading.kind, reading.normal) == expected
    assert reading.certainty == Certainty.CERTAIN
    assert reading.findings == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("AKD 2090302267", [["licence_pattern"]]),
        ("AKD 40903022671", [["licence_class"]]),
        ("AKD 20903722671", [["licence_year"]]),
        ("GTIN 8991234567890", [["wrong_check_digit"]]),
        ("(01)08991234567890(21)A7", [["wrong_check_digit"]]),
        ("NIB 912010690027", [["wrong_length"]]),
        ("KFA 90189031", [["wrong_pattern"]]),
        ("LK-12-IDN", [["wrong_pattern"]]),
        ("01.312.166.1-091.000", [["wrong_check_digit"]]),
        ("9971011708450001", [["wrong_identity_number"]]),
    ],
)
def test_what_is_wrong_with_a_number_is_told(text, expected):
    assert codes(text) == expected
    assert check_number(text, today=TODAY)[0].has_error


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12/BSKJI.2/TKDN/2026", [["tkdn_number_office"]]),
        ("a/TKDN/b", [["tkdn_number_pattern"]]),
        ("FK.01.01/VI/0123/2014", [["business_licence_old_form"]]),
        ("ID3111000012345012", [["halal_number_pattern"]]),
        ("IDM00012345", [["trademark_number_pattern"]]),
        ("SNI nomor 1", [["sni_number_pattern"]]),
    ],
)
def test_a_form_that_is_not_certain_is_doubted_only(text, expected):
    assert codes(text) == expected
    assert not check_number(text)[0].has_error


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t",
        "halo",
        "NIB",
        "\0",
        "🩺",
        "123",
        "20903022671",
        "HSX 901890",
        "Kansas 12",
        "\ud800",
        "A" * 10_000,
        "9" * 10_000,
        "AKD 20903022671" + " " * 10_000,
    ],
)
def test_what_is_no_known_number_has_no_reading(text):
    assert check_number(text) == []


def test_every_kind_has_a_label_and_a_reader():
    assert set(LABELS) == set(READERS)
    assert check_number("NIB 9120106900275")[0].label.en == (
        "Business identification number (NIB)"
    )


@pytest.mark.parametrize(
    ("text", "display"),
    [
        ("91201069002750000001", "9120106900275 0000001"),
        ("013121660091000", "01.312.166.0-091.000"),
        ("3171011708450001", "3171 0117 0845 0001"),
        ("90189031", "9018.90.31"),
        ("901890", "9018.90"),
    ],
)
def test_a_number_is_shown_in_groups(text, display):
    assert check_number(text)[0].display == display


def test_a_check_is_told_as_data_with_the_same_keys_in_each_language():
    assert check_as_data("LK-285-IDN", "en") == {
        "input": "LK-285-IDN",
        "readings": [
            {
                "kind": "accreditation",
                "label": "KAN accreditation",
                "normal": "LK-285-IDN",
                "display": "LK-285-IDN",
                "parts": {
                    "Kind of body": "Calibration laboratory",
                    "Serial number": "285",
                },
                "findings": [],
            }
        ],
    }
    assert check_as_data("AKL 20205310017", today=TODAY)["readings"][0]["findings"] == [
        {
            "code": "licence_not_domestic",
            "grade": "warning",
            "message": "AKL adalah izin edar barang impor: bukan produk dalam negeri.",
        }
    ]


SAMPLES = st.sampled_from(
    [
        *LICENCES,
        "8110/SJ-IND.8/TKDN/9/2023",
        "91201069002750000001",
        "LK-285-IDN",
        "8991234567891",
        "ID31110000123450121",
        "SNI ISO 13485:2016",
    ]
)


@given(
    st.text()
    | st.text("0123456789 .-", max_size=30)
    | st.builds("{}{}{}".format, SAMPLES, st.text(), SAMPLES)
    | st.builds("{} {}".format, st.sampled_from(["NIB", "CPAKB", "SNI 1"]), st.text())
)
def test_any_text_is_read_or_not_and_the_likeliest_comes_first(text):
    readings = check_number(text, today=TODAY)

    certainties = [reading.certainty for reading in readings]
    assert certainties == sorted(certainties, reverse=True)
    json.dumps(check_as_data(text, today=TODAY))


@given(SAMPLES)
def test_the_normal_form_is_read_as_the_same_number(text):
    for reading in check_number(text, today=TODAY):
        again = check_number(reading.normal, today=TODAY)

        assert reading.normal in [other.normal for other in again]


def run(*arguments):
    out = io.StringIO()
    call_command("check_number", *arguments, stdout=out)
    return out.getvalue()


def run_wrong(*arguments):
    out = io.StringIO()
    with pytest.raises(CommandError) as refusal:
        call_command("check_number", *arguments, stdout=out)
    assert refusal.value.returncode == 1
    return out.getvalue(), str(refusal.value)


def stdin_of(monkeypatch, content):
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(content)))


def test_the_command_tells_what_a_number_is():
    assert run("PKL20503110001") == (
        "PKL20503110001\n"
        "  Izin edar: KEMENKES RI PKL 20503110001\n"
        "    Jenis izin: Perbekalan kesehatan rumah tangga (PKRT) luar negeri\n"
        "    Perhatian: PKL adalah izin edar barang impor: bukan produk dalam negeri.\n"
        "    Perhatian: PKL adalah izin edar perbekalan kesehatan rumah tangga (PKRT), "
        "bukan alat kesehatan; digit kategorinya tidak ditafsirkan.\n"
    )


def test_the_command_speaks_english_where_that_is_asked_for():
    with translation.override("en"):
        told = run("LK-285-IDN")

    assert told == (
        "LK-285-IDN\n"
        "  KAN accreditation: LK-285-IDN\n"
        "    Kind of body: Calibration laboratory\n"
        "    Serial number: 285\n"
    )


def test_the_command_fails_where_a_number_is_unknown_or_wrong():
    told, refusal = run_wrong("halo", "LK-285-IDN", "GTIN 8991234567890")

    assert "halo\n  Bukan nomor yang dikenal.\n" in told
    assert "    Salah: Angka pemeriksa GTIN tidak cocok; periksa" in told
    assert refusal == "Tidak terbaca atau salah: 2 dari 3 nomor."


def test_the_command_passes_where_only_a_less_likely_reading_is_wrong():
    told = run("9120106900275")

    assert told.startswith(
        "9120106900275\n  NIB: 9120106900275\n  GTIN: 9120106900275\n"
    )


def test_the_command_writes_json():
    (checked,) = json.loads(run("--json", "33000002"))

    assert list(checked) == ["input", "readings"]
    assert checked["input"] == "33000002"
    assert [list(reading) for reading in checked["readings"]] == [
        ["kind", "label", "normal", "display", "parts", "findings"]
    ] * 2
    assert [reading["kind"] for reading in checked["readings"]] == ["kfa", "hs"]


def test_the_command_writes_json_of_what_it_cannot_read():
    told, _refusal = run_wrong("--json", "🩺\0\ud800")

    assert json.loads(told) == [{"input": "🩺\0\ud800", "readings": []}]


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

    told, refusal = run_wrong("-", "")

    assert told.splitlines()[::2] == [
        "\ufffd\ufffd\ufffd",
        "9" * 60 + "…",
        "\ufffd[2J",
        "🩺",
        '""',
    ]
    assert refusal == "Tidak terbaca atau salah: 5 dari 5 nomor."


def test_grades_are_those_of_findings():
    (reading,) = check_number("AKD 2090302267")

    assert reading.findings[0].grade == Grade.ERROR
    assert reading.as_data("en")["findings"][0]["grade"] == "error"
