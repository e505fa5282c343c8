import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.findings import Grade, InvalidInput
from domain.numbers.standards import (
    StandardNumber,
    edition_findings,
    parse_international_number,
    parse_sni_number,
)
from tests.findings import graded, sentence, told_code


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (
            "SNI ISO 13485:2016",
            StandardNumber("SNI ISO 13485:2016", "ISO", "13485", 2016),
        ),
        (
            "sni iso/iec 17025 : 2017",
            StandardNumber("SNI ISO/IEC 17025:2017", "ISO/IEC", "17025", 2017),
        ),
        (
            "SNI IEC 60601–2–2:2014",
            StandardNumber("SNI IEC 60601-2-2:2014", "IEC", "60601-2-2", 2014),
        ),
        (
            "SNI: EN 14683:2019+AC:2019",
            StandardNumber("SNI EN 14683:2019+AC:2019", "EN", "14683", 2019),
        ),
        ("SNI 16-6655-2002", StandardNumber("SNI 16-6655-2002", "", "16-6655", 2002)),
        ("SNI 8424", StandardNumber("SNI 8424", "", "8424", None)),
    ],
)
def test_the_designation_of_a_standard_is_read(text, number):
    assert parse_sni_number(text) == number
    assert parse_sni_number(number.canonical) == number


@pytest.mark.parametrize(
    "text", ["", "SNI", "ISO 13485:2016", "SNI abc", "SNI " * 9999]
)
def test_what_is_no_standard_is_refused(text):
    with pytest.raises(InvalidInput) as refusal:
        parse_sni_number(text)

    assert told_code(refusal.value) == "sni_number_pattern"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("iso13485 : 2016", StandardNumber("ISO 13485:2016", "ISO", "13485", 2016)),
        (
            "EN ISO 13485:2016+A11:2021",
            StandardNumber("EN ISO 13485:2016+A11:2021", "EN ISO", "13485", 2016),
        ),
        (
            "IEC 60601-1:2005+AMD1:2012",
            StandardNumber("IEC 60601-1:2005+AMD1:2012", "IEC", "60601-1", 2005),
        ),
        ("ISO/IEC 17025", StandardNumber("ISO/IEC 17025", "ISO/IEC", "17025", None)),
        ("ISO-9001:2015", StandardNumber("ISO-9001:2015", "ISO", "9001", 2015)),
    ],
)
def test_the_designation_of_an_international_standard_is_read(text, number):
    assert parse_international_number(text) == number
    assert parse_international_number(number.canonical) == number


@pytest.mark.parametrize("text", ["", "ISO", "13485:2016", "SNI ISO 13485:2016", "\0"])
def test_what_is_no_international_standard_is_refused(text):
    with pytest.raises(InvalidInput) as refusal:
        parse_international_number(text)

    assert told_code(refusal.value) == "standard_number_pattern"


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("ISO 13485:2016", []),
        ("ISO 13485:2003", ["standard_edition_other"]),
        ("ISO 13485", ["standard_edition_missing"]),
        ("IEC 13485:2003", []),
        ("ISO 14971:2007", []),
    ],
)
def test_another_edition_of_iso_13485_is_a_warning(text, codes):
    found = edition_findings(parse_international_number(text))

    assert graded(found) == [(code, Grade.WARNING) for code in codes]


@given(st.text() | st.text().map("SNI 1{}".format))
def test_any_text_is_a_national_standard_or_refused(text):
    try:
        number = parse_sni_number(text)
    except InvalidInput:
        return

    assert parse_sni_number(number.canonical) == number


@given(st.text() | st.text().map("ISO 1{}".format))
def test_any_text_is_an_international_standard_or_refused(text):
    try:
        number = parse_international_number(text)
    except InvalidInput:
        return

    assert parse_international_number(number.canonical) == number


@pytest.mark.parametrize(
    ("text", "told", "told_en"),
    [
        (
            "ISO 13485",
            "Edisi standar belum ditulis; yang berlaku adalah edisi 2016.",
            "The edition of the standard is missing; that of 2016 is in force.",
        ),
        (
            "ISO 13485:2003",
            "Edisi 2003 bukan edisi yang berlaku, yaitu 2016; periksa kembali.",
            "The edition of 2003 is not the one in force, which is that of 2016; look "
            "again.",
        ),
    ],
)
def test_an_edition_is_told_in_both_languages(text, told, told_en):
    (finding,) = edition_findings(parse_international_number(text))

    assert sentence(finding) == told
    assert sentence(finding, "en") == told_en


def test_a_designation_has_80_characters_at_most():
    longest = "SNI ".ljust(80, "1")

    assert parse_sni_number(longest).canonical == longest
    with pytest.raises(InvalidInput) as refusal:
        parse_sni_number(f"{longest}1")

    assert told_code(refusal.value) == "sni_number_pattern"
