"""XML from strangers: bounded, without document types and entities, touching nothing.

Everything that makes XML dangerous (entity bombs, external entities, external document
types) needs a DOCTYPE, and a digital certificate has none: the parser stops at the
first one, before anything in it is expanded or fetched. Depth and number of elements
are counted while parsing, so that the memory used is bounded by the size of the file.
"""

import re
from typing import Any
from xml.etree.ElementTree import Element, ParseError, TreeBuilder
from xml.parsers.expat import errors as expat

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from domain.findings import InvalidInput, error
from domain.messages import gettext_noop as _

MOST_BYTES = 5 * 1024 * 1024
MOST_ELEMENTS = 250_000
MOST_DEPTH = 64

DECLARED_ENCODING = re.compile(rb"\s*<\?xml[^>]{0,100}?encoding=.([A-Za-z0-9._-]+)")
UTF_8 = "utf-8"
OTHER_NAME_OF_UTF_8 = b"utf8"
"""Not the registered name, but many write it; the parser takes it for an encoding of
one byte a character."""
NOT_ENCODED = {
    expat.codes[expat.XML_ERROR_UNKNOWN_ENCODING],
    expat.codes[expat.XML_ERROR_INCORRECT_ENCODING],
}
CUT_SHORT = {
    expat.codes[expat.XML_ERROR_NO_ELEMENTS],
    expat.codes[expat.XML_ERROR_UNCLOSED_TOKEN],
    expat.codes[expat.XML_ERROR_UNCLOSED_CDATA_SECTION],
    expat.codes[expat.XML_ERROR_PARTIAL_CHAR],
}


class UnreadableCertificate(InvalidInput):
    """A file that cannot be a digital certificate."""


def parse(content: bytes) -> Element:
    """The root element; comments and processing instructions leave no trace.

    Raises UnreadableCertificate for a file that is too large, too deep or too
    numerous, is no well-formed XML, is wrongly encoded, or has a document type.
    """
    if len(content) > MOST_BYTES:
        raise _too_large()
    tree = _BoundedTree()
    encoding = UTF_8 if _declared_encoding(content) == OTHER_NAME_OF_UTF_8 else None
    parser = DefusedXMLParser(target=tree, encoding=encoding, forbid_dtd=True)
    try:
        parser.feed(content)
        root: Element = parser.close()
    except DefusedXmlException:
        raise UnreadableCertificate(
            error(
                "document_type",
                _(
                    "Berkas memuat DOCTYPE atau entitas; demi keamanan berkas "
                    "seperti itu tidak dibaca."
                ),
            )
        ) from None
    except ParseError as failure:
        raise _not_well_formed(failure, content, tree) from None
    except UnreadableCertificate:
        raise
    except (LookupError, ValueError):
        raise _wrongly_encoded() from None
    return root


class _BoundedTree(TreeBuilder):
    """Builds the tree and refuses to go on beyond its bounds."""

    def __init__(self) -> None:
        super().__init__()
        self.elements = 0
        self.depth = 0

    def start(self, tag: Any, attributes: dict[Any, Any]) -> Element:
        self.elements += 1
        self.depth += 1
        if self.elements > MOST_ELEMENTS:
            raise UnreadableCertificate(
                error(
                    "too_many_elements",
                    _("Berkas memuat lebih dari %(most)s elemen XML."),
                    most=MOST_ELEMENTS,
                )
            )
        if self.depth > MOST_DEPTH:
            raise UnreadableCertificate(
                error(
                    "too_deep",
                    _("Elemen XML bersarang lebih dari %(most)s tingkat."),
                    most=MOST_DEPTH,
                )
            )
        return super().start(tag, attributes)

    def end(self, tag: str) -> Element:
        self.depth -= 1
        return super().end(tag)


def _not_well_formed(
    failure: ParseError, content: bytes, tree: _BoundedTree
) -> UnreadableCertificate:
    if failure.code in NOT_ENCODED or _is_broken_utf8(content, tree):
        return _wrongly_encoded()
    if not tree.elements:
        return UnreadableCertificate(error("not_xml", _("Berkas ini bukan XML.")))
    line, column = failure.position
    if failure.code in CUT_SHORT:
        return UnreadableCertificate(
            error(
                "truncated",
                _(
                    "Berkas XML terpotong: berakhir pada baris %(line)s "
                    "sebelum lengkap."
                ),
                line=line,
            )
        )
    return UnreadableCertificate(
        error(
            "broken_xml",
            _("XML rusak pada baris %(line)s, kolom %(column)s."),
            line=line,
            column=column + 1,
        )
    )


def _declared_encoding(content: bytes) -> bytes:
    """The name of the encoding in small letters; blank where none is declared."""
    declared = DECLARED_ENCODING.match(content)
    return declared[1].lower() if declared else b""


def _is_broken_utf8(content: bytes, tree: _BoundedTree) -> bool:
    # The parser calls a wrong byte an "invalid token", as it does any misspelling.
    declared = _declared_encoding(content)
    is_utf8 = declared in (b"", UTF_8.encode(), OTHER_NAME_OF_UTF_8)
    if not tree.elements or not is_utf8:
        return False
    try:
        content.decode()
    except UnicodeDecodeError as failure:
        # A character cut in half at the very end is a truncated file.
        return failure.end < len(content)
    return False


def _wrongly_encoded() -> UnreadableCertificate:
    return UnreadableCertificate(
        error(
            "wrong_encoding",
            _("Pengodean huruf berkas salah atau tidak dikenal; simpan sebagai UTF-8."),
        )
    )


def _too_large() -> UnreadableCertificate:
    megabytes = MOST_BYTES // (1024 * 1024)
    return UnreadableCertificate(
        error(
            "too_large",
            _("Berkas lebih besar dari %(megabytes)s MB."),
            megabytes=megabytes,
        )
    )
