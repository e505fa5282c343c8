"""Rich text as it is read outside of pages."""

import pytest

from core.rich_text import plain_text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("", ""),
        ("<p>Satu</p><p>Dua</p>", "Satu\nDua"),
        ("<h3>Judul</h3><p>Satu<br/>dua <b>tiga</b></p>", "Judul\nSatu\ndua tiga"),
        ("<ul><li>a</li><li>b</li></ul>", "a\nb"),
        ("<p> Satu </p><p></p><p>Dua</p>", "Satu\nDua"),
    ],
)
def test_blocks_become_lines(html, text):
    assert plain_text(html) == text
