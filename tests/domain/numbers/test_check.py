import io
import json
import re
from datetime import date
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from domain.numbers.check import (
    LABELS,
    PART_LABELS,
    READERS,
    Certainty,
    check_number,
    check_text,
)
from domain.two_languages import Grade

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


def test_what_is_unknown_or_presumed_of_a_household_supply_is_said():
    (reading,) = check_number("PKD 20503110001", today=TODAY)

    assert list(reading.parts_in("id").items()) == [
        ("Jenis izin", "Perbekalan kesehatan rumah tangga (PKRT) dalam negeri"),
        ("Digit kelas", "tidak diketahui"),
        ("Kategori", "tidak diketahui"),
        ("Tahun pengajuan", "2011 (dugaan, dibaca seperti pada AKD)"),
        ("Nomor urut", "0001 (dugaan, dibaca seperti pada AKD)"),
    ]


def test_a_future_year_of_a_household_supply_is_not_presumed():
    (reading,) = check_number("PKL 90503999999", today=TODAY)

    assert reading.parts_in("en") == {
        "Kind of licence": "Household health supply, imported",
        "Class digit": "unknown",
        "Category": "unknown",
        "Year of application": "unknown",
        "Serial number": "9999 (presumed, read as in an AKD)",
    }
    assert not reading.has_error


@pytest.mark.parametrize(
    "text",
    ["20903022671", "209.0302.2671", "NIE 20903022671", "Kemenkes RI 20903022671"],
)
def test_eleven_digits_are_a_licence_without_its_letters(text):
    (reading,) = check_number(text, today=TODAY)

    assert (reading.kind, reading.normal) == ("licence", "20903022671")
    assert list(reading.parts_in("id").items()) == [
        ("Jenis izin", "AKD, AKL, PKD, atau PKL"),
        ("Digit kelas", "2 (kelas B atau C), bila AKD atau AKL"),
        (
            "Kategori",
            "09 Peralatan Rumah Sakit Umum dan Perorangan, bila AKD atau AKL",
        ),
        (
            "Subkategori",
            "0903 Peralatan Rumah Sakit Umum dan Perorangan Lain-lain, bila AKD atau "
            "AKL",
        ),
        ("Tahun pengajuan", "2020"),
        ("Nomor urut", "2671"),
    ]
    assert [finding.code for finding in reading.findings] == ["licence_letters"]


@pytest.mark.parametrize("text", ["40903022671", "29903022671", "20903722671"])
def test_eleven_digits_that_fit_no_device_are_of_a_household_supply(text):
    (reading,) = check_number(text, today=TODAY)

    assert reading.parts_in("en")["Kind of licence"] == "PKD or PKL"
    assert reading.parts_in("en")["Class digit"] == "unknown"


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
        ("48150", [("kbki", "48150"), ("kbli", "48150")]),
        ("32509", [("kbli", "32509"), ("kbki", "32509")]),
        ("4815013", [("kbki", "4815013")]),
        ("4815013019", [("kbki", "4815013019")]),
        ("ID31110000123450121", [("halal", "ID31110000123450121")]),
        ("idm 000123456", [("trademark", "IDM000123456")]),
        ("SNI ISO 13485:2016", [("sni", "SNI ISO 13485:2016")]),
        ("ISO 13485:2016", [("standard", "ISO 13485:2016")]),
        ("iso13485:2016", [("standard", "ISO 13485:2016")]),
        ("IEC 60601-1-2:2014", [("standard", "IEC 60601-1-2:2014")]),
        ("(LK-285-IDN)", [("accreditation", "LK-285-IDN")]),
        ("nomor: 4815013", [("kbki", "4815013")]),
        ("“AKD 20903022671”,", [("licence", "AKD 20903022671")]),
        ("'9120106900275'", [("nib", "9120106900275"), ("gtin", "9120106900275")]),
        ("\u202b4815013\u202c", [("kbki", "4815013")]),
        ("４８１５０１３", [("kbki", "4815013")]),
        ("AKD 20903022671" + " " * 10_000, [("licence", "AKD 20903022671")]),
    ],
)
def test_a_number_is_known_by_its_form(text, expected):
    assert kinds(text) == expected
    assert not check_number(text)[0].has_error


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "SNI ISO 13485:2016",
            {
                "Perihal": "Sistem manajemen mutu alat kesehatan",
                "Badan standar": "ISO",
                "Nomor standar": "13485",
                "Edisi": "2016",
                "Keadaan edisi": "edisi yang berlaku",
            },
        ),
        (
            "ISO 13485:2003",
            {
                "Perihal": "Sistem manajemen mutu alat kesehatan",
                "Badan standar": "ISO",
                "Nomor standar": "13485",
                "Edisi": "2003",
                "Keadaan edisi": "bukan edisi yang berlaku",
            },
        ),
        ("SNI 8424", {"Nomor standar": "8424"}),
    ],
)
def test_a_standard_says_its_subject_and_edition(text, parts):
    (reading,) = check_number(text)

    assert reading.parts_in("id") == parts


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
    ("text", "told", "told_en"),
    [
        (
            "8991234567891",
            "Bisa berarti GTIN atau NIB.",
            "May be GTIN or Business identification number (NIB).",
        ),
        (
            "8991234567890",
            "Bisa berarti NIB; sebagai GTIN salah: Angka pemeriksa GTIN tidak cocok; "
            "periksa kembali salah ketik.",
            "May be Business identification number (NIB); as GTIN it is wrong: The "
            "check digit of the GTIN is wrong; look for a typing error.",
        ),
    ],
)
def test_several_readings_are_told_plainly(text, told, told_en):
    checked = check_text(text)

    (finding,) = checked.findings
    assert (finding.code, finding.grade) == ("several_readings", Grade.WARNING)
    assert finding.text("id") == told
    assert finding.text("en") == told_en
    assert checked.sound


def test_a_single_reading_is_told_without_more():
    assert check_text("LK-285-IDN").findings == []


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
        ("AKD 2090302267", [["licence_length"]]),
        ("AKD 40903022671", [["licence_class"]]),
        ("AKD 20903722671", [["licence_year"]]),
        ("901890", [["wrong_length"]]),
        ("AKD", [["licence_pattern"]]),
        ("AKD\x0020903022671", [["licence_pattern"]]),
        ("NIB\x009120106900275", [["not_digits"]]),
        ("AKD 2O9O3O22671", [["not_plain_digits"]]),
        ("AKD ٢٠٩٠٣٠٢٢٦٧١", [["not_plain_digits"]]),
        ("NIB 9l2O1069OO275", [["not_plain_digits"]]),
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
        ("12/SJ-IND.8/TKDN/1/2027", [["tkdn_number_future"]]),
        ("TKDN 4623", [["tkdn_number_pattern"]]),
        ("ISO 13485", [["standard_edition_missing"]]),
        ("ISO 13485 nomor 7", [["standard_number_pattern"]]),
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
        "HSX 901890",
        "Kansas 12",
        "\ud800",
        "A" * 10_000,
        "9" * 10_000,
    ],
)
def test_what_is_no_known_number_has_no_reading(text):
    assert check_number(text) == []


@pytest.mark.parametrize(
    ("text", "code", "told"),
    [
        (
            "",
            "text_empty",
            "Belum ada nomor; tulis satu nomor, misalnya AKD 20903022671.",
        ),
        (
            "\u200f “” ",
            "text_empty",
            "Belum ada nomor; tulis satu nomor, misalnya AKD 20903022671.",
        ),
        (
            "9" * 10_000,
            "text_too_long",
            "10000 karakter terlalu panjang untuk satu nomor (paling panjang 200); "
            "periksa satu nomor setiap kali.",
        ),
        (
            "123",
            "unknown_length",
            "Tidak ada nomor yang dikenal dengan 3 digit (yang dikenal: 5, 6, 7, 8, "
            "10, 11, 12, 13, 14, 15, 16, 20); periksa apakah ada digit yang kurang "
            "atau berlebih.",
        ),
        (
            "\u0661\u0662",
            "unknown_length",
            "Tidak ada nomor yang dikenal dengan 2 digit (yang dikenal: 5, 6, 7, 8, "
            "10, 11, 12, 13, 14, 15, 16, 20); periksa apakah ada digit yang kurang "
            "atau berlebih.",
        ),
        (
            "🩺",
            "unknown",
            "Bukan nomor yang dikenal; tulis nomornya saja atau dengan jenisnya di "
            "depan, misalnya AKD 20903022671 atau NIB 9120106900275.",
        ),
    ],
)
def test_a_text_without_a_reading_says_why_and_what_to_do(text, code, told):
    checked = check_text(text)

    (finding,) = checked.findings
    assert (finding.code, finding.grade) == (code, Grade.ERROR)
    assert finding.text("id") == told


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("AKD 20903022671, LK-285-IDN", "AKD 20903022671; LK-285-IDN"),
        ("AKD 20903022671 dan NIB 8991234567891", "AKD 20903022671; NIB 8991234567891"),
        ("AKD 20903022671 AKD 21501220581", "AKD 20903022671; AKD 21501220581"),
        ("AKD20903022671/AKD21501220581", "AKD20903022671; AKD21501220581"),
        ("NIB 8991234567891 KFA 33000002", "NIB 8991234567891; KFA 33000002"),
        ("9120106900275 8991234567891", "9120106900275; 8991234567891"),
    ],
)
def test_several_numbers_are_not_taken_for_one(text, numbers):
    checked = check_text(text, today=TODAY)

    assert checked.readings == []
    assert [finding.text("id") for finding in checked.findings] == [
        f"Ada 2 nomor sekaligus ({numbers}); periksa satu per satu."
    ]


def test_letters_in_place_of_digits_are_told_with_what_may_be_meant():
    (reading,) = check_number("nib 9l2O1069OO275")

    assert reading.normal == "9120106900275"
    assert reading.findings[0].text("id") == (
        "Ada huruf (seperti O atau l) atau angka aksara lain di tempat angka 0 sampai "
        "9; mungkin maksudnya 9120106900275."
    )


def test_every_kind_has_a_label_and_a_reader():
    assert set(LABELS) == set(READERS)
    assert all(re.fullmatch("[a-z][a-z0-9_]*", key) for key in PART_LABELS)
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
    ],
)
def test_a_number_is_shown_in_groups(text, display):
    assert check_number(text)[0].display == display


def test_a_check_is_told_as_data_with_the_same_keys_in_each_language():
    assert check_text("LK-285-IDN").as_data("en") == {
        "input": "LK-285-IDN",
        "findings": [],
        "readings": [
            {
                "kind": "accreditation",
                "label": "KAN accreditation",
                "normal": "LK-285-IDN",
                "display": "LK-285-IDN",
                "certainty": "certain",
                "parts": {
                    "body_kind": {
                        "label": "Kind of body",
                        "value": "LK",
                        "text": "Calibration laboratory",
                    },
                    "serial": {
                        "label": "Serial number",
                        "value": "285",
                        "text": "285",
                    },
                },
                "findings": [],
            }
        ],
    }
    (reading,) = check_text("AKL 20205310017", today=TODAY).as_data()["readings"]
    assert list(reading["parts"]) == [
        "licence_kind",
        "class_digit",
        "category",
        "sub_category",
        "application_year",
        "serial",
    ]
    assert reading["findings"] == [
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
    json.dumps(check_text(text, today=TODAY).as_data())


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
        told = run("LK-285-IDN")

    assert told == (
        "LK-285-IDN\n"
        "  KAN accreditation: LK-285-IDN\n"
        "    Kind of body: Calibration laboratory\n"
        "    Serial number: 285\n"
    )


def test_the_command_fails_where_a_number_is_unknown_or_wrong():
    told, refusal = run_wrong("halo", "LK-285-IDN", "GTIN 8991234567890")

    assert "halo\n  Salah: Bukan nomor yang dikenal; tulis nomornya saja" in told
    assert "    Salah: Angka pemeriksa GTIN tidak cocok; periksa" in told
    assert refusal == (
        "2 dari 3 nomor tidak terbaca atau salah; keterangannya ada pada nomor itu.\n"
    )


@pytest.mark.parametrize("arguments", [[], ["--json"], ["--"]])
def test_the_command_asks_for_a_number(arguments):
    _told, refusal = run_wrong(*arguments)

    assert refusal == (
        "Tulis sekurang-kurangnya satu nomor, misalnya AKD 20903022671.\n"
    )


def test_the_command_passes_where_only_a_less_likely_reading_is_wrong():
    told = run("9120106900275")

    assert told == (
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
    told, _refusal = run_wrong("--json", "🩺\0\ud800")

    (checked,) = json.loads(told)
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

    told, refusal = run_wrong("-", "")

    assert told.splitlines()[::2] == [
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


def test_grades_are_those_of_findings():
    (reading,) = check_number("AKD 2090302267")

    assert reading.findings[0].grade == Grade.ERROR
    assert reading.as_data("en")["findings"][0]["grade"] == "error"


HOSTILE = [
    *("", " ", "\0", "--", "---", "-1", "🩺", "\ud800", "%s %d {0}", "{kind}"),
    *("'; DROP TABLE x; --", "<script>alert(1)</script>", '"', "()", "[]", "`"),
    *("9" * 10_000, "A" * 10_000, "ﷺ" * 150, "AKD" * 60, "NIB" * 60, "/" * 200),
    *("AKD", "AKD abc", "AKD 🩺", "AKD O0903022671", "AKD 2090302267S"),
    *("AKD-AKL 20903022671", "20903022671 AKD", "AKX 20903022671", "1e10", "1.5"),
    *("AKD 20903022671 exp 2029", "https://contoh.id/AKD20903022671", "NPWP: abc1"),
    *("123", "123456789", "12345678901234567", "1" * 19, "1" * 21, "HS 9018"),
    *("IDM", "SNI", "ISO", "NIB", "HS", "TKDN", "LPK-1", "LK-1-IDN", "DIN EN 1"),
    *("8110 SJ-IND.8 TKDN 9 2023", "8110\\SJ-IND.8\\TKDN\\9", "AKD\0 20903022671"),
    *("\u0661\u0662\u0663", "\u202e\u202c", "\u2066AKD\u2069", "NIB\0 1", "KBLI 3250"),
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_told_what_is_wrong_with_it(text):
    checked = check_text(text, today=TODAY)

    assert checked.sound == []
    faults = [
        *checked.findings,
        *(each for r in checked.readings for each in r.findings),
    ]
    assert [fault.is_error for fault in faults].count(True) >= 1
