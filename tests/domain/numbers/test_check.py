from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.findings import Grade
from domain.numbers.check import check_number, check_text
from domain.numbers.readings import Certainty
from tests.domain.numbers.samples import LICENCES, TODAY
from tests.findings import sentence, told_code


def kinds(text):
    return [(reading.kind, reading.normal) for reading in check_number(text)]


def codes(text):
    return [
        [told_code(finding) for finding in reading.findings]
        for reading in check_number(text, today=TODAY)
    ]


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


def test_thirteen_digits_are_a_nib_first_where_the_check_digit_is_wrong():
    nib, gtin = check_number("9120106900275")

    assert (nib.kind, nib.has_error) == ("nib", False)
    assert (gtin.kind, gtin.certainty) == ("gtin", Certainty.UNLIKELY)
    assert [told_code(finding) for finding in gtin.findings] == ["wrong_check_digit"]


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
    assert (told_code(finding), finding.grade) == ("several_readings", Grade.WARNING)
    assert sentence(finding) == told
    assert sentence(finding, "en") == told_en
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
def test_a_form_that_is_not_certain_is_warned_about_only(text, expected):
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
    assert (told_code(finding), finding.grade) == (code, Grade.ERROR)
    assert sentence(finding) == told
    assert checked.text == text


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
    assert [told_code(finding) for finding in checked.findings] == ["several_numbers"]
    assert [sentence(finding) for finding in checked.findings] == [
        f"Ada 2 nomor sekaligus ({numbers}); periksa satu per satu."
    ]


def test_letters_in_place_of_digits_are_told_with_what_may_be_meant():
    (reading,) = check_number("nib 9l2O1069OO275")

    assert reading.normal == "9120106900275"
    assert sentence(reading.findings[0]) == (
        "Ada huruf (seperti O atau l) atau angka aksara lain di tempat angka 0 sampai "
        "9; mungkin maksudnya 9120106900275."
    )


@pytest.mark.parametrize(
    ("text", "told", "told_en"),
    [
        (
            "AKD 2O9O3O2267l",
            "Huruf yang mirip angka (O, I, l) dibaca sebagai angka; cocokkan AKD "
            "20903022671 dengan aslinya.",
            "Letters that look like digits (O, I, l) are read as digits; compare AKD "
            "20903022671 with the original.",
        ),
        (
            "12122027",
            "Delapan digit ini bisa juga tanggal 12-12-2027.",
            "These eight digits may also be the date 2027-12-12.",
        ),
        (
            "Lampu operasi (AKD 20902510123)",
            "Dibaca dari dalam teks; cocokkan AKD 20902510123 dengan aslinya.",
            "Read out of a text; compare AKD 20902510123 with the original.",
        ),
        # A GTIN alone is no UDI, however it was typed.
        (
            "0108991234567891",
            "Bisa berarti GTIN; sebagai NPWP salah: Angka pemeriksa NPWP tidak cocok; "
            "periksa kembali salah ketik.",
            "May be GTIN; as Taxpayer number (NPWP) it is wrong: The check digit of "
            "the NPWP is wrong; look for a typing error.",
        ),
    ],
)
def test_what_to_compare_is_told_in_both_languages(text, told, told_en):
    checked = check_text(text, today=TODAY)

    (finding,) = checked.findings or checked.readings[0].findings
    assert sentence(finding) == told
    assert sentence(finding, "en") == told_en


@pytest.mark.parametrize("text", ["(20903022671)", "« [ 20903022671 ] »"])
def test_a_number_may_stand_in_brackets(text):
    (reading,) = check_number(text, today=TODAY)

    assert (reading.kind, reading.display) == ("licence", "20903022671")


def test_a_year_is_judged_on_the_day_that_is_given():
    (reading,) = check_number("AKD 20903722671", today=date(2027, 1, 1))

    assert reading.findings == []


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


@given(SAMPLES)
def test_the_normal_form_is_read_as_the_same_number(text):
    for reading in check_number(text, today=TODAY):
        again = check_number(reading.normal, today=TODAY)

        assert reading.normal in [other.normal for other in again]


HOSTILE = [
    *("", " ", "\0", "--", "---", "-1", "🩺", "\ud800", "%s %d {0}", "{kind}"),
    *("'; DROP TABLE x; --", "<script>alert(1)</script>", '"', "()", "[]", "`"),
    *("9" * 10_000, "A" * 10_000, "ﷺ" * 150, "AKD" * 60, "NIB" * 60, "/" * 200),
    *("AKD", "AKD abc", "AKD 🩺", "AKD O0903022671", "AKD 2090302267S"),
    *("AKD-AKL 20903022671", "20903022671 AKD", "AKX 20903022671", "1e10", "1.5"),
    *("https://contoh.id/AKD20903022671", "NPWP: abc1"),
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


@pytest.mark.parametrize(("length", "code"), [(200, "unknown"), (201, "text_too_long")])
def test_a_text_is_read_up_to_200_characters(length, code):
    assert [told_code(finding) for finding in check_text("A" * length).findings] == [
        code
    ]
