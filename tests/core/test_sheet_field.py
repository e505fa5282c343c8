"""The form field of a table, and its widget."""

import pytest
from django import forms
from django.core.exceptions import ValidationError

from core.sheet_field import SheetField, SheetWidget
from core.sheet_rows import SheetColumn
from tests.core.sheets import COLUMNS, row, table, table_form


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


def test_browsers_neither_fill_nor_correct_nor_wrap_the_text():
    attributes = table().widget.attrs

    asked = [attributes[name] for name in ("autocomplete", "spellcheck", "wrap")]
    assert asked == ["off", "false", "off"]
