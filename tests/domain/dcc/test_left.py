"""What is said of the numbers of rows that are not in their points."""

from decimal import Decimal
from xml.etree import ElementTree

import pytest

from domain.dcc.certificate import Unread
from domain.dcc.columns import Column
from domain.dcc.left import MESSAGES, Left, Why, note_left
from domain.dcc.notes import Notes
from domain.dcc.roles import Role
from domain.dcc.values import Value


def left(number: str, why: Why = Why.NOMINAL_SKIPPED, role=Role.NOMINAL) -> Left:
    return Left(role, role.kind, why, Decimal(number), "V", "A")


def noted(lefts: list[Left], rows: int = 2) -> Notes:
    notes = Notes()
    quantity = ElementTree.fromstring('<quantity refType="Kolom"/>')
    column = Column(quantity, (Value(Decimal(1), "V"),) * rows)
    note_left({Role.NOMINAL: column, Role.ERROR: column}, lefts, notes)
    return notes


def test_numbers_of_one_column_left_for_one_reason_are_noted_together():
    notes = noted([left("1"), left("2"), left("2")])

    numbers = (Decimal(1), Decimal(2), Decimal(2))
    assert notes.unread == (Unread("", "Kolom", "nominal_skipped", numbers, "V"),)


def test_a_number_that_holds_for_all_rows_is_noted_once():
    notes = noted([left("1"), left("1")], rows=1)

    assert [unread.numbers for unread in notes.unread] == [(Decimal(1),)]


def test_columns_and_reasons_are_told_apart():
    notes = noted([left("1"), left("2", Why.UNIT_DIFFERS), left("3", role=Role.ERROR)])

    assert [(each.reason, each.numbers) for each in notes.unread] == [
        ("nominal_skipped", (Decimal(1),)),
        ("unit_differs", (Decimal(2),)),
        ("nominal_skipped", (Decimal(3),)),
    ]


def test_the_unit_that_was_expected_is_said_where_that_is_the_reason():
    notes = noted([left("2", Why.UNIT_DIFFERS)])

    assert [finding.parameters for finding in notes.findings] == [
        {"column": "“Kolom”", "numbers": "2 V", "unit": "“V”", "expected": "“A”"}
    ]


@pytest.mark.parametrize("why", Why)
def test_every_reason_is_told_in_words_with_its_numbers(why):
    assert "%(numbers)s" in MESSAGES[why]
