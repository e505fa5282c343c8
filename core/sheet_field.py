"""A table in one form field, which editors fill as they would a spreadsheet.

The value is a list of rows, each a dict of texts by column name, for a JSON field of
the model. The browser keeps the table in one hidden text area as JSON; without
JavaScript the same text area shows the rows as tab-separated text, which is what a
spreadsheet copies and pastes, and which the field reads as well.

What the model's rules find at fault in a cell is told to the editor through
``SheetWidget.cell_errors``.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any, Self

from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from core.sheet_rows import (
    LARGEST_INPUT,
    MOST_ROWS,
    Row,
    SheetColumn,
    read_rows,
    write_rows,
)


class SheetWidget(forms.Textarea):
    """The table. ``cell_errors`` holds what is wrong with single cells, by the index
    of the row (in the cleaned list) and the name of the column."""

    template_name = "core/sheet_widget.html"

    class Media:
        css = {"all": ["core/sheet.css"]}
        js = ["core/sheet.js"]

    def __init__(
        self,
        columns: Iterable[SheetColumn],
        most_rows: int = MOST_ROWS,
        attrs: dict[str, Any] | None = None,
    ) -> None:
        self.columns = tuple(columns)
        self.most_rows = most_rows
        self.cell_errors: dict[tuple[int, str], list[str]] = {}
        # Some browsers put back what was in the text area before a reload, of which
        # the table would know nothing.
        plain = {"autocomplete": "off", "spellcheck": "false", "wrap": "off"}
        super().__init__({**plain, "rows": 8, **(attrs or {})})

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        copied = super().__deepcopy__(memo)
        copied.cell_errors = dict(self.cell_errors)
        return copied

    def value_from_datadict(
        self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str
    ) -> str | None:
        """The rows sent as JSON, or what was typed where it cannot be read."""
        typed: str | None = super().value_from_datadict(data, files, name)
        if typed is None:
            return None
        try:
            return json.dumps(read_rows(typed, self.columns, self.most_rows))
        except ValidationError:
            return typed

    def format_value(self, value: str | list | None) -> str:
        """The rows as tab-separated text, or what was typed where it is at fault."""
        try:
            return write_rows(
                read_rows(value, self.columns, self.most_rows), self.columns
            )
        except ValidationError:
            return value if isinstance(value, str) else json.dumps(value, default=str)

    def get_context(
        self, name: str, value: Any, attrs: dict[str, Any] | None
    ) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"] |= {
            "columns": self.columns,
            "columns_json": json.dumps([_for_script(each) for each in self.columns]),
            "texts_json": json.dumps(_texts()),
            "most_rows": self.most_rows,
            "largest_input": LARGEST_INPUT,
            "explained_columns": [each for each in self.columns if each.help_text],
            "cell_errors": self._errors_in_order(),
        }
        return context

    def _errors_in_order(self) -> list[dict[str, object]]:
        places = {column.name: place for place, column in enumerate(self.columns)}
        ordered = sorted(
            self.cell_errors.items(),
            key=lambda item: (item[0][0], places.get(item[0][1], len(places))),
        )
        return [
            {
                "row": row,
                "column": name,
                "cell": self._cell_title(row, name),
                "messages": messages,
            }
            for (row, name), messages in ordered
        ]

    def _cell_title(self, row: int, name: str) -> str:
        labels = {column.name: column.label for column in self.columns}
        return _("Baris {row}, {column}").format(
            row=row + 1, column=labels.get(name, name)
        )


class SheetField(forms.JSONField):
    """Reads a table into a list of dicts of texts, one for each row that is not empty.

    Every row has every column; keys that are no column are dropped.
    """

    widget: SheetWidget

    def __init__(
        self,
        columns: Iterable[SheetColumn] = (),
        most_rows: int = MOST_ROWS,
        *,
        widget: SheetWidget | None = None,
        **kwargs: Any,
    ) -> None:
        # Django compares a list with a hidden input, which Wagtail does not draw.
        kwargs["show_hidden_initial"] = False
        super().__init__(widget=widget or SheetWidget(columns, most_rows), **kwargs)

    @property
    def columns(self) -> tuple[SheetColumn, ...]:
        return self.widget.columns

    @columns.setter
    def columns(self, columns: Iterable[SheetColumn]) -> None:
        """Lets a form choose the columns when it knows what it is for."""
        self.widget.columns = tuple(columns)

    # Django's stubs have a JSON field give text, as the CharField it comes from.
    def to_python(self, value: Any) -> list[Row]:  # type: ignore[override]
        """Raises ValidationError where the input is no table, or too large."""
        return read_rows(value, self.columns, self.widget.most_rows)

    def bound_data(self, data: Any, initial: Any) -> Any:
        return initial if self.disabled else data

    def prepare_value(self, value: Any) -> Any:
        return value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether any cell has, however the rows were sent or stored."""
        if self.disabled:
            return False
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True


def _for_script(column: SheetColumn) -> dict[str, object]:
    return {
        "name": column.name,
        "label": str(column.label),
        "kind": column.kind,
        "choices": [[str(value), str(label)] for value, label in column.choices],
        "width": column.width,
        "help": str(column.help_text),
    }


def _texts() -> dict[str, str]:
    """What the script says, in the language of the page."""
    return {
        "actions": _("Perintah tabel"),
        "add": _("Tambah baris"),
        "duplicate": _("Gandakan baris {row}"),
        "delete": _("Hapus baris {row}"),
        "undo": _("Urungkan"),
        "copy": _("Salin tabel"),
        "row": _("Baris"),
        "cell": _("baris {row}, {column}"),
        "error": _("Baris {row}, {column}"),
        "not_a_choice": _("{value} (bukan pilihan)"),
        "date": _("mis. 31-01-2026"),
        "pasted": _("{count} baris ditempel."),
        "header": _("Baris judul dikenali."),
        "columns_left_out": _("{count} kolom tidak ada tempatnya dan dilewati."),
        "rows_left_out": _("{count} baris dilewati: paling banyak {most} baris."),
        "full": _("Tabel ini paling banyak {most} baris."),
        "too_large": _("Teks yang ditempel terlalu besar (lebih dari 1 MB)."),
        "deleted": _("Baris {row} dihapus."),
        "duplicated": _("Baris {row} digandakan."),
        "undone": _("Perubahan terakhir diurungkan."),
        "nothing_to_undo": _("Tidak ada yang dapat diurungkan."),
        "copied": _("{count} baris disalin."),
        "not_copied": _("Tabel tidak dapat disalin oleh peramban ini."),
    }
