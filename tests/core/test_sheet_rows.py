"""Rows of a table, out of JSON and out of pasted text."""

import json

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from core.sheet_rows import LARGEST_INPUT, LONGEST_CELL
from tests.core.sheets import ROWS, refusal, row, table


@pytest.mark.parametrize("sent", ["", None, "[]", " [ ] ", "null", "\n\t\t\n", "[{}]"])
def test_an_empty_table_has_no_rows(sent):
    assert table().clean(sent) == []


def test_rows_are_read_from_json():
    sent = json.dumps([{"nominal": "60", "u95": "0,58", "unknown": "x"}])

    assert table().clean(sent) == [row(nominal="60", u95="0,58")]


def test_numbers_in_json_are_kept_as_written():
    sent = '[{"nominal": 60.10, "u95": 123456789012345678901234567890, "on": null}]'

    assert table().clean(sent) == [
        row(nominal="60.10", u95="123456789012345678901234567890")
    ]


def test_rows_are_read_from_tab_separated_text():
    sent = "hr\t60\t0,58\t2026-01-31\r\n\t120"

    assert table().clean(sent) == [
        row("hr", "60", "0,58", "2026-01-31"),
        row(nominal="120"),
    ]


def test_quoted_cells_may_hold_tabs_line_breaks_and_quotes():
    sent = '"a\tb"\t"1\r\n2"\t"say ""yes"""\n5" pipe\t"open\t3'

    assert table().clean(sent) == [
        row("a b", "1 2", 'say "yes"'),
        row('5" pipe', '"open', "3"),
    ]


def test_empty_rows_are_dropped():
    sent = json.dumps([row(), row(nominal="60"), row(u95=" \u00a0"), row(u95="1")])

    assert table().clean(sent) == [row(nominal="60"), row(u95="1")]


def test_a_header_line_puts_the_columns_in_its_order():
    sent = "No\tu95\tNOMINAL\n1\t0,5\t60\n2\t0,6\t120"

    assert table().clean(sent) == [
        row(nominal="60", u95="0,5"),
        row(nominal="120", u95="0,6"),
    ]


@pytest.mark.parametrize("line", ["U95\t60", "U95\tNominal\tU95", "U95\t1\t2\t3"])
def test_a_line_that_only_looks_like_a_header_is_a_row(line):
    assert table().clean(line) == [row(*line.split("\t"))]


def test_choices_are_read_by_label_and_others_are_kept():
    assert table().clean("laju JANTUNG\nsuhu") == [row("hr"), row("suhu")]


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("31/1/2026", "2026-01-31"),
        ("03-04-2026", "2026-04-03"),
        ("1.2.2026", "2026-02-01"),
        ("2026-01-31", "2026-01-31"),
        ("31/02/2026", "31/02/2026"),
        ("1/2/26", "2026-02-01"),
        ("17 Agu 2024", "2024-08-17"),
        ("1/2", "1/2"),
        ("٣/٣/٢٠٢٦", "٣/٣/٢٠٢٦"),
    ],
)
def test_dates_are_read_with_the_day_first_or_kept(typed, stored):
    assert table().clean(json.dumps([{"on": typed}])) == [row(on=stored)]


def test_control_characters_are_removed():
    sent = r'[{"parameter": "a\u0000\u001b\u202eb\ud800\u0007", "nominal": "1\t\n2"}]'

    assert table().clean(sent) == [row("ab", "1 2")]


@pytest.mark.parametrize(
    "sent",
    [
        "[",
        '[{"nominal": 1}',
        '[{"nominal": 1}, 2]',
        '[{"nominal": [1]}]',
        '[{"nominal": {"a": 1}}]',
        '[{"nominal":' + "[" * 100_000,
        {"nominal": "1"},
        [["1"]],
    ],
)
def test_what_is_no_table_is_refused(sent):
    assert refusal(sent).messages == ["Isi tabel tidak dapat dibaca."]


def test_too_many_rows_are_refused():
    sent = "\t1\n\n" * 3

    assert len(table(most_rows=3).clean(sent)) == 3
    assert refusal(sent, most_rows=2).messages == ["Tabel ini paling banyak 2 baris."]


def test_too_much_input_is_refused_unread():
    error = refusal("[" * (LARGEST_INPUT + 1))

    assert error.messages == ["Isi tabel terlalu besar (lebih dari 1 MB)."]


@pytest.mark.parametrize(
    "sent",
    [
        "\t1\n\t\t" + "9" * (LONGEST_CELL + 1),
        '[{"nominal": 1}, {"u95": ' + "9" * 5000 + "}]",
    ],
)
def test_a_cell_too_long_is_named(sent):
    assert refusal(sent).messages == ["Baris 2, U95: paling banyak 1000 huruf."]


def test_a_line_with_more_cells_than_columns_is_refused():
    assert table().clean("a\t1\t2\t\t\t") == [row("a", "1", "2")]
    assert refusal("a\t1\t2\t\t5").messages == [
        "Baris “a 1 2  5 …” berisi lebih dari 4 kolom."
    ]


@given(ROWS)
def test_cleaned_rows_read_back_from_the_text_area(rows):
    field = table()
    cleaned = field.clean(json.dumps(rows))

    shown = field.widget.format_value(cleaned)

    assert field.clean(shown) == cleaned
    assert not field.has_changed(cleaned, shown)


@given(st.text(alphabet='ab"[{]}\t\r\n,:', max_size=60))
def test_any_text_is_a_table_or_refused(text):
    field = table()
    try:
        rows = field.clean(text)
    except ValidationError as error:
        assert error.messages
    else:
        assert field.clean(json.dumps(rows)) == rows
