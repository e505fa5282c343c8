"""The form control of a record's digital certificate."""

import pytest

from products.calibration.exchange.original_input import OriginalInput


@pytest.mark.parametrize(
    ("sent", "value"),
    [
        ({"row-dcc": "7"}, "7"),
        ({"row-dcc": "7", "row-dcc-detach": "1"}, None),
        ({"row-dcc": "7", "row-dcc-detach": ""}, "7"),
        ({}, None),
    ],
)
def test_a_document_is_kept_or_detached(sent, value):
    assert OriginalInput().value_from_datadict(sent, {}, "row-dcc") == value


def test_it_is_seen_and_shows_the_document():
    class Document:
        url = "/documents/7/dcc.xml"
        title = "DCC <S-1>"

    widget = OriginalInput()
    widget.document, widget.signature = Document(), "Tanpa tanda tangan digital"

    html = widget.render("row-dcc", 7)

    assert widget.is_hidden is False
    assert widget.id_for_label("id_row-dcc") == ""
    assert '<input type="hidden" name="row-dcc" value="7">' in html
    assert '<a href="/documents/7/dcc.xml">DCC &lt;S-1&gt;</a>' in html
    assert "Tanpa tanda tangan digital" in html
    assert 'name="row-dcc-detach"' in html
