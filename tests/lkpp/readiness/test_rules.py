"""The demands themselves."""

from pathlib import Path

import pytest
from django.utils.translation import gettext, override

from domain.findings import Grade
from domain.validity import Status
from lkpp.readiness.rules import RULES, Subject, breach

TABLE = Path(__file__).parents[3] / "docs" / "lkpp-readiness.md"


def messages(rule) -> list[str]:
    return (
        [rule.message] if isinstance(rule.message, str) else list(rule.message.values())
    )


def test_every_rule_has_a_source_and_a_field():
    assert [
        rule.code
        for rule in RULES.values()
        if not (rule.source and rule.field and rule.name and all(messages(rule)))
    ] == []


def test_every_rule_is_in_both_languages():
    with override("en"):
        untranslated = [
            text
            for rule in RULES.values()
            for text in (rule.name, *messages(rule))
            if gettext(text) == text
        ]

    # A number with what was found of it reads alike.
    assert untranslated == []


def test_the_table_in_the_documentation_names_every_rule():
    lines = TABLE.read_text().splitlines()
    rows = [line.split("|") for line in lines if line.startswith("| `")]

    documented = {row[1].strip(" `"): row[2].strip() for row in rows}

    assert documented == {
        code: "blocker" if rule.grade == Grade.EXPORT_BLOCKER else "warning"
        for code, rule in RULES.items()
    }


def test_the_table_in_the_documentation_has_the_names_and_places_of_the_rules():
    lines = TABLE.read_text().splitlines()
    rows = [line.split("|") for line in lines if line.startswith("| `")]

    with override("en"):
        expected = [
            [gettext(rule.name), f"{rule.subject}: `{rule.field}`", rule.source]
            for rule in RULES.values()
        ]
    assert [[cell.strip() for cell in row[3:6]] for row in rows] == expected


def test_no_rule_is_both_a_blocker_and_beside_the_feed():
    assert [
        rule.code
        for rule in RULES.values()
        if rule.beside_feed and rule.grade == Grade.EXPORT_BLOCKER
    ] == []


@pytest.mark.parametrize(
    ("code", "row", "place"),
    [
        ("kbki_missing", None, "kbki_code"),
        ("licence_missing", None, "authorisations"),
        ("licence_expired", 0, "authorisations-0"),
        ("cpakb_document_missing", 2, "certificates-2"),
        ("price_missing", 1, "variants-1-price"),
        # A variant's name begins with the product's.
        ("name_short", 1, "title"),
    ],
)
def test_a_breach_names_the_field_to_fix(code, row, place):
    assert breach(code, row=row).place == place


def test_what_is_said_of_an_invalid_certificate_depends_on_its_status():
    found = breach("cpakb_not_valid", row=0, status=Status.EXPIRED, number="1")

    assert found.message == "CPAKB %(number)s kedaluwarsa."
    assert found.parameters == {"number": "1"}


def test_rules_of_a_variant_are_about_fields_of_its_row_or_the_title():
    fields = {rule.field for rule in RULES.values() if rule.subject == Subject.VARIANT}

    assert fields == {
        "title",
        "sku",
        "kfa_code",
        "unit",
        "price",
        "price_valid_until",
        "ppn_percent",
    }
