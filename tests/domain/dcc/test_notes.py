from decimal import Decimal
from xml.etree import ElementTree

import pytest

from domain.dcc.certificate import Unread
from domain.dcc.notes import MOST_NOTES, Notes, column_name, quoted
from domain.findings import warning
from tests.wording import english, indonesian


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a  b\n", "“a b”"),
        ("x" * 60, f"“{'x' * 60}”"),
        ("x" * 61, f"“{'x' * 59}…”"),
        ("", "“”"),
    ],
)
def test_a_strangers_text_is_quoted_in_short(text, expected):
    assert quoted(text) == expected


def test_each_warning_is_kept_once_and_in_order():
    notes = Notes()
    notes.warn("b", "%(n)s", n=1)
    notes.warn("a", "%(n)s", n=1)
    notes.warn("b", "%(n)s", n=1)
    notes.warn("b", "%(n)s", n=2)

    assert notes.findings == (
        warning("b", "%(n)s", n=1),
        warning("a", "%(n)s", n=1),
        warning("b", "%(n)s", n=2),
    )


def test_warnings_have_an_end():
    notes = Notes()
    for number in range(MOST_NOTES + 1):
        notes.warn("a", "%(n)s", n=number)

    assert len(notes.findings) == 51
    assert notes.findings[-2].parameters == {"n": 49}
    assert notes.findings[-1].code == "further_notes"
    assert indonesian(notes.findings[-1]) == (
        "Masih ada 1 hal lain yang tidak dipahami."
    )
    assert english(notes.findings[-1]) == (
        "There are 1 more things that were not understood."
    )


def test_what_was_said_already_is_not_counted_among_what_is_left_out():
    notes = Notes()
    for number in [*range(MOST_NOTES), *range(MOST_NOTES)]:
        notes.warn("a", "%(n)s", n=number)

    assert len(notes.findings) == 50


def quantity(name: str = "", kind: str = "") -> ElementTree.Element:
    return ElementTree.fromstring(
        f'<dcc:quantity xmlns:dcc="https://ptb.de/dcc" refType="{kind}"><dcc:name>'
        f"<dcc:content>{name}</dcc:content></dcc:name></dcc:quantity>"
    )


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [("Massa", "x", "Massa"), ("", "x  y", "x y"), ("", "", "?")],
)
def test_a_quantity_is_called_by_its_name_or_reftype(name, kind, expected):
    assert column_name(quantity(name, kind)) == expected


def test_numbers_that_are_left_are_kept_with_the_reason():
    notes = Notes()
    notes.table = "Tekanan"
    numbers = (Decimal("1.0"), Decimal("2E+1"))

    notes.leave("why", "%(column)s, %(numbers)s", quantity("A"), numbers, "V")

    assert notes.unread == (Unread("Tekanan", "A", "why", numbers, "V"),)
    assert [found.parameters for found in notes.findings] == [
        {"column": "“A”", "numbers": "1.0; 20 V"}
    ]


def test_many_numbers_are_all_kept_and_some_said():
    notes = Notes()

    notes.leave("why", "%(numbers)s", quantity("A"), map(Decimal, range(11)))

    assert [len(left.numbers) for left in notes.unread] == [11]
    assert [found.parameters for found in notes.findings] == [
        {"numbers": "0; 1; 2; 3; 4; 5; 6; 7; 8; 9; … (11)"}
    ]


def test_what_has_no_numbers_is_said_and_leaves_none():
    notes = Notes()

    notes.leave("why", "%(numbers)s %(unit)s", quantity("A"), (), "V")

    assert notes.unread == ()
    assert [found.parameters for found in notes.findings] == [
        {"numbers": "–", "unit": "“V”"}
    ]


def test_why_numbers_were_left_since():
    notes = Notes()
    notes.leave("a", "%(numbers)s", quantity("A"), [Decimal(1)])
    before = notes.left
    notes.leave("b", "%(numbers)s", quantity("B"), [Decimal(2)])

    assert (before, notes.left) == (1, 2)
    assert notes.reasons_since(before) == {"b"}


def test_a_quantity_is_looked_at_once_it_is_marked():
    notes, one, other = Notes(), quantity("A"), quantity("A")

    notes.mark_seen(one)

    assert notes.is_seen(one) is True
    assert notes.is_seen(other) is False


def test_many_thousand_warnings_are_kept_in_no_time():
    notes = Notes()
    for number in range(20_000):
        notes.warn("a", "%(n)s", n=number)

    assert len(notes.findings) == 51
    assert notes.findings[-1].parameters == {"count": 19_950}
