"""Texts of people's own writing in spreadsheets."""

import pytest

from core.spreadsheet_text import safe_text


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("Rp 1.000 – 2.000", "Rp 1.000 – 2.000"),
        ("", ""),
        ("=1+1", "'=1+1"),
        ("+62 22", "'+62 22"),
        ("-5", "'-5"),
        ("@nama", "'@nama"),
        ("\tisi", "'\tisi"),
        ("\risi", "'\risi"),
        ("\nisi", "'\nisi"),
        ("a=1", "a=1"),
        ("\x00=1+1", "'=1+1"),
        ("Lampu\x0b A\x1f\ufffe", "Lampu A"),
        ("dua\nbaris", "dua\nbaris"),
    ],
)
def test_no_text_is_a_formula_or_what_xml_forbids(text, cell):
    assert safe_text(text) == cell


@pytest.mark.parametrize(
    ("text", "length"), [("a" * 32_767, 32_767), ("a" * 32_768, 32_767)]
)
def test_a_text_is_no_longer_than_a_cell(text, length):
    assert len(safe_text(text)) == length


def test_the_apostrophe_counts_among_what_a_cell_holds():
    assert safe_text("=" + "a" * 32_767) == "'=" + "a" * 32_765
