import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import ean

from domain.findings import InvalidInput
from domain.numbers.product_codes import (
    normalise_gtin,
    normalise_hs_code,
    normalise_kbki,
    normalise_kfa_code,
    normalise_tariff_code,
    read_gtin,
    tariff_code_findings,
)
from tests.findings import sentence, told_code


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
    with pytest.raises(InvalidInput) as refusal:
        normalise_gtin(text)

    assert told_code(refusal.value) == code


@given(st.text("0123456789", min_size=12, max_size=12))
def test_every_gtin_with_its_check_digit_is_accepted(body):
    gtin = body + ean.calc_check_digit(body)

    assert normalise_gtin(f" {gtin[:1]} {gtin[1:7]} {gtin[7:]} ") == gtin


@pytest.mark.parametrize(
    ("text", "gtin"),
    [
        ("(01)08991234567891(21)A7", "8991234567891"),
        ("(01) 08991234567891 (17) 281231 (10) B.7", "8991234567891"),
        ("(21)A7(01)08991234567891", "8991234567891"),
        ("(01)98412345678908", "98412345678908"),
        ("(01)00000073513537", "73513537"),
        ("0108991234567891", "8991234567891"),
        ("010899123456789117281231\x1d21A7", "8991234567891"),
        ("]d20108991234567891", "8991234567891"),
    ],
)
def test_a_gs1_element_string_gives_its_gtin_without_padding(text, gtin):
    assert normalise_gtin(text) == gtin


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("(01)08991234567890(21)A7", "wrong_check_digit"),
        ("(01)8991234567891", "not_digits"),
        ("(21)A7", "not_digits"),
        ("(01)08991234567891" + "(21)A7" * 100, "not_digits"),
    ],
)
def test_an_element_string_without_a_good_gtin_is_refused(text, code):
    with pytest.raises(InvalidInput) as refusal:
        normalise_gtin(text)

    assert told_code(refusal.value) == code


def test_a_gtin_knows_where_it_was_given_out():
    gtin = read_gtin("8991234567891")

    assert gtin.prefix.usage == "GS1 Indonesia"
    assert gtin.check_digit == 1


@given(st.text() | st.from_regex(r"\A\(?01\)?[0-9]{14}.*\Z"))
def test_any_text_is_a_gtin_or_refused(text):
    try:
        gtin = normalise_gtin(text)
    except InvalidInput:
        return

    assert normalise_gtin(gtin) == gtin


def test_a_wrong_check_digit_is_told_in_both_languages():
    with pytest.raises(InvalidInput) as refusal:
        normalise_gtin("9780471117095")

    assert sentence(refusal.value) == (
        "Angka pemeriksa GTIN tidak cocok; periksa kembali salah ketik."
    )
    assert sentence(refusal.value, "en") == (
        "The check digit of the GTIN is wrong; look for a typing error."
    )


@pytest.mark.parametrize("code", ["32000009", "33000002", "82000161", "84000001"])
def test_a_kfa_code_belongs_to_a_family(code):
    assert normalise_kfa_code(f" {code} ") == code


@pytest.mark.parametrize("text", ["", "/", "93000002", "3300000", "330000021"])
def test_what_is_no_kfa_code_is_refused(text):
    with pytest.raises(InvalidInput) as refusal:
        normalise_kfa_code(text)

    assert sentence(refusal.value) == (
        "Kode KFA harus terdiri dari 8 digit dan diawali salah satu dari "
        "32, 33, 34, 82, 83, 84."
    )


@pytest.mark.parametrize("text", ["48150", "4815013", "4815013019"])
def test_a_kbki_code_has_5_7_or_10_digits(text):
    assert normalise_kbki(text) == text


def test_a_kbki_code_of_six_digits_is_refused():
    with pytest.raises(InvalidInput) as refusal:
        normalise_kbki("481501")

    assert sentence(refusal.value) == (
        "Kode KBKI harus terdiri dari 5 atau 7 atau 10 digit, bukan 6 digit."
    )


def test_an_hs_code_has_eight_digits():
    assert normalise_hs_code("9018.90.31") == "90189031"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("9018", "Kode HS harus terdiri dari 8 digit, bukan 4 digit."),
        ("9018 90", "Kode HS harus terdiri dari 8 digit, bukan 6 digit."),
    ],
)
def test_an_hs_code_of_other_length_is_refused(text, message):
    with pytest.raises(InvalidInput) as refusal:
        normalise_hs_code(text)

    assert sentence(refusal.value) == message


@pytest.mark.parametrize(
    ("text", "code", "found"),
    [("9018.90", "901890", ["hs_code_short"]), ("9018.90.31", "90189031", [])],
)
def test_a_product_may_have_the_first_six_digits_of_an_hs_code(text, code, found):
    normal = normalise_tariff_code(text)

    assert normal == code
    assert [each.code for each in tariff_code_findings(normal)] == found
    assert tariff_code_findings("") == []


def test_a_tariff_code_of_other_length_is_refused():
    with pytest.raises(InvalidInput) as refusal:
        normalise_tariff_code("9018")

    assert sentence(refusal.value) == (
        "Kode HS harus terdiri dari 6 atau 8 digit, bukan 4 digit."
    )


def test_a_short_tariff_code_is_warned_about():
    (found,) = tariff_code_findings("901890")

    assert sentence(found) == (
        "Kode HS 901890 baru 6 digit. Sertifikat TKDN memakai 8 digit; lengkapi dari "
        "buku tarif (BTKI)."
    )


@pytest.mark.parametrize(
    ("normalise", "told", "told_en"),
    [
        (
            normalise_gtin,
            "GTIN harus terdiri dari 8 atau 12 atau 13 atau 14 digit, bukan 2 digit.",
            "GTIN must have 8 or 12 or 13 or 14 digits, not 2.",
        ),
        (
            normalise_kbki,
            "Kode KBKI harus terdiri dari 5 atau 7 atau 10 digit, bukan 2 digit.",
            "A KBKI code must have 5 or 7 or 10 digits, not 2.",
        ),
        (
            normalise_hs_code,
            "Kode HS harus terdiri dari 8 digit, bukan 2 digit.",
            "An HS code must have 8 digits, not 2.",
        ),
        (
            normalise_tariff_code,
            "Kode HS harus terdiri dari 6 atau 8 digit, bukan 2 digit.",
            "An HS code must have 6 or 8 digits, not 2.",
        ),
    ],
)
def test_a_wrong_length_is_told_in_both_languages(normalise, told, told_en):
    with pytest.raises(InvalidInput) as refusal:
        normalise("12")

    assert sentence(refusal.value) == told
    assert sentence(refusal.value, "en") == told_en


def test_a_gtin_is_read_out_of_200_characters():
    element = "(01)08991234567891(21)"

    assert normalise_gtin(element.ljust(200, "1")) == "8991234567891"
    with pytest.raises(InvalidInput) as refusal:
        normalise_gtin(element.ljust(201, "1"))

    assert told_code(refusal.value) == "not_digits"
