"""Rich text as it is read outside of pages."""

from django.utils.html import strip_tags


def plain_text(html: str) -> str:
    """Rich text as plain text, its blocks on lines of their own."""
    spaced = html.replace("</p>", "</p>\n").replace("</li>", "</li>\n")
    spaced = spaced.replace("</h3>", "</h3>\n").replace("<br/>", "\n")
    lines = (line.strip() for line in strip_tags(spaced).splitlines())
    return "\n".join(line for line in lines if line)
