import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.findings import Grade, InvalidInput
from domain.numbers.certificate_numbers import (
    halal_number_findings,
    normalise_halal_number,
    normalise_trademark_number,
    number_findings,
    trademark_number_findings,
)
from tests.findings import graded


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
def test_a_halal_or_trademark_number_of_another_form_is_a_warning(check, text, code):
    assert graded(check(text)) == [(code, Grade.WARNING)]


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
        ("MD\ue000", "certificate_number_unprintable"),
        ("MD\uffff", "certificate_number_unprintable"),
        ("x" * 81, "certificate_number_too_long"),
        ("x" * 10_000, "certificate_number_too_long"),
    ],
)
def test_a_number_that_cannot_be_read_is_an_error(text, code):
    for check in (
        number_findings,
        halal_number_findings,
        trademark_number_findings,
    ):
        assert graded(check(text)) == [(code, Grade.ERROR)]


def test_spaces_count_until_they_are_left_out():
    spaced = "I D" + " " * 140 + "31110000123450121"

    assert len(spaced) == 160
    assert normalise_halal_number(spaced) == "ID31110000123450121"
    with pytest.raises(InvalidInput):
        normalise_halal_number(" " + spaced)


@given(st.text())
def test_no_text_breaks_the_findings(text):
    halal_number_findings(text)
    trademark_number_findings(text)
