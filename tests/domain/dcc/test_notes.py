import pytest

from domain.dcc.notes import MOST_NOTES, Notes, quoted
from domain.findings import warning


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

    assert len(notes.findings) == 50
    assert notes.findings[-1].parameters == {"n": 49}
