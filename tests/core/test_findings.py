from decimal import Decimal

import pytest
from django.utils import translation

from core.findings import message, text, written
from domain.findings import InvalidInput, error, warning
from domain.messages import Alternatives, Message
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


def test_a_percent_sign_is_itself_where_there_are_no_parameters():
    assert text(error("full", "Sudah 100%")) == "Sudah 100%"
    assert text(error("full", "Sudah %(share)s%%", share=100)) == "Sudah 100%"


def test_other_values_are_written_as_they_are(language):
    assert written("AKD 20903022671") == "AKD 20903022671"
    assert written(20903022671) == "20903022671"
