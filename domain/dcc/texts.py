"""Texts in and out of XML: tidied, and chosen among languages."""

import re
from xml.etree.ElementTree import Element

DCC = "https://ptb.de/dcc"
SI = "https://ptb.de/si"
DS = "http://www.w3.org/2000/09/xmldsig#"

NO_TEXT = re.compile(
    "[^\t\n\r\u0020-\u007e\u0085\u00a0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)
"""Characters that XML 1.0 cannot hold, and those that only steer a terminal."""

LANGUAGES = ("id", "en")
"""Preferred languages of a text, best first; then the first one that is there."""

LONGEST_NAME = 300
"""Characters of a name in which words are looked for."""


def dcc(name: str) -> str:
    """The qualified name of an element of the certificate."""
    return f"{{{DCC}}}{name}"


def si(name: str) -> str:
    """The qualified name of an element of the digital SI."""
    return f"{{{SI}}}{name}"


def local_name(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def one_line(text: str | None) -> str:
    """The text on one line, with single spaces and no control characters."""
    return " ".join(NO_TEXT.sub("", text or "").split())


def paragraphs(text: str | None) -> str:
    """The text with its lines kept, each tidied, and no empty ones."""
    lines = (one_line(line) for line in (text or "").splitlines())
    return "\n".join(line for line in lines if line)


def child_text(parent: Element | None, name: str) -> str:
    """The text of a child element of the certificate on one line, or ""."""
    if parent is None:
        return ""
    return one_line(parent.findtext(dcc(name)))


def ref_types(element: Element | None) -> tuple[str, ...]:
    """What kinds of thing the element says it is: its refType, split."""
    return () if element is None else tuple(element.get("refType", "").split())


def name_of(element: Element | None) -> str:
    """The name of an element (``dcc:name``) in the preferred language, or ""."""
    if element is None:
        return ""
    return one_line(" ".join(_chosen(element.find(dcc("name")))))


def content_of(element: Element | None) -> str:
    """The rich text in an element in the preferred language, paragraph by paragraph."""
    return paragraphs("\n".join(_chosen(element)))


def all_names(element: Element) -> list[str]:
    """The name in every language, for recognising it by its words."""
    return [one_line(content.text) for content in element.iterfind(f"{dcc('name')}/*")]


def _chosen(element: Element | None) -> list[str]:
    if element is None:
        return []
    contents = element.findall(dcc("content"))
    present = [content.get("lang", "") for content in contents]
    if not present:
        return []
    language = next((one for one in LANGUAGES if one in present), present[0])
    return [
        content.text or ""
        for content, spoken in zip(contents, present, strict=True)
        if spoken == language
    ]
