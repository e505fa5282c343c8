import json
import unicodedata

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from core.sheet_field import SheetField, SheetWidget
from core.sheet_rows import LARGEST_INPUT, LONGEST_CELL, SheetColumn

COLUMNS = (
    SheetColumn("parameter", "Parameter", "choice", (("hr", "Laju jantung"),)),
    SheetColumn("nominal", "Nominal", "number", help_text="Setelan alat."),
    SheetColumn("u95", "U95", "number"),
    SheetColumn("on", "Tanggal", "date"),
)


def row(parameter="", nominal="", u95="", on=""):
    return {"parameter": parameter, "nominal": nominal, "u95": u95, "on": on}


def table(**kwargs):
    return SheetField(COLUMNS, required=False, **kwargs)


def table_form(sent=None, initial=None, **kwargs):
    """A form with one table, ``sent`` as the text of its text area."""

    class TableForm(forms.Form):
        results = table(**kwargs)

    data = None if sent is None else QueryDict(mutable=True)
    if data is not None:
        data["results"] = sent
    return TableForm(data, initial={"results": initial})


def refusal(sent, **kwargs):
    with pytest.raises(ValidationError) as refused:
        table(**kwargs).clean(sent)
    return refused.value


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
        ("1/2/26", "1/2/26"),
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


def test_a_required_table_must_have_a_row():
    with pytest.raises(ValidationError) as refused:
        SheetField(COLUMNS).clean("[]")

    assert refused.value.code == "required"


@pytest.mark.parametrize(
    ("stored", "sent"),
    [
        ([], ""),
        (None, "[]"),
        ("", "\t\t"),
        ([{"nominal": 60, "u95": 0.5}], "\t60\t0.5"),
        ([{"nominal": "60"}, {}], '[{"nominal": 60}]'),
        ([{"parameter": "hr", "note": "x"}], '[{"parameter": "Laju jantung"}]'),
        ('[{"nominal": "60"}]', "\t60"),
    ],
)
def test_the_same_rows_sent_otherwise_are_no_change(stored, sent):
    form = table_form(sent, initial=stored)

    assert form.changed_data == []


@pytest.mark.parametrize("sent", ["\t61", "\t60\n\t60", "", "\t60\t1", "[{"])
def test_other_rows_are_a_change(sent):
    form = table_form(sent, initial=[{"nominal": "60"}])

    assert form.changed_data == ["results"]


def test_a_disabled_table_cannot_be_changed():
    form = table_form("\t61", initial=[{"nominal": "60"}], disabled=True)

    assert form.changed_data == []
    assert form.is_valid()
    assert form.cleaned_data == {"results": [row(nominal="60")]}


def test_there_is_never_a_hidden_initial_value():
    # As Django does for a default that is a function, such as list.
    assert not table(show_hidden_initial=True).show_hidden_initial


def test_the_text_area_shows_tab_separated_text():
    initial = [{"parameter": '"x"', "nominal": 60}, {"parameter": "[{", "u95": "1"}]

    assert table().widget.format_value(initial) == '"""x"""\t60\t\t\n"[{"\t\t1\t'


@pytest.mark.parametrize("sent", ["[{", "a\t1\t2\t3\t4", "\t1\n" * 501])
def test_input_at_fault_is_shown_again_as_typed(sent):
    form = table_form(sent)

    assert not form.is_valid()
    assert form["results"].value() == sent
    assert form.fields["results"].widget.format_value(sent) == sent


def test_the_widget_reads_text_for_a_plain_json_field_too():
    field = forms.JSONField(widget=SheetWidget(COLUMNS))

    sent = field.widget.value_from_datadict({"results": "\t60"}, {}, "results")

    assert field.clean(sent) == [row(nominal="60")]
    assert field.widget.format_value(field.prepare_value(None)) == ""
    assert field.widget.format_value('[{"nominal": 60}]') == "\t60\t\t"


def test_markup_in_cells_and_labels_is_escaped():
    field = SheetField([SheetColumn("a", '"><script>', help_text="<b>")])

    html = field.widget.render("results", [{"a": "</textarea><script>"}])

    assert "<script" not in html
    assert "<b>" not in html


def test_errors_of_cells_name_row_and_column_in_order():
    widget = table().widget
    widget.cell_errors = {
        (11, "nominal"): ["Bukan angka."],
        (2, "u95"): ["Wajib diisi.", "Periksa lagi."],
        (2, "nominal"): ["Bukan <angka>."],
    }

    html = widget.render("results", [], {"id": "id_results"})

    lines = [line.strip() for line in html.splitlines() if "<li" in line]
    link = '<a href="#id_results">'
    assert lines == [
        '<li id="id_results-cell-1" data-row="2" data-column="nominal">'
        f"{link}Baris 3, Nominal</a>: Bukan &lt;angka&gt;.</li>",
        '<li id="id_results-cell-2" data-row="2" data-column="u95">'
        f"{link}Baris 3, U95</a>: Wajib diisi. Periksa lagi.</li>",
        '<li id="id_results-cell-3" data-row="11" data-column="nominal">'
        f"{link}Baris 12, Nominal</a>: Bukan angka.</li>",
    ]


def test_forms_do_not_share_errors_or_columns():
    form = type(table_form())
    first, second = form(), form()

    first.fields["results"].widget.cell_errors[0, "u95"] = ["Bukan angka."]
    first.fields["results"].columns = COLUMNS[:2]

    assert second.fields["results"].widget.cell_errors == {}
    assert second.fields["results"].columns == COLUMNS


def test_numbers_in_the_markup_are_not_grouped(settings):
    settings.USE_THOUSAND_SEPARATOR = True

    html = SheetWidget(COLUMNS, most_rows=1500).render("results", [])

    assert 'data-most-rows="1500"' in html


CELLS = st.text(max_size=20).filter(
    lambda text: not any(unicodedata.category(each) in "CcCs" for each in text)
)
ROWS = st.lists(st.builds(row, CELLS, CELLS, CELLS, CELLS), max_size=6)


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
