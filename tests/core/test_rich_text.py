"""Rich text as it is read outside of pages."""

import pytest
from django.utils.html import strip_tags
from hypothesis import given
from hypothesis import strategies as st

from core import rich_text
from core.rich_text import plain_text

PIECES = st.sampled_from(
    ["<p>", "</p>", "<h3>", "<li>", "</li>", "<br/>", "<br />", "<hr/>", "<b>", "</b>"]
    + ["satu", "dua tiga", " ", "\n", "<", ">", "/>", "< p>", "&amp;", "&", "&#62;"]
    + ['<a href="/x">', '<p title=">">', "</a>", "<script>", "<!--", "-->", "<p", "<P>"]
)


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


@given(st.lists(PIECES, max_size=12).map("".join))
def test_tags_are_removed_as_django_does(html):
    assert rich_text._without_tags(html) == strip_tags(html)
