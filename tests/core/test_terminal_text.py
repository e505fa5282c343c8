import pytest

from core.terminal_text import on_one_line


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("PT Ülkü 3,5 µm", "PT Ülkü 3,5 µm"),
        ("", ""),
        ("a\nb\tc", "a\ufffdb\ufffdc"),
        ("\x1b[31mmerah", "\ufffd[31mmerah"),
        ("a\u202eb", "a\ufffdb"),
    ],
)
def test_nothing_in_a_text_steers_the_terminal(text, printed):
    assert on_one_line(text) == printed
