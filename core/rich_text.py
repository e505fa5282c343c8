"""Rich text as it is read outside of pages."""

import re

from django.utils.html import strip_tags

_PLAIN_TAG = re.compile(r"</?(?:p|h[1-6]|ul|ol|li|b|i|em|strong|br|hr) ?/?>")
"""What editors make most of, without attributes. Django's own way of removing tags
parses all that a browser might, which takes ten times as long."""


def plain_text(html: str) -> str:
    """Rich text as plain text, its blocks on lines of their own."""
    spaced = html.replace("</p>", "</p>\n").replace("</li>", "</li>\n")
    spaced = spaced.replace("</h3>", "</h3>\n").replace("<br/>", "\n")
    lines = (line.strip() for line in _without_tags(spaced).splitlines())
    return "\n".join(line for line in lines if line)


def _without_tags(html: str) -> str:
    text = _PLAIN_TAG.sub("", html)
    return strip_tags(html) if "<" in text or "&" in text else text
