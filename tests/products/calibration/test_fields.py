"""The tables of a calibration as an editor fills them."""

import json
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.forms import modelform_factory
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from wagtail.admin.forms import WagtailAdminModelForm

from domain.calibration.points import TestPoint, dump_points
from products.calibration.fields import (
    ReferenceStandardsFormField,
    TestPointsFormField,
    point_columns,
    standard_columns,
)
from products.models import CalibrationRecord

FLOW = TestPoint(
    parameter="flow",
    name="Laju alir",
    unit="mL/h",
    nominal=Decimal("50.0"),
    mean=Decimal("51.20"),
    u95=Decimal("0.8"),
    tolerance="± 10.5 %",
    stated="pass",
)


def points_field() -> TestPointsFormField:
    """A table that offers one parameter."""
    field = TestPointsFormField(required=False)
    field.offer([("flow", "Laju alir")])
    return field


def typed(*rows: dict) -> str:
    return json.dumps(rows)


def shown(field, stored) -> str:
    return field.widget.format_value(field.prepare_value(stored))


def stored(*points: TestPoint) -> list[dict]:
    return dump_points(points)


def faults(field, sent) -> dict:
    """What the field says of single cells, by row and column."""
    with pytest.raises(ValidationError) as refused:
        field.clean(sent)
    assert refused.value.messages == ["Ada sel yang belum benar; lihat di bawah tabel."]
    return field.widget.cell_errors


def test_numbers_are_shown_with_a_decimal_comma_and_texts_as_they_are():
    text = shown(points_field(), stored(FLOW))

    assert text.split("\t") == [
        "flow",
        "Laju alir",
        "mL/h",
        "50,0",
        "51,20",
        "",
        "0,8",
        "",
        "",
        "",
        "± 10.5 %",
        "simple",
        "pass",
    ]


def test_typed_numbers_are_stored_with_a_dot_and_every_digit():
    rows = points_field().clean(
        typed({"name": "Laju alir", "nominal": "1.050,00", "u95": "± 0,80"})
    )

    assert rows == stored(
        TestPoint(name="Laju alir", nominal=Decimal("1050.00"), u95=Decimal("0.80"))
    )


def test_a_table_from_an_english_spreadsheet_is_read_by_its_dots():
    rows = points_field().clean("\tSuhu\t°C\t36.5\t36.512\n\tSuhu\t°C\t1,040.5\t1041")

    assert [(row["nominal"], row["mean"]) for row in rows] == [
        ("36.5", "36.512"),
        ("1040.5", "1041"),
    ]


def test_choices_are_read_by_value_and_by_label():
    rows = points_field().clean(
        typed(
            {"parameter": "Laju alir", "rule": "dengan pita jaga U95"},
            {"parameter": "flow", "rule": "non_binary", "stated": "Gagal"},
        )
    )

    assert [(row["parameter"], row["rule"], row["stated"]) for row in rows] == [
        ("flow", "guarded", ""),
        ("flow", "non_binary", "fail"),
    ]


def test_rows_without_numbers_are_kept():
    rows = points_field().clean("\tAlarm oklusi\t\t\t\t\t\t\t\t\t\t\tlulus\n\t\t")

    assert rows == stored(TestPoint(name="Alarm oklusi", stated="pass"))


def test_errors_stand_at_their_cells():
    found = faults(
        points_field(),
        typed(
            {"name": "Laju alir", "nominal": "50"},
            {"name": "Laju alir", "nominal": "lima puluh", "stated": "mungkin"},
            {"name": "Laju alir", "u95": "36.500"},
        ),
    )

    assert found == {
        (1, "nominal"): [
            "“lima puluh” bukan angka yang sah. Contoh: 1.234,5 atau 1,234.5."
        ],
        (1, "stated"): ["Hasil “mungkin” tidak dikenal. Tulis lulus atau gagal."],
        (2, "u95"): [
            "“36.500” dapat berarti ribuan atau desimal. Tulis 36500 jika ribuan, atau "
            "36,500 jika desimal."
        ],
    }


def test_errors_are_told_in_english_to_who_reads_english():
    with translation.override("en"):
        field = points_field()
        with pytest.raises(ValidationError):
            field.clean(typed({"stated": "perhaps"}))

    assert field.widget.cell_errors == {
        (0, "stated"): ["The result “perhaps” is unknown. Write pass or fail."]
    }


def test_what_was_wrong_is_forgotten_with_the_next_table():
    field = points_field()
    faults(field, typed({"nominal": "x"}))

    field.clean(typed({"nominal": "1"}))

    assert field.widget.cell_errors == {}


def test_a_table_has_at_most_five_hundred_points():
    line = "\tTekanan\tmmHg\t100\t101\n"
    field = points_field()

    assert len(field.clean(line * 500)) == 500
    with pytest.raises(ValidationError) as refused:
        field.clean(line * 501)
    assert refused.value.messages == ["Tabel ini paling banyak 500 baris."]


numbers = st.none() | st.decimals(-99999, 99999, places=3) | st.integers(-999, 9999)
points = st.builds(
    TestPoint,
    parameter=st.sampled_from(["", "flow", "gone"]),
    name=st.text("abc 1,.", max_size=8).map(lambda text: " ".join(text.split())),
    unit=st.sampled_from(["", "mL/h", "°C"]),
    nominal=numbers.map(lambda number: None if number is None else Decimal(number)),
    mean=numbers.map(lambda number: None if number is None else Decimal(number)),
    u95=st.none() | st.decimals(0, 9, places=4),
    tolerance=st.sampled_from(["", "± 5 %", "1.000 mmHg"]),
    rule=st.sampled_from(["simple", "guarded", "non_binary"]),
    stated=st.sampled_from(["", "pass", "conditional_fail"]),
)
filled = points.filter(lambda point: bool(point.name))


@given(st.lists(filled, max_size=5))
def test_an_untouched_table_has_not_changed(drawn):
    field, rows = points_field(), stored(*drawn)

    sent = shown(field, rows)

    assert field.has_changed(rows, sent) is False
    assert field.clean(sent) == rows


def test_a_changed_cell_is_a_change():
    field, rows = points_field(), stored(FLOW)

    assert field.has_changed(rows, shown(field, rows).replace("51,20", "51,2"))
    assert field.has_changed(rows, "")
    assert field.has_changed(rows, typed({"nominal": "x"}))
    assert field.has_changed(rows, "[[")
    assert field.has_changed(None, "") is False


def test_a_parameter_the_device_type_does_not_have_stays_as_it_is():
    field = points_field()
    rows = stored(TestPoint(parameter="of_another_type", nominal=Decimal(1)))

    assert field.clean(shown(field, rows)) == rows


def test_each_form_offers_the_parameters_of_its_own_device_type():
    form_class = modelform_factory(
        CalibrationRecord, form=WagtailAdminModelForm, fields=["results"]
    )
    one, other = form_class(), form_class()

    one.fields["results"].offer([("flow", "Laju alir")])
    other.fields["results"].offer([("pressure", "Tekanan")])

    assert [form.fields["results"].columns[0].choices for form in (one, other)] == [
        [("", "–"), ("flow", "Laju alir")],
        [("", "–"), ("pressure", "Tekanan")],
    ]


def test_the_columns_speak_the_language_of_the_form():
    column = point_columns()[-1]

    with translation.override("en"):
        assert (str(column.label), str(column.choices[1][1])) == ("Stated", "pass")
    assert (str(column.label), str(column.choices[1][1])) == ("Dinyatakan", "lulus")


def test_dates_of_standards_are_read_as_indonesians_write_them():
    field = ReferenceStandardsFormField(required=False)

    rows = field.clean("Analyzer\tUji\tIDA-9\t9-77\tSI\tK-12\t31/3/2027")

    assert rows[0]["due_on"] == "2027-03-31"
    assert field.has_changed(rows, shown(field, rows)) is False


def test_an_impossible_date_stands_at_its_cell():
    field = ReferenceStandardsFormField(required=False)

    found = faults(field, typed({"name": "Analyzer", "due_on": "31-02-2027"}))

    assert found == {
        (0, "due_on"): ["Tidak ada tanggal “31-02-2027”: bulan itu dari 1 sampai 28."]
    }
    assert [column.name for column in standard_columns()][-1] == "due_on"


def test_each_column_has_its_heading_kind_and_width():
    columns = (*point_columns(), *standard_columns())

    assert [(str(each.label), each.kind, each.width) for each in columns] == [
        ("Parameter", "choice", 16),
        ("Nama", "text", 16),
        ("Satuan", "text", 7),
        ("Nominal", "number", 8),
        ("Terbaca", "number", 8),
        ("Kesalahan", "number", 8),
        ("U95", "number", 7),
        ("k", "number", 4),
        ("Batas bawah", "number", 8),
        ("Batas atas", "number", 8),
        ("Toleransi tertulis", "text", 12),
        ("Aturan", "choice", 12),
        ("Dinyatakan", "choice", 10),
        ("Alat standar", "text", 18),
        ("Merek", "text", 10),
        ("Tipe", "text", 10),
        ("Nomor seri", "text", 10),
        ("Tertelusur ke", "text", 18),
        ("Nomor sertifikat", "text", 14),
        ("Kalibrasi ulang", "date", 10),
    ]
