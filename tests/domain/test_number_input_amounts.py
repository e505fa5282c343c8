"""Whole numbers and amounts of money as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.findings import InvalidInput
from domain.number_input import (
    parse_number,
    parse_rupiah,
    parse_whole_number,
    plain_text,
    whole_number_for_input,
)
from tests.wording import english, indonesian


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("Rp850.000", 850_000),
        ("Rp 850.000,00", 850_000),
        ("Rp. 850.000", 850_000),
        ("Rp.850.000", 850_000),
        ("IDR 850,000.00", 850_000),
        ("850.000", 850_000),
        ("850000", 850_000),
        ("850.000,-", 850_000),
        ("850.000,--", 850_000),
        ("850.000.-", 850_000),
        ("850.000,=", 850_000),
        ("850.000,–", 850_000),
        ("850.000 rupiah", 850_000),
        ("60000000,00", 60_000_000),
        ("60 jt", 60_000_000),
        ("60jt", 60_000_000),
        ("Rp60jt,-", 60_000_000),
        ("60 JT rupiah", 60_000_000),
        ("1,5 juta", 1_500_000),
        ("1.5 juta", 1_500_000),
        ("0,125 juta", 125_000),
        ("1 250 jt", 1_250_000_000),
        ("250 rb", 250_000),
        ("250ribu", 250_000),
        ("250k", 250_000),
        ("1,2 M", 1_200_000_000),
        ("1,2 miliar", 1_200_000_000),
        ("1 milyar", 1_000_000_000),
        ("2 T", 2_000_000_000_000),
        ("2 triliun", 2_000_000_000_000),
        ("3 million", 3_000_000),
        ("Rp\u00a0850.000", 850_000),
        ("Rp\u2009850\u202f000", 850_000),
        ("８５０．０００", 850_000),
        ("850\u200b.000", 850_000),
        ("Rp -5", -5),
        ("-Rp 5", -5),
        ("- Rp -5", -5),
        ("0", 0),
    ],
)
def test_money_is_read_as_people_write_it(text, amount):
    assert parse_rupiah(text) == amount


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12.000", 12_000),
        ("1.500", 1_500),
        ("1500", 1_500),
        ("12,00", 12),
        ("1,5 ribu", 1_500),
        ("2 juta", 2_000_000),
        ("-3", -3),
    ],
)
def test_a_whole_number_loses_no_digit(text, number):
    assert parse_whole_number(text) == number


@pytest.mark.parametrize(
    ("text", "in_indonesian", "in_english"),
    [
        (
            "45,5",
            "“45,5” bukan bilangan bulat. Tulis 45 atau 46.",
            "“45,5” is not a whole number. Write 45 or 46.",
        ),
        (
            "-0,5",
            "“-0,5” bukan bilangan bulat. Tulis -1 atau 0.",
            "“-0,5” is not a whole number. Write -1 or 0.",
        ),
        (
            "1.500,50",
            "“1.500,50” bukan bilangan bulat. Tulis 1500 atau 1501.",
            "“1.500,50” is not a whole number. Write 1500 or 1501.",
        ),
        (
            "12,000",
            "Koma pada “12,000” dapat berarti desimal. Tulis 12000.",
            "The comma in “12,000” may mean decimals. Write 12000.",
        ),
        (
            "-850,000",
            "Koma pada “-850,000” dapat berarti desimal. Tulis -850000.",
            "The comma in “-850,000” may mean decimals. Write -850000.",
        ),
        (
            "1.250 jt",
            "“1.250 jt” dapat berarti ribuan atau desimal. Tulis 1250 jt jika ribuan, "
            "atau 1,25 jt jika desimal.",
            "“1.250 jt” may mean thousands or decimals. Write 1250 jt for thousands, "
            "or 1,25 jt for decimals.",
        ),
        (
            "5 kotak",
            "“5 kotak” bukan bilangan yang sah. Contoh: 1.500 atau 1500.",
            "“5 kotak” is not a valid number. Examples: 1500 or 1.500.",
        ),
    ],
)
def test_what_is_no_whole_number_is_told_in_words(text, in_indonesian, in_english):
    with pytest.raises(InvalidInput) as refusal:
        parse_whole_number(text)

    finding = refusal.value.finding
    assert (indonesian(finding), english(finding)) == (in_indonesian, in_english)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Rp", "number_invalid"),
        ("rupiah", "number_invalid"),
        ("60 jutaan", "number_invalid"),
        ("1 juta 500 ribu", "number_invalid"),
        ("850.000-900.000", "number_invalid"),
        ("Rp Rp 5", "number_invalid"),
        ("USD 5", "number_invalid"),
        ("1.250 M", "number_ambiguous"),
        ("850,000", "number_ambiguous"),
        ("1,5", "number_not_whole"),
        ("1000 T", "number_too_long"),
        ("", "number_missing"),
    ],
)
def test_what_is_no_amount_is_refused(text, code):
    with pytest.raises(InvalidInput) as refusal:
        parse_rupiah(text)

    assert refusal.value.code == code


def test_an_amount_that_is_none_is_told_with_examples():
    with pytest.raises(InvalidInput) as refusal:
        parse_rupiah("murah")

    finding = refusal.value.finding
    assert indonesian(finding) == (
        "“murah” bukan jumlah uang yang sah. Contoh: 850.000, Rp 850.000 atau 60 jt."
    )
    assert english(finding) == (
        "“murah” is not a valid amount of money. Examples: 850.000, Rp 850.000 or "
        "60 million."
    )


@pytest.mark.parametrize("text", ["Rp 5", "5 M", "12 m", "3k", "5,-"])
def test_signs_of_money_mean_nothing_elsewhere(text):
    for parse in (parse_number, parse_whole_number):
        with pytest.raises(InvalidInput) as refusal:
            parse(text)
        assert refusal.value.code == "number_invalid"


def test_the_largest_amount_has_fifteen_digits():
    assert parse_rupiah("999 T") == 999_000_000_000_000


@given(st.integers(-(10**14), 10**14), st.sampled_from(["id", "en"]))
def test_a_whole_number_reads_back_from_a_form(value, language):
    shown = whole_number_for_input(value, language)

    assert parse_whole_number(shown) == value
    assert parse_rupiah(shown) == value


def test_a_whole_number_is_grouped_for_indonesians_only():
    assert whole_number_for_input(24_500_000, "id") == "24.500.000"
    assert whole_number_for_input(24_500_000, "en") == "24500000"
    assert whole_number_for_input(-1_000, "id") == "-1.000"


def _grouped(number: int, mark: str) -> str:
    return f"{number:,}".replace(",", mark)


@st.composite
def spelled_amounts(draw) -> tuple[int, str]:
    """An amount and one of the ways in which people write it."""
    number = draw(st.integers(0, 10**14))
    scale = draw(
        st.sampled_from([(0, ""), (3, "rb"), (6, "jt"), (6, "juta"), (9, "M")])
    )
    whole, rest = divmod(number, 10 ** scale[0])
    digits = draw(
        st.sampled_from(
            [str(whole), *(_grouped(whole, mark) for mark in (".", ",", " ", "\u00a0"))]
        )
    )
    if scale[0]:
        cents = f"{rest:0{scale[0]}d}".rstrip("0")
    else:
        cents = draw(st.sampled_from(["", "0", "00"]))
    # Who groups with one sign has the other before the decimals.
    marks = [mark for mark in ",." if mark not in digits]
    fraction = draw(st.sampled_from(marks)) + cents if cents else ""
    before = draw(st.sampled_from(["", "Rp", "Rp ", "Rp. ", "rp", "IDR "]))
    between = draw(st.sampled_from(["", " "])) if scale[1] else ""
    behind = "" if cents or scale[1] else draw(st.sampled_from(["", ",-", ",--", " "]))
    return number, f"{before}{digits}{fraction}{between}{scale[1]}{behind}"


@given(spelled_amounts())
def test_a_spelled_amount_is_that_amount_or_refused_as_ambiguous(spelled):
    number, text = spelled

    try:
        assert parse_rupiah(text) == number
    except InvalidInput as refusal:
        assert refusal.code in {"number_ambiguous", "number_too_long"}


def test_plain_text_is_as_from_a_keyboard():
    assert plain_text(" ８ \u2009 –\u200e5\t") == "8 -5"


def test_of_money_a_comma_is_not_proposed_for_decimals():
    with pytest.raises(InvalidInput) as refusal:
        parse_rupiah("850,000")

    assert indonesian(refusal.value.finding) == (
        "Koma pada “850,000” dapat berarti desimal. Tulis 850000."
    )
