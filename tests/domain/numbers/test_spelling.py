"""How people write numbers, brought to one form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.findings import InvalidInput
from domain.messages import Message
from domain.numbers.spelling import compact, digits, spaced, squeezed, tidy
from tests.findings import sentence


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("01.312.166.0-091.000", "013121660091000"),
        (" 9120\t1069\n00275 ", "9120106900275"),
        ("1\u20102\u20133\u20154\u22125", "12345"),
        ("1\u00ad2\u200b3\u200f4\u202e5\u20606\u20697\ufeff8", "12345678"),
        ("９１２０", "9120"),
        ("LK/285,IDN", "LK/285,IDN"),
    ],
)
def test_separators_and_the_invisible_are_left_out(text, plain):
    assert compact(text) == plain


@given(
    st.lists(st.sampled_from("0123456789")),
    st.lists(st.sampled_from(["", " ", ".", "-", "\u2013", "\u200b", "\n"])),
)
def test_no_grouping_changes_a_number(figures, gaps):
    gaps = (gaps + [""] * len(figures))[: len(figures)]
    text = "".join(a + b for a, b in zip(figures, gaps, strict=True))

    assert compact(text) == "".join(figures)


def test_squeezing_keeps_separators_other_than_space():
    assert squeezed(" 8110 / sj\u2013ind.8 \u200b/ tkdn ") == "8110/SJ-IND.8/TKDN"


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("  sni   iso 13485 : 2016 ", "SNI ISO 13485:2016"),
        ("iec 60601 \u2212 1", "IEC 60601-1"),
        ("EN 14683:2019 + AC : 2019", "EN 14683:2019+AC:2019"),
        ("iso / iec\u00a017025", "ISO/IEC 17025"),
    ],
)
def test_single_spaces_stand_beside_words_only(text, plain):
    assert spaced(text) == plain


def test_tidying_keeps_case_and_marks():
    assert tidy("  Rev.\t01 \n b ") == "Rev. 01 b"


@pytest.mark.parametrize("text", ["12345", "1234567"])
def test_as_many_digits_as_one_of_the_lengths_are_taken(text):
    assert digits(f" {text} ", Message("Kode"), (5, 7)) == text


@pytest.mark.parametrize(
    ("text", "code", "told", "told_en"),
    [
        (
            "123456",
            "wrong_length",
            "Kode harus terdiri dari 5 atau 7 digit, bukan 6 digit.",
            "Kode must have 5 or 7 digits, not 6.",
        ),
        (
            "1234567\u0661",
            "not_digits",
            "Kode hanya boleh berisi angka (5 atau 7 digit).",
            "Kode may have digits only (5 or 7 digits).",
        ),
    ],
)
def test_other_texts_are_refused_by_the_name_of_the_number(text, code, told, told_en):
    with pytest.raises(InvalidInput) as refusal:
        digits(text, Message("Kode"), (5, 7))

    assert refusal.value.code == code
    assert sentence(refusal.value) == told
    assert sentence(refusal.value, "en") == told_en
