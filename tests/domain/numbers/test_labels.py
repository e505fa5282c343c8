"""Numbers as people copy them from labels, letters, forms and invoices."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.numbers.check import check_text
from domain.numbers.labels import Line, take_apart
from domain.numbers.surroundings import BesideKind
from tests.domain.numbers.samples import TODAY
from tests.findings import sentence, told_code

IMPORTED = ["licence_not_domestic"]
HOUSEHOLD = ["licence_household_supply"]
MISSING = ["licence_letters"]
LENGTH = ["licence_length"]
SLIP = ["look_alike_digits"]
DATED = ["date_beside"]
WORDS = ["read_within_text"]


def read(text):
    """What was read, what is said of each reading, and what of the text."""
    checked = check_text(text, today=TODAY)
    return (
        [(reading.kind, reading.normal) for reading in checked.readings],
        [finding.code for reading in checked.readings for finding in reading.findings],
        [told_code(finding) for finding in checked.findings],
    )


@pytest.mark.parametrize(
    ("text", "number", "said", "beside"),
    [
        # Labels
        (
            "IZIN EDAR ALKES KEMENKES RI AKL 21603700123",
            "AKL 21603700123",
            IMPORTED,
            [],
        ),
        ("KEMENKES RI AKD 20902510123", "AKD 20902510123", [], []),
        ("KEMENKES RI AKD: 20902510123", "AKD 20902510123", [], []),
        ("KEMENKES RI AKD. 20902510123", "AKD 20902510123", [], []),
        ("Kemenkes R.I. No. AKD 20902510123", "AKD 20902510123", [], []),
        ("KEMENKES RI No : AKD 20902510123", "AKD 20902510123", [], []),
        ("DEPKES RI AKL 20501816508", "AKL 20501816508", IMPORTED, []),
        ("Dep. Kes. RI No. Reg. AKD 20902510123", "AKD 20902510123", [], []),
        ("Reg. Kemenkes RI AKD 20902510123", "AKD 20902510123", [], []),
        ("Terdaftar di Kemenkes RI AKD 20902510123", "AKD 20902510123", [], []),
        ("KEMENKES RI PKD 20503110001", "PKD 20503110001", HOUSEHOLD, []),
        (
            "KEMENKES RI PKL 20503110001",
            "PKL 20503110001",
            [*IMPORTED, *HOUSEHOLD],
            [],
        ),
        # Forms
        ("No. Izin Edar : AKD 20902510123", "AKD 20902510123", [], []),
        ("Nomor Ijin Edar AKD 20902510123", "AKD 20902510123", [], []),
        ("NIE: AKD20902510123", "AKD 20902510123", [], []),
        ("NIE AKD.20902510123", "AKD 20902510123", [], []),
        (
            "Izin Edar Alat Kesehatan Dalam Negeri (AKD): 20902510123",
            "AKD 20902510123",
            [],
            [],
        ),
        ("Nomor Izin Edar (AKD/AKL): AKD 20902510123", "AKD 20902510123", [], []),
        ("AKD/AKL/PKD : AKL 21603700123", "AKL 21603700123", IMPORTED, []),
        ("AKD/AKL 20902510123", "20902510123", MISSING, []),
        ("No. Izin Edar: 20902510123", "20902510123", MISSING, []),
        ("20902510123", "20902510123", MISSING, []),
        # Grouped, broken over lines
        ("AKD 209.02.51.0123", "AKD 20902510123", [], []),
        ("AKD 2-0902-51-0123", "AKD 20902510123", [], []),
        ("AKD 209 025 101 23", "AKD 20902510123", [], []),
        ("KEMENKES RI\nAKD\n20902510123", "AKD 20902510123", [], []),
        ("AKD\t20902510123\r\n", "AKD 20902510123", [], []),
        ("AKD 10.11.2014 567", "AKD 10112014567", [], []),
        ("A K D 2 0 9 0 2 5 1 0 1 2 3", "AKD 20902510123", [], []),
        ("akd – 20902510123", "AKD 20902510123", [], []),
        # Scanned: a letter in the place of a digit
        ("AKD 2O9O251O123", "AKD 20902510123", SLIP, []),
        ("KEMENKES RI AKD 2090251OI23", "AKD 20902510123", SLIP, []),
        ("AKL 2l603700l23", "AKL 21603700123", [*SLIP, *IMPORTED], []),
        ("AKD 2O9O251O123 s/d 12-12-2027", "AKD 20902510123", SLIP, DATED),
        # With the day on which it ends
        ("KEMENKES RI AKD: 20902510123 s/d 12-12-2027", "AKD 20902510123", [], DATED),
        ("AKD 20902510123 berlaku s/d 12-12-2027", "AKD 20902510123", [], DATED),
        (
            "AKD 20902510123, berlaku sampai dengan 31 Desember 2028",
            "AKD 20902510123",
            [],
            DATED,
        ),
        ("AKD 20902510123 Masa Berlaku : 12/12/2027", "AKD 20902510123", [], DATED),
        ("AKD 20902510123 (12 Des 2027)", "AKD 20902510123", [], DATED),
        ("AKD 20902510123 exp 2029", "AKD 20902510123", [], DATED),
        ("AKD 20902510123 exp. 12/27", "AKD 20902510123", [], DATED),
        ("AKD 20902510123 Exp Date", "AKD 20902510123", [], []),
        ("AKD 20902510123 12-12-2027", "AKD 20902510123", [], DATED),
        ("AKD 20902510123 tgl 2022-12-12", "AKD 20902510123", [], DATED),
        (
            "AKD 20902510123 tgl 12-12-2022 s/d 12-12-2027",
            "AKD 20902510123",
            [],
            [*DATED, *DATED],
        ),
        (
            "No. Izin Edar : 20902510123 berlaku s.d. 12 Desember 2027",
            "20902510123",
            MISSING,
            DATED,
        ),
        # With other things that have digits
        (
            "KEMENKES RI AKD 20902510123 Telp. (021) 555 1234",
            "AKD 20902510123",
            [],
            ["phone_beside"],
        ),
        (
            "AKD 20902510123 (01)08991234567891(17)271231",
            "AKD 20902510123",
            [],
            ["udi_beside"],
        ),
        (
            "AKD 20902510123 surat FR.03.02/VA/1234/2021",
            "AKD 20902510123",
            [],
            ["letter_beside", *WORDS],
        ),
        # In a sentence
        (
            "Alat ini memiliki izin edar AKD 20902510123 dan dibuat di Bekasi.",
            "AKD 20902510123",
            [],
            WORDS,
        ),
        ("Lampu operasi (AKD 20902510123)", "AKD 20902510123", [], WORDS),
        ("AKD 20902510123 isi 2 unit", "AKD 20902510123", [], WORDS),
        # Digits that are missing stay missing
        ("AKD 2090251012", "AKD 2090251012", LENGTH, []),
        ("AKD 2090251012 berlaku s/d 12-12-2027", "AKD 2090251012", LENGTH, DATED),
        ("AKD 2090251012 1-12-2027", "AKD 2090251012", LENGTH, DATED),
        ("AKD 209025101234 s/d 12-12-2027", "AKD 209025101234", LENGTH, DATED),
    ],
)
def test_a_licence_is_read_as_it_was_copied(text, number, said, beside):
    assert read(text) == ([("licence", number)], said, beside)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("12-12-2027", ["is_date"]),
        ("12/12/2027", ["is_date"]),
        ("12.12.2027", ["is_date"]),
        ("2027-12-12", ["is_date"]),
        ("2027.12.12", ["is_date"]),
        ("17 Agustus 2024", ["is_date"]),
        ("17-Agt-2024", ["is_date"]),
        ("berlaku s/d 12-12-2027", ["is_date"]),
        ("Desember 2027", ["is_date"]),
        ("KEMENKES RI AKD s/d 12-12-2027", ["is_date"]),
        ("FR.03.02/VA/1234/2021", ["is_letter"]),
        ("FR.03.01/VA/12345/2023 tanggal 3 Mei 2023", ["is_letter", "is_date"]),
        ("HK.02.02/D/123/2020", ["is_letter"]),
        ("Nomor: FR.03.02/VA/1234/2021", ["is_letter"]),
        ("445/SK/DIR/2021", ["is_letter"]),
        ("021-5551234", ["is_phone"]),
        ("(021) 555 1234", ["is_phone"]),
        ("+62 812-3456-7890", ["is_phone"]),
        ("0812 3456 7890", ["is_phone"]),
        ("Telp. 021 555 1234", ["is_phone"]),
        ("(17)271231(10)AKD20903022671", ["is_udi"]),
        ("(11)221231(17)271231(21)20903022671", ["is_udi"]),
        ("halo", ["unknown"]),
        ("KEMENKES RI", ["unknown"]),
    ],
)
def test_what_is_no_number_is_named(text, codes):
    assert read(text) == ([], [], codes)


@pytest.mark.parametrize(
    ("text", "reading", "codes"),
    [
        ("(01)08991234567891(17)271231(10)A7", ("gtin", "8991234567891"), ["udi"]),
        ("010899123456789117271231", ("gtin", "8991234567891"), ["udi"]),
        (
            "(01)08991234567891(10)AKD20903022671",
            ("gtin", "8991234567891"),
            ["udi"],
        ),
        ("12122027", ("hs", "12122027"), ["may_be_date"]),
        ("20271231", ("hs", "20271231"), ["may_be_date"]),
        ("90189031", ("hs", "90189031"), []),
        ("2005.11.00", ("hs", "20051100"), []),
        (
            "0812345678901",
            ("gtin", "0812345678901"),
            ["several_readings", "may_be_phone"],
        ),
        ("NIB 9120106900275, s/d 12-12-2027", ("nib", "9120106900275"), DATED),
        (
            "Sertifikat TKDN 8110/SJ-IND.8/TKDN/9/2023 berlaku s/d 12-12-2027",
            ("tkdn", "8110/SJ-IND.8/TKDN/9/2023"),
            [*DATED, *WORDS],
        ),
        ("Lab terakreditasi LK-285-IDN", ("accreditation", "LK-285-IDN"), WORDS),
        ("LK-285-IDN, 12-12-2027", ("accreditation", "LK-285-IDN"), DATED),
    ],
)
def test_a_reading_says_what_else_there_is(text, reading, codes):
    checked = check_text(text, today=TODAY)

    first = checked.sound[0]
    assert (first.kind, first.normal) == reading
    assert [told_code(finding) for finding in checked.findings] == codes


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        (
            "Produk X (AKD 20902510123) dan Y (AKL 21603700123)",
            "AKD 20902510123; AKL 21603700123",
        ),
        (
            "AKD 20902510123 s/d 12-12-2027, NIB 9120106900275",
            "AKD 20902510123; 9120106900275",
        ),
    ],
)
def test_several_numbers_in_a_text_are_named(text, numbers):
    checked = check_text(text, today=TODAY)

    assert checked.readings == []
    assert [sentence(finding) for finding in checked.findings] == [
        f"Ada 2 nomor sekaligus ({numbers}); periksa satu per satu."
    ]


def test_the_same_number_twice_is_one_number():
    text = "AKD 20902510123 / KEMENKES RI AKD 20902510123 pada label"

    assert read(text) == ([("licence", "AKD 20902510123")], [], WORDS)


def test_what_is_said_is_plain():
    (dated,) = check_text("AKD 20902510123 s/d 12-12-2027").findings
    (letter,) = check_text("FR.03.02/VA/1234/2021").findings

    assert sentence(dated) == "12-12-2027 dibaca sebagai tanggal, bukan bagian nomor."
    assert sentence(dated, "en") == "12-12-2027 is read as a date, not as part of it."
    assert sentence(letter) == (
        "FR.03.02/VA/1234/2021 adalah nomor surat, bukan nomor izin edar. Nomor izin "
        "edar berupa AKD, AKL, PKD, atau PKL diikuti 11 digit."
    )


def test_a_line_is_taken_apart():
    line = take_apart("Izin AKD 20902510123 pada lampu, s/d 12-12-2027")

    assert line.numbers == ["AKD 20902510123"]
    assert [(each.kind, each.text) for each in line.beside] == [
        (BesideKind.DATE, "12-12-2027")
    ]
    assert line.words


@pytest.mark.parametrize(
    "text",
    [
        "https://contoh.id/AKD20902510123",
        "https://contoh.id AKD 20902510123",
        "WWW.contoh.id AKD 20902510123 s/d 12-12-2027",
        "\0 AKD 20902510123",
    ],
)
def test_nothing_is_read_out_of_addresses_and_control_characters(text):
    assert take_apart(text) == Line([], [], words=True)


@pytest.mark.parametrize(
    ("text", "numbers", "beside", "words"),
    [
        # A heading of a form is neither a word nor a number.
        ("AKD/AKL: AKD 20902510123", ["AKD 20902510123"], [], False),
        # Eleven digits end a licence, whatever follows.
        ("AKD 209 0251 0123 12 pcs", ["AKD 209 0251 0123"], [], True),
        # A date is no part of a licence, but a licence may be grouped like one.
        ("AKD 209 12-12-2027", ["AKD 209 12-12-2027"], [], False),
        ("AKD 209 0251 12-12-2027", ["AKD 209 0251"], ["12-12-2027"], False),
        ("AKD 2090251012 1-12-2027", ["AKD 2090251012"], ["1-12-2027"], False),
        ("AKD 20902 12-12-2027", ["AKD 20902"], ["12-12-2027"], False),
        # Letters may stand alone before others with digits.
        ("AKD: AKL 21603700123", ["AKL 21603700123"], [], False),
        # Whole licences come before those that lack digits.
        (
            "AKD 2090251 12-12-2027 AKL 21603700123",
            ["AKL 21603700123", "AKD 2090251"],
            ["12-12-2027"],
            False,
        ),
        ("AKD 2090251012 isi 2", ["AKD 2090251012"], [], True),
        (
            "AKD 20902510123, KBKI: 4815013",
            ["AKD 20902510123", "KBKI: 4815013"],
            [],
            False,
        ),
        # Beside a date, a line with digits is a number.
        ("4815 013 12-12-2027 isi", ["4815 013"], ["12-12-2027"], True),
        ("4815013 ,\n12-12-2027", ["4815013"], ["12-12-2027"], False),
        ("4815013 - 12-12-2027", ["4815013"], ["12-12-2027"], False),
        ("X4815013 12-12-2027", ["X4815013"], ["12-12-2027"], True),
    ],
)
def test_numbers_dates_and_words_are_told_apart(text, numbers, beside, words):
    line = take_apart(text)

    assert line.numbers == numbers
    assert [each.text for each in line.beside] == beside
    assert line.words is words


DAYS = st.dates()
SHAPES = st.sampled_from(
    ["{0:%d-%m}-{0.year:04}", "{0:%d/%m}/{0.year:04}", "{0.year:04}-{0:%m-%d}"]
)
LOT = st.text("0123456789ABCDKLP-", min_size=1, max_size=20)
UNTIL = st.sampled_from(["", "s/d ", "berlaku s/d ", "exp ", "KEMENKES RI ", "No. "])
LICENCE_LIKE = st.from_regex(
    r"(AKD|AKL|PKD|PKL)[123]09(0[1-9])(02|12|22)[0-9]{4}", fullmatch=True
)


@given(SHAPES, DAYS, UNTIL)
def test_no_licence_is_read_out_of_a_date(shape, day, words):
    checked = check_text(words + shape.format(day), today=TODAY)

    assert [each for each in checked.sound if each.kind == "licence"] == []


@given(LOT | LICENCE_LIKE, st.sampled_from(["(10)", "(21)", "(240)"]))
def test_no_licence_is_read_out_of_a_udi(lot, identifier):
    for text in (
        f"(01)08991234567891(17)271231{identifier}{lot}",
        f"(17)271231{identifier}{lot}",
        f"{identifier}{lot}(17)271231",
    ):
        checked = check_text(text, today=TODAY)

        assert [each for each in checked.readings if each.kind == "licence"] == []


PIECES = st.sampled_from(
    [
        *(
            "AKD ",
            "AKL",
            "PKD:",
            "KEMENKES RI ",
            "NIB ",
            "TKDN/",
            "s/d ",
            "exp ",
            "(01)",
        ),
        *("20902510123", "9120106900275", "12-12-2027", "(17)", "/", ".", "-", "\n"),
        *("FR.03.02/VA/", "+62", "08", "(021)", "O", "l", "Des", "2027", "dan", ", "),
    ]
)


@given(st.lists(PIECES | st.text(max_size=3), max_size=14).map("".join))
def test_any_line_is_read_or_not_and_says_so(text):
    checked = check_text(text, today=TODAY)

    assert checked.readings or checked.findings
