import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.findings import Grade, InvalidInput
from domain.numbers.organisations import (
    business_licence_findings,
    is_old_business_licence,
    normalise_accreditation_number,
    normalise_business_licence,
    normalise_kan_code,
    normalise_kbli,
    normalise_nib,
    normalise_npwp,
)
from tests.findings import sentence, told_code


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
    with pytest.raises(InvalidInput) as refusal:
        normalise_nib(text)

    assert told_code(refusal.value) == code
    assert sentence(refusal.value) == message


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
    with pytest.raises(InvalidInput) as refusal:
        normalise_npwp(text)

    assert told_code(refusal.value) == code


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
    with pytest.raises(InvalidInput) as refusal:
        normalise_kan_code(text, "calibration_laboratory")

    assert sentence(refusal.value) == (
        "Nomor akreditasi KAN harus berbentuk LK-nnn-IDN, misalnya LK-123-IDN."
    )


def test_a_kbli_code_has_five_digits():
    assert normalise_kbli("32 509") == "32509"
    with pytest.raises(InvalidInput) as refusal:
        normalise_kbli("3250")

    assert sentence(refusal.value) == (
        "Kode KBLI harus terdiri dari 5 digit, bukan 4 digit."
    )


@pytest.mark.parametrize(
    "text",
    [
        "\u200b9120106900275",
        "9120\u00ad1069\u221200275",
        "\u202b9120106900275\u202c",
        "\u20669120106900275\u2069",
    ],
)
def test_what_comes_along_from_a_pdf_is_left_out(text):
    assert normalise_nib(text) == "9120106900275"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("lk-285-idn", "LK-285-IDN"),
        ("LP 1290 IDN", "LP-1290-IDN"),
        ("LSPR-001-IDN", "LSPr-001-IDN"),
    ],
)
def test_an_accreditation_is_of_the_kind_that_its_prefix_names(text, number):
    assert normalise_accreditation_number(text) == number


def test_an_accreditation_of_another_body_is_refused_in_both_languages():
    with pytest.raises(InvalidInput) as refusal:
        normalise_accreditation_number("LSSM-001-IDN")

    assert refusal.value.finding.code == "unknown_prefix"
    assert refusal.value.finding.grade == Grade.ERROR
    assert sentence(refusal.value, "en") == (
        "A KAN accreditation number must begin with LK (calibration), LP (testing) or "
        "LSPr (product certification), for example LK-285-IDN."
    )


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("91201069002750000001", "91201069002750000001"),
        ("9120106900275 0000001", "91201069002750000001"),
        ("PB-UMKU: 9120.1069.0027.5000.0001", "91201069002750000001"),
        ("No. CPAKB 91201069002750000001", "91201069002750000001"),
        (" fk.01.01/vi/0123/2014 ", "FK.01.01/VI/0123/2014"),
        ("FK.01.01 / VI  / 0123", "FK.01.01 / VI / 0123"),
    ],
)
def test_a_business_licence_has_twenty_digits_or_an_old_form(text, number):
    assert normalise_business_licence(text) == number


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "not_digits"),
        ("CPAKB", "not_digits"),
        ("FK", "not_digits"),
        ("FK/\x00/1", "not_digits"),
        ("FK/1" + "1" * 80, "not_digits"),
        ("9120106900275000001", "wrong_length"),
        ("9" * 10_000, "wrong_length"),
    ],
)
def test_what_is_no_business_licence_is_refused(text, code):
    with pytest.raises(InvalidInput) as refusal:
        normalise_business_licence(text)

    assert told_code(refusal.value) == code


def test_a_business_licence_of_nineteen_digits_is_told_in_both_languages():
    (finding,) = business_licence_findings("9120106900275000001")

    assert finding.grade == Grade.ERROR
    assert sentence(finding) == (
        "Nomor CPAKB atau CDAKB (PB-UMKU) harus terdiri dari 20 digit, bukan 19 digit."
    )
    assert sentence(finding, "en") == (
        "A CPAKB or CDAKB number (PB-UMKU) must have 20 digits, not 19."
    )


@pytest.mark.parametrize(
    ("number", "nib", "findings"),
    [
        ("91201069002750000001", "9120106900275", []),
        ("91201069002750000001", "9120-1069-00275", []),
        ("91201069002750000001", "", []),
        (
            "91201069002750000001",
            "9120106900276",
            [("business_licence_other_nib", Grade.WARNING)],
        ),
        (
            "FK.01.01/VI/0123/2014",
            "9120106900275",
            [("business_licence_old_form", Grade.WARNING)],
        ),
        ("", "9120106900275", [("not_digits", Grade.ERROR)]),
    ],
)
def test_a_business_licence_begins_with_the_nib_of_its_holder(number, nib, findings):
    found = business_licence_findings(number, nib)

    assert [(told_code(finding), finding.grade) for finding in found] == findings


def test_only_letters_digits_and_a_slash_look_like_an_old_licence():
    assert is_old_business_licence("HK.07.01/V/12/2010")
    assert not is_old_business_licence("HK.07.01")
    assert not is_old_business_licence("HK/VI")
    assert not is_old_business_licence("91201069002750000001")


@given(st.text())
def test_any_text_is_normalised_or_refused_and_stable(text):
    normalisers = (
        normalise_nib,
        normalise_npwp,
        normalise_kbli,
        normalise_accreditation_number,
        normalise_business_licence,
    )
    for normalise in normalisers:
        try:
            number = normalise(text)
        except InvalidInput:
            continue

        assert normalise(number) == number


def test_words_within_a_business_licence_are_not_left_out():
    with pytest.raises(InvalidInput) as refusal:
        normalise_business_licence("9 No. 1201069002750000001")

    assert told_code(refusal.value) == "not_digits"


@pytest.mark.parametrize(
    ("normalise", "told", "told_en"),
    [
        (
            normalise_nib,
            "NIB harus terdiri dari 13 digit, bukan 2 digit.",
            "NIB must have 13 digits, not 2.",
        ),
        (
            normalise_npwp,
            "NPWP harus terdiri dari 15 atau 16 digit, bukan 2 digit.",
            "NPWP must have 15 or 16 digits, not 2.",
        ),
        (
            normalise_kbli,
            "Kode KBLI harus terdiri dari 5 digit, bukan 2 digit.",
            "A KBLI code must have 5 digits, not 2.",
        ),
    ],
)
def test_a_wrong_length_is_told_in_both_languages(normalise, told, told_en):
    with pytest.raises(InvalidInput) as refusal:
        normalise("12")

    assert sentence(refusal.value) == told
    assert sentence(refusal.value, "en") == told_en


def test_without_a_supplier_no_nib_is_compared():
    assert business_licence_findings("91201069002750000001") == []


def test_an_old_licence_is_looked_for_in_two_hundred_characters():
    longest = "FK.01.01/VI/0123/2014".ljust(200)

    assert is_old_business_licence(longest)
    assert not is_old_business_licence(f"{longest} ")
