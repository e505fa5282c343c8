"""Which kinds of number a text can be."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.numbers.candidates import (
    DIGIT_KINDS,
    INTRODUCTIONS,
    KEPT_WHEN_WRONG,
    LETTERED_KINDS,
    is_sound,
    readings_of,
    several_numbers,
    with_plain_digits,
)
from domain.numbers.readers import READERS
from domain.numbers.readings import Certainty
from tests.domain.numbers.samples import TODAY


def kinds(text):
    return [(each.kind, each.certainty) for each in readings_of(text, TODAY)]


def test_every_kind_that_is_guessed_has_a_reader():
    guessed = {kind for kinds in DIGIT_KINDS.values() for kind in kinds}

    assert guessed | set(INTRODUCTIONS.values()) | set(LETTERED_KINDS) == set(READERS)
    assert {kind for kind, _length in KEPT_WHEN_WRONG} <= guessed


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("48150", [("kbki", Certainty.LIKELY), ("kbli", Certainty.POSSIBLE)]),
        ("901890", [("hs", Certainty.UNLIKELY)]),
        ("73513537", [("hs", Certainty.POSSIBLE), ("gtin", Certainty.POSSIBLE)]),
        ("90189031", [("hs", Certainty.POSSIBLE)]),
        ("20903022671", [("licence", Certainty.POSSIBLE)]),
        ("036000291453", [("gtin", Certainty.UNLIKELY)]),
        (
            "0108991234567891",
            [("gtin", Certainty.POSSIBLE), ("npwp", Certainty.UNLIKELY)],
        ),
        ("013121661091000", [("npwp", Certainty.UNLIKELY)]),
        ("nomor 4815013", [("kbki", Certainty.LIKELY)]),
        ("No. 481 No. 5013", []),
        ("123456789", []),
    ],
)
def test_digits_can_be_what_has_as_many_of_them(text, expected):
    assert kinds(text) == expected


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("AKD 20903022671", "licence"),
        ("NIE PKL No. 20503110001", "licence"),
        ("1/SJ-IND.8/ tkdn /9/2023", "tkdn"),
        ("]C10108991234567891", "gtin"),
        ("lspr-001", "accreditation"),
        ("ID3111000012", "halal"),
        ("IDM00012", "trademark"),
        ("SNI nomor 8424", "sni"),
        ("EN ISO 13485", "standard"),
        ("FK.01.01/VI/0123/2014", "business_licence"),
    ],
)
def test_letters_tell_the_kind_for_certain(text, kind):
    assert kinds(text) == [(kind, Certainty.CERTAIN)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [(f"{word} 12", kind) for word, kind in INTRODUCTIONS.items()]
    + [("Kode HS No. 12", "hs"), ("gtin-13: 12", "gtin"), ("kfa code 12", "kfa")],
)
def test_the_word_before_a_number_tells_the_kind_for_certain(text, kind):
    assert kinds(text) == [(kind, Certainty.CERTAIN)]


def test_these_words_are_known():
    assert " ".join(INTRODUCTIONS) == (
        "PB-UMKU CPAKB CDAKB KAN NIB NPWP GTIN EAN KFA KBKI KBLI HS HALAL MEREK NIE "
        "IZIN EDAR KEMENKES RI KEMENKES TKDN"
    )


@pytest.mark.parametrize("text", ["GTIN", "HSX 12", "XFK.01/1", "AKDX 1", "MD 12"])
def test_other_words_tell_nothing(text):
    assert kinds(text) == []


def test_one_reading_without_an_error_is_enough():
    assert is_sound([]) is False
    assert is_sound(readings_of("901890", TODAY)) is False
    assert is_sound(readings_of("9120106900275", TODAY)) is True


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("LK-285-IDN; LK-286-IDN", ["LK-285-IDN", "LK-286-IDN"]),
        ("LK-285-IDN | ; LK-286-IDN", ["LK-285-IDN", "LK-286-IDN"]),
        ("33000002\n\n33000010", ["33000002", "33000010"]),
        ("33000002 dan 33000010 serta 33000028", ["33000002", "33000010", "33000028"]),
        (
            "KEMENKES  RI AKD 20903022671 / AKL 20205310017",
            ["KEMENKES RI AKD 20903022671", "AKL 20205310017"],
        ),
        ("AKD 20903022671 tekst", []),
        ("LK-285-IDN", []),
        ("LK-285-IDN;", []),
        ("", []),
    ],
)
def test_several_numbers_are_told_apart(text, numbers):
    assert several_numbers(text, TODAY) == numbers


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("2O9oI2l", "2090121"),
        ("O1", "01"),
        ("OK", "OK"),
        ("AKD O1 Ok", "AKD 01 Ok"),
        ("\u0661\u0662\u0663", "123"),
        ("\u0662O\u0661", "201"),
    ],
)
def test_look_alikes_beside_digits_are_made_digits(text, plain):
    assert with_plain_digits(text) == plain


@given(st.text())
def test_what_has_plain_digits_keeps_them(text):
    plain = with_plain_digits(text)

    assert with_plain_digits(plain) == plain
    assert len(plain) == len(text)


def test_a_number_behind_a_word_is_judged_on_the_day_that_is_given():
    (now,) = readings_of("NIE 20903722671", TODAY)
    (then,) = readings_of("NIE 20903722671", date(2027, 1, 1))

    assert [part.value for part in now.parts] == [None, None, None, None, "2671"]
    assert [part.value for part in then.parts][-2:] == ["2027", "2671"]
