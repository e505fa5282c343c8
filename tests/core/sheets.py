"""A table to try things on."""

import unicodedata

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from hypothesis import strategies as st

from core.sheet_field import SheetField
from core.sheet_rows import SheetColumn

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


CELLS = st.text(max_size=20).filter(
    lambda text: not any(unicodedata.category(each) in "CcCs" for each in text)
)
ROWS = st.lists(st.builds(row, CELLS, CELLS, CELLS, CELLS), max_size=6)
