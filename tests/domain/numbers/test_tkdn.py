from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.findings import Grade, InvalidInput
from domain.numbers.certificate_numbers import number_findings
from domain.numbers.product_codes import normalise_hs_code
from domain.numbers.tkdn import (
    Goods,
    TkdnNumber,
    parse_tkdn_number,
    tkdn_findings,
    tkdn_number_findings,
    tkdn_term_findings,
)
from tests.findings import graded, sentence, told_code

# Numbers of published certificates, with what they say.
VECTORS = [
    ("4623/SJ-IND.8/TKDN/7/2021", TkdnNumber("4623", "SJ-IND.8", 7, 2021)),
    ("4956/SJ-IND.8/TKDN/10/2022", TkdnNumber("4956", "SJ-IND.8", 10, 2022)),
    ("8110/SJ-IND.8/TKDN/9/2023", TkdnNumber("8110", "SJ-IND.8", 9, 2023)),
]


@pytest.mark.parametrize(("text", "number"), VECTORS)
def test_real_tkdn_numbers_are_read(text, number):
    assert parse_tkdn_number(text) == number
    assert number.canonical == text
    assert tkdn_number_findings(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "8110/sj-ind.8/tkdn/9/2023",
        " 8110 / SJ–IND.8 / TKDN / 09 / 2023\n",
        "No. 8110/SJ-IND.8/TKDN/IX/2023",
        "Nomor Sertifikat TKDN: 8110/SJ-IND.8/TKDN/9/2023",
        "８１１０／ＳＪ-ＩＮＤ.８／ＴＫＤＮ／９／２０２３",
        "8110/SJ\u2212IND.8/TKDN/9/\u200b2023",
    ],
)
def test_the_way_of_writing_a_tkdn_number_does_not_matter(text):
    assert parse_tkdn_number(text).canonical == "8110/SJ-IND.8/TKDN/9/2023"


@pytest.mark.parametrize(
    ("roman", "month"),
    [
        *[("I", 1), ("II", 2), ("III", 3), ("IV", 4), ("V", 5), ("VI", 6)],
        *[("VII", 7), ("VIII", 8), ("IX", 9), ("X", 10), ("XI", 11), ("XII", 12)],
    ],
)
def test_a_month_may_be_roman(roman, month):
    assert parse_tkdn_number(f"1/SJ-IND.8/TKDN/{roman}/2023").month == month


def test_an_older_tkdn_number_leaves_the_month_out():
    number = parse_tkdn_number("123/SJ-IND.8/TKDN/2019")

    assert number == TkdnNumber("123", "SJ-IND.8", None, 2019)
    assert tkdn_number_findings("123/SJ-IND.8/TKDN/2019", date(2019, 6, 1)) == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "8110/SJ-IND.8/TKDN/13/2023",
        "8110/SJ-IND.8/TKDN/9/1999",
        "1234567/SJ-IND.8/TKDN/9/2023",
        "8110/SJ-IND.8/9/2023",
        "8110/SJ-IND.8/TKDN/IIII/2023",
        "\0",
        "1" * 10_000,
        "8110/SJ-IND.8/TKDN/9/2023".ljust(161),
    ],
)
def test_what_is_no_tkdn_number_is_refused(text):
    with pytest.raises(InvalidInput) as refusal:
        parse_tkdn_number(text)

    assert told_code(refusal.value) == "tkdn_number_pattern"


def test_a_tkdn_number_of_another_form_is_a_warning_in_both_languages():
    (finding,) = tkdn_findings("LAMA-77")

    assert finding.grade == Grade.WARNING
    assert sentence(finding) == (
        "Nomor sertifikat TKDN biasanya berbentuk seperti 8110/SJ-IND.8/TKDN/9/2023."
    )
    assert sentence(finding, "en") == (
        "The number of a TKDN certificate usually looks like 8110/SJ-IND.8/TKDN/9/2023."
    )


def test_a_tkdn_number_of_another_office_is_a_warning():
    assert graded(tkdn_findings("8110/BSKJI.2/TKDN/9/2026")) == [
        ("tkdn_number_office", Grade.WARNING)
    ]


@pytest.mark.parametrize(
    ("issued_on", "findings"),
    [
        (date(2023, 9, 30), []),
        (date(2023, 10, 1), [("tkdn_number_issue_date", Grade.WARNING)]),
        (date(2022, 9, 30), [("tkdn_number_issue_date", Grade.WARNING)]),
    ],
)
def test_a_tkdn_number_carries_month_and_year_of_issue(issued_on, findings):
    found = tkdn_findings("8110/SJ-IND.8/TKDN/9/2023", issued_on=issued_on)

    assert graded(found) == findings


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("8110/SJ-IND.8/TKDN/11/2026", []),
        ("8110/SJ-IND.8/TKDN/2026", []),
        ("8110/SJ-IND.8/TKDN/12/2026", ["tkdn_number_future"]),
        ("8110/SJ-IND.8/TKDN/1/2027", ["tkdn_number_future"]),
        ("8110/SJ-IND.8/TKDN/2027", ["tkdn_number_future"]),
    ],
)
def test_a_tkdn_number_of_the_future_is_a_warning(text, codes):
    found = tkdn_findings(text, today=date(2026, 11, 30))

    assert graded(found) == [(code, Grade.WARNING) for code in codes]


def test_the_future_begins_after_the_day_that_is_given():
    assert tkdn_findings("1/SJ-IND.8/TKDN/1/2027", today=date(2027, 1, 1)) == []


@pytest.mark.parametrize(
    ("method", "issued_on", "tkdn_expires_on", "bmp_expires_on", "codes"),
    [
        ("35/2025", date(2026, 1, 2), date(2031, 1, 2), date(2031, 1, 2), []),
        (
            "35/2025",
            date(2026, 1, 2),
            date(2031, 1, 3),
            date(2031, 1, 3),
            ["tkdn_valid_too_long", "bmp_valid_too_long"],
        ),
        ("31/2022", date(2025, 12, 11), date(2028, 12, 11), date(2030, 12, 11), []),
        (
            "31/2022",
            date(2025, 12, 11),
            date(2028, 12, 12),
            None,
            ["tkdn_valid_too_long"],
        ),
        ("older", date(2026, 1, 2), date(2029, 1, 3), None, ["tkdn_valid_too_long"]),
        ("35/2025", None, date(2031, 1, 3), None, []),
        ("35/2025", date.max, None, date.max, []),
    ],
)
def test_a_value_that_holds_longer_than_its_method_allows_is_a_warning(
    method, issued_on, tkdn_expires_on, bmp_expires_on, codes
):
    found = tkdn_term_findings(method, issued_on, tkdn_expires_on, bmp_expires_on)

    assert graded(found) == [(code, Grade.WARNING) for code in codes]


@pytest.mark.parametrize(
    ("issued_on", "method", "expires_on"),
    [
        (date(2025, 12, 11), "31/2022", date(2028, 12, 11)),
        (date(2025, 12, 12), "31/2022", date(2030, 12, 12)),
        (date(2025, 12, 12), "35/2025", date(2030, 12, 12)),
        (date(2026, 1, 1), "older", date(2029, 1, 1)),
        (date(2024, 2, 29), "older", date(2027, 3, 1)),
    ],
)
def test_a_tkdn_value_is_valid_for_three_or_five_years(issued_on, method, expires_on):
    a_day_more = expires_on + timedelta(days=1)

    assert tkdn_term_findings(method, issued_on, expires_on, None) == []
    assert graded(tkdn_term_findings(method, issued_on, a_day_more, None)) == [
        ("tkdn_valid_too_long", Grade.WARNING)
    ]


@pytest.mark.parametrize("value", ["0", "57.62", "57.620", "100", "100.00"])
def test_a_tkdn_is_a_percentage(value):
    assert tkdn_findings(tkdn=Decimal(value)) == []


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("-0.01", "tkdn_out_of_range"),
        ("-1", "tkdn_out_of_range"),
        ("100.01", "tkdn_out_of_range"),
        ("1e999999", "tkdn_out_of_range"),
        ("NaN", "tkdn_out_of_range"),
        ("sNaN", "tkdn_out_of_range"),
        ("Infinity", "tkdn_out_of_range"),
        ("57.625", "tkdn_decimals"),
        ("1e-999999", "tkdn_decimals"),
    ],
)
def test_what_is_no_tkdn_is_an_error(value, code):
    assert graded(tkdn_findings(tkdn=Decimal(value))) == [(code, Grade.ERROR)]


def test_a_bmp_is_fifteen_at_most():
    assert tkdn_findings(bmp=Decimal("15.00")) == []

    (finding,) = tkdn_findings(bmp=Decimal("15.01"))

    assert told_code(finding) == "bmp_out_of_range"
    assert finding.grade == Grade.ERROR
    assert sentence(finding) == "Nilai BMP harus 0 sampai 15 persen."
    assert sentence(finding, "en") == "BMP must be from 0 to 15 percent."


@pytest.mark.parametrize(
    ("hs_code", "findings"),
    [
        ("9018.90.31", []),
        ("", []),
        ("901890", [("tkdn_hs_code", Grade.WARNING)]),
        ("90189", [("tkdn_hs_code", Grade.ERROR)]),
        ("9018903100", [("tkdn_hs_code", Grade.ERROR)]),
        ("Terlampir", [("tkdn_hs_code", Grade.ERROR)]),
    ],
)
def test_the_hs_code_on_a_tkdn_certificate_has_eight_digits(hs_code, findings):
    assert graded(tkdn_findings(declared=Goods(hs_code=hs_code))) == findings


@pytest.mark.parametrize("hs_code", ["901890", "Terlampir"])
def test_the_rule_for_hs_codes_is_said_in_the_same_words_everywhere(hs_code):
    with pytest.raises(InvalidInput) as refusal:
        normalise_hs_code(hs_code)

    (finding,) = tkdn_findings(declared=Goods(hs_code=hs_code))

    assert sentence(finding) == sentence(refusal.value)
    assert sentence(finding, "en") == sentence(refusal.value, "en")


def test_a_certificate_of_other_goods_is_a_warning():
    declared = Goods("Madeena", "DDR-1", "90221400")
    product = Goods("Elitech", "DDR-2", "90189031")

    assert graded(tkdn_findings(declared=declared, product=product)) == [
        ("tkdn_other_brand", Grade.WARNING),
        ("tkdn_other_model", Grade.WARNING),
        ("tkdn_other_hs_code", Grade.WARNING),
    ]


@pytest.mark.parametrize(
    ("declared", "product"),
    [
        (
            Goods("MADEENA", "DDR - 1", "9022.14.00"),
            Goods("Madeena", "ddr-1", "902214"),
        ),
        (Goods("Madeena", "DDR-1, DDR-2; DDR-3"), Goods("Madeena", "DDR-3")),
        (Goods("A, B", "X"), Goods("a,b", "x")),
        (Goods("Madeena", "Terlampir"), Goods("Madeena", "DDR-1")),
        (Goods(), Goods("Madeena", "DDR-1", "90221400")),
        (Goods("Madeena", "DDR-1", "90221400"), Goods()),
    ],
)
def test_case_space_lists_and_blanks_make_no_difference(declared, product):
    assert tkdn_findings(declared=declared, product=product) == []


@pytest.mark.parametrize("text", ["MD\n123", "x" * 81, " "])
def test_a_number_that_cannot_be_read_is_an_error(text):
    assert graded(tkdn_number_findings(text)) == graded(number_findings(text))
    assert [finding.grade for finding in tkdn_number_findings(text)] == [Grade.ERROR]


tkdn_numbers = st.builds(
    TkdnNumber,
    serial=st.from_regex(r"\A[0-9]{1,6}\Z"),
    unit=st.sampled_from(["SJ-IND.8", "BSKJI.2", "SJ-IND.12"]),
    month=st.none() | st.integers(1, 12),
    year=st.integers(2000, 2099),
)


@given(tkdn_numbers)
def test_every_tkdn_number_reads_back(number):
    assert parse_tkdn_number(number.canonical) == number


@given(
    tkdn_numbers, st.lists(st.sampled_from(["", " ", "\u00a0", "\n"])), st.booleans()
)
def test_space_and_case_do_not_change_a_tkdn_number(number, noise, lower):
    plain = number.canonical
    noise = (noise + [""] * len(plain))[: len(plain)]
    text = "".join(a + b for a, b in zip(plain, noise, strict=True))

    assert parse_tkdn_number(text.lower() if lower else text) == number


@given(st.text())
def test_any_text_is_a_tkdn_number_or_refused(text):
    try:
        number = parse_tkdn_number(text)
    except InvalidInput:
        return

    assert parse_tkdn_number(number.canonical) == number


@given(st.text(), st.text(), st.text())
def test_no_text_breaks_the_findings(number, declared, product):
    tkdn_findings(
        number,
        declared=Goods(declared, declared, declared),
        product=Goods(product, product, product),
    )


@pytest.mark.parametrize(
    ("finding", "told", "told_en"),
    [
        (
            tkdn_number_findings("1/BSKJI.2/TKDN/9/2023", today=date(2026, 11, 29)),
            "Kode unit penerbit pada nomor TKDN (BSKJI.2) bukan SJ-IND.8; periksa "
            "kembali.",
            "The issuing office in the TKDN number (BSKJI.2) is not SJ-IND.8; look "
            "again.",
        ),
        (
            tkdn_number_findings("1/SJ-IND.8/TKDN/12/2026", today=date(2026, 11, 29)),
            "Waktu terbit pada nomor TKDN (12/2026) berada di masa depan; periksa "
            "kembali.",
            "The time of issue in the TKDN number (12/2026) is in the future; look "
            "again.",
        ),
        (
            tkdn_number_findings("1/SJ-IND.8/TKDN/2027", today=date(2026, 11, 29)),
            "Waktu terbit pada nomor TKDN (2027) berada di masa depan; periksa "
            "kembali.",
            "The time of issue in the TKDN number (2027) is in the future; look again.",
        ),
        (
            tkdn_number_findings("1/SJ-IND.8/TKDN/IX/2023", date(2023, 8, 1)),
            "Bulan atau tahun pada nomor TKDN (1/SJ-IND.8/TKDN/9/2023) berbeda dengan "
            "tanggal terbit.",
            "The month or year in the TKDN number (1/SJ-IND.8/TKDN/9/2023) differs "
            "from the day of issue.",
        ),
        (
            tkdn_term_findings("older", date(2026, 1, 2), date(2029, 1, 3), None),
            "Masa berlaku TKDN lebih dari 3 tahun sejak tanggal terbit; periksa kedua "
            "tanggalnya.",
            "TKDN is valid for more than 3 years from the day of issue; look at both "
            "dates.",
        ),
        (
            tkdn_term_findings("35/2025", date(2026, 1, 2), None, date(2031, 1, 3)),
            "Masa berlaku BMP lebih dari 5 tahun sejak tanggal terbit; periksa kedua "
            "tanggalnya.",
            "BMP is valid for more than 5 years from the day of issue; look at both "
            "dates.",
        ),
        (
            tkdn_findings(tkdn=Decimal("57.625")),
            "Nilai TKDN paling banyak dua angka di belakang koma.",
            "TKDN may have two decimals at most.",
        ),
    ],
)
def test_what_is_found_is_told_in_both_languages(finding, told, told_en):
    assert [sentence(each) for each in finding] == [told]
    assert [sentence(each, "en") for each in finding] == [told_en]
