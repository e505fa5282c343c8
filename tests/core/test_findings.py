from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from core.findings import as_data, message, text, written
from domain.findings import InvalidInput, error, warning
from domain.messages import Alternatives, Message, Several
from domain.nomenclature import Name

# Texts that the catalogue has an English for, borrowed from elsewhere in the project.
EXPIRES = "berlaku sampai"
PERCENT = "%(first)s atau %(second)s"


@pytest.fixture(params=["id", "en"])
def language(request):
    with translation.override(request.param):
        yield request.param


def test_a_message_is_told_in_the_language_in_use(language):
    told = {"id": "berlaku sampai", "en": "valid until"}

    assert text(error("expired", EXPIRES)) == told[language]
    assert message(InvalidInput(error("expired", EXPIRES))) == told[language]


def test_a_finding_for_programs_has_the_sentence_of_the_language(language):
    sentence = {"id": "berlaku sampai", "en": "valid until"}[language]

    assert as_data(warning("expired", EXPIRES)) == {
        "code": "expired",
        "grade": "warning",
        "message": sentence,
    }


def test_parameters_are_written_in_the_language_in_use(language):
    finding = warning(
        "expired", PERCENT, first=Decimal("1234.50"), second=Name("nilai", "value")
    )

    told = {"id": "1.234,5 atau nilai", "en": "1,234.5 or value"}
    assert text(finding) == told[language]


def test_parameters_may_be_messages_and_findings(language):
    finding = error(
        "expired",
        PERCENT,
        first=Message(PERCENT, {"first": Decimal("0.5"), "second": 2026}),
        second=warning("until", EXPIRES),
    )

    told = {
        "id": "0,5 atau 2026 atau berlaku sampai",
        "en": "0.5 or 2026 or valid until",
    }
    assert text(finding) == told[language]


def test_alternatives_are_joined_by_or(language):
    told = {"id": "8 atau 12 atau 13", "en": "8 or 12 or 13"}

    assert written(Alternatives((8, 12, 13))) == told[language]
    assert written(Alternatives((8,))) == "8"


def test_several_things_are_listed(language):
    told = {"id": "0,5, berlaku sampai, 3", "en": "0.5, valid until, 3"}

    assert written(Several((Decimal("0.5"), Message(EXPIRES), 3))) == told[language]
    assert written(Several((3,))) == "3"


def test_dates_are_written_in_figures(language):
    told = {"id": "01-12-2026", "en": "2026-12-01"}

    assert written(date(2026, 12, 1)) == told[language]


def test_a_refusal_may_be_a_parameter(language):
    told = {"id": "berlaku sampai", "en": "valid until"}

    assert written(InvalidInput(error("expired", EXPIRES))) == told[language]


def test_a_context_tells_the_same_words_apart(language):
    told = {"id": "NIB", "en": "Business identification number (NIB)"}

    assert written(Message("NIB", context="kind of number")) == told[language]
    assert written(Message("NIB")) == "NIB"


def test_whole_numbers_may_be_formatted_by_the_message():
    assert text(error("page", "Halaman %(page)03d", page=7)) == "Halaman 007"


def test_a_percent_sign_is_itself_where_there_are_no_parameters():
    assert text(error("full", "Sudah 100%")) == "Sudah 100%"
    assert text(error("full", "Sudah %(share)s%%", share=100)) == "Sudah 100%"


def test_other_values_are_written_as_they_are(language):
    assert written("AKD 20903022671") == "AKD 20903022671"
    assert written(20903022671) == "20903022671"
