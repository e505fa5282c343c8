import pytest
from hypothesis import given
from hypothesis import strategies as st

from suppliers.identifiers import (
    InvalidNumber,
    normalise_kan_code,
    normalise_kbli,
    normalise_nib,
    normalise_npwp,
)


@pytest.mark.parametrize(
    ("text", "nib"),
    [
        ("9120106900275", "9120106900275"),
        (" 9120 1069 00275 ", "9120106900275"),
        ("9120-1069-00275", "9120106900275"),
        ("９１２０１０６９００２７５", "9120106900275"),
    ],
)
def test_a_nib_has_thirteen_digits(text, nib):
    assert normalise_nib(text) == nib


@pytest.mark.parametrize(
    ("text", "code", "message"),
    [
        ("", "not_digits", "NIB hanya boleh berisi angka (13 digit)."),
        ("912010690027X", "not_digits", "NIB hanya boleh berisi angka (13 digit)."),
        ("٩١٢٠١٠٦٩٠٠٢٧٥", "not_digits", "NIB hanya boleh berisi angka (13 digit)."),
        (
            "912010690027",
            "wrong_length",
            "NIB harus terdiri dari 13 digit, bukan 12 digit.",
        ),
    ],
)
def test_what_is_no_nib_is_refused_with_a_reason(text, code, message):
    with pytest.raises(InvalidNumber) as refusal:
        normalise_nib(text)

    assert refusal.value.code == code
    assert refusal.value.message == message
    assert str(refusal.value) == message


@pytest.mark.parametrize(
    ("text", "npwp"),
    [
        ("01.312.166.0-091.000", "013121660091000"),
        ("016090524017000", "016090524017000"),
        ("0013 1216 6009 1000", "0013121660091000"),
        ("3171011708450001", "3171011708450001"),
    ],
)
def test_an_npwp_has_fifteen_or_sixteen_digits(text, npwp):
    assert normalise_npwp(text) == npwp


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("01.312.166.1-091.000", "wrong_check_digit"),
        ("0013121661091000", "wrong_check_digit"),
        ("9971011708450001", "wrong_identity_number"),
        ("3171013002001234", "wrong_identity_number"),
        ("123456789", "wrong_length"),
        ("NPWP", "not_digits"),
    ],
)
def test_what_is_no_npwp_is_refused(text, code):
    with pytest.raises(InvalidNumber) as refusal:
        normalise_npwp(text)

    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("text", "kind", "number"),
    [
        ("LK-285-IDN", "calibration_laboratory", "LK-285-IDN"),
        ("lk 032 idn", "calibration_laboratory", "LK-032-IDN"),
        ("LP–1234–IDN", "testing_laboratory", "LP-1234-IDN"),
        ("LP-123", "testing_laboratory", "LP-123-IDN"),
        ("lspr-001-idn", "certification_body", "LSPr-001-IDN"),
    ],
)
def test_a_kan_code_is_written_the_official_way(text, kind, number):
    assert normalise_kan_code(text, kind) == number


@pytest.mark.parametrize("text", ["", "LP-285-IDN", "LK-12-IDN", "LK-12345-IDN", "285"])
def test_a_kan_code_of_another_kind_or_shape_is_refused(text):
    with pytest.raises(InvalidNumber) as refusal:
        normalise_kan_code(text, "calibration_laboratory")

    assert refusal.value.message == (
        "Nomor akreditasi KAN harus berbentuk LK-nnn-IDN, misalnya LK-123-IDN."
    )


def test_a_kbli_code_has_five_digits():
    assert normalise_kbli("32 509") == "32509"
    with pytest.raises(InvalidNumber, match="harus terdiri dari 5 digit, bukan 4"):
        normalise_kbli("3250")


@given(st.text())
def test_any_text_is_normalised_or_refused_and_stable(text):
    for normalise in (normalise_nib, normalise_npwp, normalise_kbli):
        try:
            number = normalise(text)
        except InvalidNumber:
            continue

        assert normalise(number) == number
