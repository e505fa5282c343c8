"""Dates, letters, telephone numbers and UDI strings within a text."""

from datetime import date

import pytest

from domain.numbers.surroundings import (
    DATE,
    beside,
    dates,
    day_of,
    day_of_digits,
    is_no_number,
    may_be_phone,
    without,
)


def found(text):
    return [(str(each.kind), each.text) for each in beside(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("s/d 12-12-2027", [("date", "12-12-2027")]),
        ("exp 12/27", [("date", "12/27")]),
        ("berlaku hingga Des 2027", [("date", "Des 2027")]),
        ("31-02-2027", []),
        ("31-02-2027 12-12-2027", [("date", "12-12-2027")]),
        (
            "(17)271231(10)A,(021) 555 1234",
            [("udi", "(17)271231(10)A,"), ("phone", "(021) 555 1234")],
        ),
        ("12-12-1949", []),
        ("12-12-27", []),
        (
            "021-5551234(01)08991234567891",
            [("phone", "021-5551234"), ("udi", "(01)08991234567891")],
        ),
        ("8110/SJ-IND.8/TKDN/9/2023", []),
        ("8110/SJ-IND.8/TKDN/12/12/2023", []),
        ("FR.03.02/VA/1/2021", [("letter", "FR.03.02/VA/1/2021")]),
        ("No.20.90/2", []),
        ("SK 12/SK/2021.", [("letter", "12/SK/2021")]),
        ("(021) 555 1234", [("phone", "(021) 555 1234")]),
        ("WA: 0812 3456 7890", [("phone", "WA: 0812 3456 7890")]),
        ("(17)271231(10)A", [("udi", "(17)271231(10)A")]),
        ("(10)A", []),
        ("]C1(01)08991234567891", [("udi", "]C1(01)08991234567891")]),
        ("AKD 20902510123", []),
        ("01.312.166.0-091.000", []),
        ("LK-285-IDN", []),
    ],
)
def test_what_is_no_number_is_found(text, expected):
    assert found(text) == expected


def test_nothing_overlaps_and_the_rest_is_kept():
    text = "AKD 20902510123 tgl 12-12-2022 s/d 12-12-2027 WA 08123456789"

    parts = beside(text)

    assert [each.text for each in parts] == [
        "12-12-2022",
        "12-12-2027",
        "WA 08123456789",
    ]
    assert without(text, parts).split() == ["AKD", "20902510123"]


def test_a_date_goes_with_the_words_before_it():
    (day,) = dates("AKD 20902510123 masa berlaku sampai dengan tanggal 1 Mei 2027")

    assert (day.text, day.start) == ("1 Mei 2027", 16)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12-12-2027", True),
        (" 12 Desember 2027 ", True),
        ("12122027", False),
        ("2027.12.12", True),
        ("2009.12.12", False),
        ("2010.12.12", True),
        ("12.12.2009", True),
        ("31-02-2027", False),
        ("+62 812 3456 7890", True),
        ("081234567890", False),
        ("AKD 20902510123", False),
    ],
)
def test_a_whole_text_may_be_no_number(text, expected):
    assert is_no_number(text) is expected


@pytest.mark.parametrize(
    ("digits", "day"),
    [
        ("31122027", date(2027, 12, 31)),
        ("20271231", date(2027, 12, 31)),
        ("01011990", date(1990, 1, 1)),
        ("31121989", None),
        ("31122059", date(2059, 12, 31)),
        ("31122060", None),
        ("90189031", None),
        ("3112202", None),
    ],
)
def test_eight_digits_may_be_a_day(digits, day):
    assert day_of_digits(digits) == day


@pytest.mark.parametrize(
    ("digits", "expected"),
    [
        ("0812345678", True),
        ("081234567", False),
        ("62812345678901", True),
        ("9120106900275", False),
    ],
)
def test_digits_may_be_a_telephone_number(digits, expected):
    assert may_be_phone(digits) is expected


@pytest.mark.parametrize(
    ("text", "start"), [("x  12-12-2027", 3), ("x s/d  12-12-2027", 2)]
)
def test_a_date_begins_with_the_words_before_it(text, start):
    (found_date,) = dates(text)

    assert (found_date.start, found_date.end) == (start, len(text))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Desember 2027", date(2027, 12, 1)),
        ("3 Desember 2027", date(2027, 12, 3)),
        ("2027-12-03", date(2027, 12, 3)),
        ("31-11-2027", None),
    ],
)
def test_a_date_without_a_day_means_the_first(text, day):
    assert day_of(DATE.fullmatch(text)) == day
