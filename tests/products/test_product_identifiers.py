import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import ean

from products.identifiers import (
    InvalidNumber,
    normalise_gtin,
    normalise_hs_code,
    normalise_kbki,
    normalise_kfa_code,
)


@pytest.mark.parametrize(
    ("text", "gtin"),
    [
        ("73513537", "73513537"),
        ("036000291452", "036000291452"),
        ("978-0-471-11709-4", "9780471117094"),
        ("98412345678908", "98412345678908"),
        ("8 991234 567891", "8991234567891"),
    ],
)
def test_a_gtin_keeps_its_length(text, gtin):
    assert normalise_gtin(text) == gtin


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("9780471117095", "wrong_check_digit"),
        ("97804711170", "wrong_length"),
        ("978047111709X", "not_digits"),
    ],
)
def test_what_is_no_gtin_is_refused(text, code):
    with pytest.raises(InvalidNumber) as refusal:
        normalise_gtin(text)

    assert refusal.value.code == code


@given(st.text("0123456789", min_size=12, max_size=12))
def test_every_gtin_with_its_check_digit_is_accepted(body):
    gtin = body + ean.calc_check_digit(body)

    assert normalise_gtin(f" {gtin[:1]} {gtin[1:7]} {gtin[7:]} ") == gtin


@pytest.mark.parametrize("code", ["32000009", "33000002", "82000161", "84000001"])
def test_a_kfa_code_belongs_to_a_family(code):
    assert normalise_kfa_code(f" {code} ") == code


@pytest.mark.parametrize("text", ["", "/", "93000002", "3300000", "330000021"])
def test_what_is_no_kfa_code_is_refused(text):
    with pytest.raises(InvalidNumber) as refusal:
        normalise_kfa_code(text)

    assert refusal.value.message == (
        "Kode KFA harus terdiri dari 8 digit dan diawali 32, 33, 34, 82, 83, atau 84."
    )


@pytest.mark.parametrize("text", ["48150", "4815013", "4815013019"])
def test_a_kbki_code_has_5_7_or_10_digits(text):
    assert normalise_kbki(text) == text


def test_a_kbki_code_of_six_digits_is_refused():
    with pytest.raises(InvalidNumber) as refusal:
        normalise_kbki("481501")

    assert refusal.value.message == (
        "Kode KBKI harus terdiri dari 5 atau 7 atau 10 digit, bukan 6 digit."
    )


@pytest.mark.parametrize(
    ("text", "code"), [("9018.90.31", "90189031"), ("9018 90", "901890")]
)
def test_an_hs_code_has_six_or_eight_digits(text, code):
    assert normalise_hs_code(text) == code


def test_an_hs_code_of_four_digits_is_refused():
    with pytest.raises(InvalidNumber, match="6 atau 8 digit, bukan 4 digit"):
        normalise_hs_code("9018")
