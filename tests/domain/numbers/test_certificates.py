from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.numbers.certificates import (
    Goods,
    StandardNumber,
    TkdnNumber,
    edition_findings,
    halal_number_findings,
    holder_findings,
    licence_party_findings,
    normalise_halal_number,
    normalise_trademark_number,
    number_findings,
    parse_international_number,
    parse_sni_number,
    parse_tkdn_number,
    tkdn_findings,
    tkdn_number_findings,
    tkdn_term_findings,
    trademark_number_findings,
)
from domain.numbers.organisations import InvalidNumber
from domain.numbers.product_codes import normalise_hs_code
from domain.two_languages import Grade

# Numbers of published certificates, with what they say.
VECTORS = [
    ("4623/SJ-IND.8/TKDN/7/2021", TkdnNumber("4623", "SJ-IND.8", 7, 2021)),
    ("4956/SJ-IND.8/TKDN/10/2022", TkdnNumber("4956", "SJ-IND.8", 10, 2022)),
    ("8110/SJ-IND.8/TKDN/9/2023", TkdnNumber("8110", "SJ-IND.8", 9, 2023)),
]


def told(findings):
    return [(finding.code, finding.grade) for finding in findings]


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
    ],
)
def test_what_is_no_tkdn_number_is_refused(text):
    with pytest.raises(InvalidNumber) as refusal:
        parse_tkdn_number(text)

    assert refusal.value.code == "tkdn_number_pattern"


def test_a_tkdn_number_of_another_form_is_a_doubt_in_both_languages():
    (finding,) = tkdn_findings("LAMA-77")

    assert finding.grade == Grade.WARNING
    assert finding.text("id") == (
        "Nomor sertifikat TKDN biasanya berbentuk seperti 8110/SJ-IND.8/TKDN/9/2023."
    )
    assert finding.text("en") == (
        "The number of a TKDN certificate usually looks like 8110/SJ-IND.8/TKDN/9/2023."
    )


def test_a_tkdn_number_of_another_office_is_a_doubt():
    assert told(tkdn_findings("8110/BSKJI.2/TKDN/9/2026")) == [
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

    assert told(found) == findings


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
def test_a_tkdn_number_of_the_future_is_a_doubt(text, codes):
    found = tkdn_findings(text, today=date(2026, 11, 30))

    assert told(found) == [(code, Grade.WARNING) for code in codes]


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
def test_a_value_that_holds_longer_than_its_method_allows_is_a_doubt(
    method, issued_on, tkdn_expires_on, bmp_expires_on, codes
):
    found = tkdn_term_findings(method, issued_on, tkdn_expires_on, bmp_expires_on)

    assert told(found) == [(code, Grade.WARNING) for code in codes]


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
    assert told(tkdn_findings(tkdn=Decimal(value))) == [(code, Grade.ERROR)]


def test_a_bmp_is_fifteen_at_most():
    assert tkdn_findings(bmp=Decimal("15.00")) == []

    (finding,) = tkdn_findings(bmp=Decimal("15.01"))

    assert finding.code == "bmp_out_of_range"
    assert finding.grade == Grade.ERROR
    assert finding.text("id") == "Nilai BMP harus 0 sampai 15 persen."
    assert finding.text("en") == "BMP must be from 0 to 15 percent."


@pytest.mark.parametrize(
    ("hs_code", "findings"),
    [
        ("9018.90.31", []),
        ("", []),
        ("901890", [("tkdn_hs_code", Grade.ERROR)]),
        ("9018903100", [("tkdn_hs_code", Grade.ERROR)]),
        ("Terlampir", [("tkdn_hs_code", Grade.ERROR)]),
    ],
)
def test_the_hs_code_on_a_tkdn_certificate_has_eight_digits(hs_code, findings):
    assert told(tkdn_findings(stated=Goods(hs_code=hs_code))) == findings


@pytest.mark.parametrize("hs_code", ["901890", "Terlampir"])
def test_the_rule_for_hs_codes_is_said_in_the_same_words_everywhere(hs_code):
    with pytest.raises(InvalidNumber) as refusal:
        normalise_hs_code(hs_code)

    (finding,) = tkdn_findings(stated=Goods(hs_code=hs_code))

    assert finding.text("id") == refusal.value.message
    assert finding.text("en") == refusal.value.message_en


def test_a_certificate_of_other_goods_is_a_doubt():
    stated = Goods("Madeena", "DDR-1", "90221400")
    product = Goods("Elitech", "DDR-2", "90189031")

    assert told(tkdn_findings(stated=stated, product=product)) == [
        ("tkdn_other_brand", Grade.WARNING),
        ("tkdn_other_model", Grade.WARNING),
        ("tkdn_other_hs_code", Grade.WARNING),
    ]


@pytest.mark.parametrize(
    ("stated", "product"),
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
def test_case_space_lists_and_blanks_make_no_difference(stated, product):
    assert tkdn_findings(stated=stated, product=product) == []


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
    assert told(tkdn_term_findings(method, issued_on, a_day_more, None)) == [
        ("tkdn_valid_too_long", Grade.WARNING)
    ]


def test_halal_and_trademark_numbers_are_normalised():
    assert normalise_halal_number("id 3111 0000 1234 50121") == "ID31110000123450121"
    assert normalise_trademark_number("idm 000.123.456") == "IDM000123456"
    assert halal_number_findings("ID31110000123450121") == []
    assert trademark_number_findings("IDM000123456") == []


@pytest.mark.parametrize(
    ("check", "text", "code"),
    [
        (halal_number_findings, "LPPOM-00160123456789", "halal_number_pattern"),
        (halal_number_findings, "ID3111000012345012", "halal_number_pattern"),
        (trademark_number_findings, "IDM00012345", "trademark_number_pattern"),
        (trademark_number_findings, "D002010001234", "trademark_number_pattern"),
    ],
)
def test_a_halal_or_trademark_number_of_another_form_is_a_doubt(check, text, code):
    assert told(check(text)) == [(code, Grade.WARNING)]


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
    with pytest.raises(InvalidNumber) as refusal:
        parse_sni_number(text)

    assert refusal.value.code == "sni_number_pattern"


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
    ],
)
def test_the_designation_of_an_international_standard_is_read(text, number):
    assert parse_international_number(text) == number
    assert parse_international_number(number.canonical) == number


@pytest.mark.parametrize("text", ["", "ISO", "13485:2016", "SNI ISO 13485:2016", "\0"])
def test_what_is_no_international_standard_is_refused(text):
    with pytest.raises(InvalidNumber) as refusal:
        parse_international_number(text)

    assert refusal.value.code == "standard_number_pattern"


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
def test_another_edition_of_iso_13485_is_a_doubt(text, codes):
    found = edition_findings(parse_international_number(text))

    assert told(found) == [(code, Grade.WARNING) for code in codes]


@pytest.mark.parametrize(
    "text", ["MD 123456", "Q5 044556 0012 Rev. 01", "認証-1", "x" * 80]
)
def test_a_certification_body_numbers_as_it_likes(text):
    assert number_findings(text) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "certificate_number_blank"),
        (" \n ", "certificate_number_blank"),
        ("MD\0123", "certificate_number_unprintable"),
        ("MD\n123", "certificate_number_unprintable"),
        ("MD\u200b123", "certificate_number_unprintable"),
        ("MD\ud800", "certificate_number_unprintable"),
        ("x" * 81, "certificate_number_too_long"),
        ("x" * 10_000, "certificate_number_too_long"),
    ],
)
def test_a_number_that_cannot_be_read_is_an_error(text, code):
    for check in (
        number_findings,
        halal_number_findings,
        trademark_number_findings,
        tkdn_number_findings,
    ):
        assert told(check(text)) == [(code, Grade.ERROR)]


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


@given(st.text() | st.text().map("SNI 1{}".format))
def test_any_text_is_read_or_refused(text):
    for read in (parse_tkdn_number, parse_sni_number):
        try:
            number = read(text)
        except InvalidNumber:
            continue

        assert read(number.canonical) == number


@given(st.text(), st.text(), st.text())
def test_no_text_breaks_the_findings(number, stated, product):
    tkdn_findings(
        number,
        stated=Goods(stated, stated, stated),
        product=Goods(product, product, product),
    )
    halal_number_findings(number)
    trademark_number_findings(number)


@pytest.mark.parametrize(
    ("holder", "kbli", "codes"),
    [
        ("PT. Alkes Uji", "32501", ["kbli_differs"]),
        ("pt alkes uji", "32509", []),
        ("PT Hospi Niaga Utama", "32509", ["holder_differs"]),
        ("", "", []),
    ],
)
def test_another_company_or_business_is_doubtful(holder, kbli, codes):
    findings = holder_findings(holder, kbli, "PT Alkes Uji", ["32509", "46691"])

    assert [finding.code for finding in findings] == codes
    assert not any(finding.is_error for finding in findings)


def test_what_the_supplier_leaves_blank_is_not_compared():
    assert holder_findings("PT Lain", "32501", "", []) == []


@pytest.mark.parametrize(
    ("registrar", "factory", "codes"),
    [
        ("pt. alkes uji", "PT ALKES UJI", []),
        ("PT Alkes Uji", "Pabrik Bandung", []),
        ("PT Alkes Uji", "PT Alkes Uji - Pabrik Bandung", []),
        ("", "", []),
        ("PT Hospi Niaga", "PT Alkes Uji", ["licence_registrar_differs"]),
        ("PT Alkes Uji", "PT Hospi Niaga", ["licence_factory_differs"]),
    ],
)
def test_another_registrar_or_factory_is_doubtful(registrar, factory, codes):
    findings = licence_party_findings(
        registrar, factory, "PT Alkes Uji", ["Pabrik Bandung"]
    )

    assert told(findings) == [(code, Grade.WARNING) for code in codes]


def test_a_factory_is_not_compared_with_a_supplier_without_a_name():
    assert licence_party_findings("PT Lain", "PT Lain", "", []) == []
