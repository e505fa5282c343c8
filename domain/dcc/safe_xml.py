"""XML from strangers: bounded, without document types and entities, touching nothing.

Everything that makes XML dangerous (entity bombs, external entities, external document
types) needs a DOCTYPE, and a digital certificate has none: the parser stops at the
first one, before anything in it is expanded or fetched. Depth and number of elements
are counted while parsing, so that the memory used is bounded by the size of the file.
"""

import re
from xml.etree.ElementTree import Element, ParseError, TreeBuilder
from xml.parsers.expat import errors as expat

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

MOST_BYTES = 5 * 1024 * 1024
MOST_ELEMENTS = 250_000
MOST_DEPTH = 64

DECLARED_ENCODING = re.compile(rb"\s*<\?xml[^>]{0,100}?encoding=.([A-Za-z0-9._-]+)")
NOT_ENCODED = {
    expat.codes[expat.XML_ERROR_UNKNOWN_ENCODING],
    expat.codes[expat.XML_ERROR_INCORRECT_ENCODING],
    expat.codes[expat.XML_ERROR_PARTIAL_CHAR],
}
CUT_SHORT = {
    expat.codes[expat.XML_ERROR_NO_ELEMENTS],
    expat.codes[expat.XML_ERROR_UNCLOSED_TOKEN],
    expat.codes[expat.XML_ERROR_UNCLOSED_CDATA_SECTION],
}


class UnreadableCertificate(ValueError):
    """A file that cannot be a digital certificate, said in two languages."""

    def __init__(self, code: str, message_id: str, message_en: str):
        super().__init__(message_id)
        self.code = code
        self.message_id = message_id
        self.message_en = message_en

    def text(self, language: str = "id") -> str:
        """The sentence in "en", or in Indonesian for any other language."""
        return self.message_en if language == "en" else self.message_id


def parse(content: bytes) -> Element:
    """The root element; comments and processing instructions leave no trace.

    Raises UnreadableCertificate for a file that is too large, too deep or too
    numerous, is no well-formed XML, is wrongly encoded, or has a document type.
    """
    if len(content) > MOST_BYTES:
        raise _too_large()
    tree = _BoundedTree()
    parser = DefusedXMLParser(target=tree, forbid_dtd=True)
    try:
        parser.feed(content)
        return parser.close()
    except DefusedXmlException:
        raise UnreadableCertificate(
            "document_type",
            "Berkas memuat DOCTYPE atau entitas; demi keamanan berkas seperti itu "
            "tidak dibaca.",
            "The file has a DOCTYPE or entities; for safety such a file is not read.",
        ) from None
    except ParseError as fault:
        raise _not_well_formed(fault, content, tree) from None
    except UnreadableCertificate:
        raise
    except (LookupError, ValueError):
        raise _wrongly_encoded() from None


class _BoundedTree(TreeBuilder):
    """Builds the tree and refuses to go on beyond its bounds."""

    def __init__(self):
        super().__init__()
        self.elements = 0
        self.depth = 0

    def start(self, tag, attributes):
        self.elements += 1
        self.depth += 1
        if self.elements > MOST_ELEMENTS:
            raise UnreadableCertificate(
                "too_many_elements",
                f"Berkas memuat lebih dari {MOST_ELEMENTS} elemen XML.",
                f"The file has more than {MOST_ELEMENTS} XML elements.",
            )
        if self.depth > MOST_DEPTH:
            raise UnreadableCertificate(
                "too_deep",
                f"Elemen XML bersarang lebih dari {MOST_DEPTH} tingkat.",
                f"XML elements are nested more than {MOST_DEPTH} levels deep.",
            )
        return super().start(tag, attributes)

    def end(self, tag):
        self.depth -= 1
        return super().end(tag)


def _not_well_formed(
    fault: ParseError, content: bytes, tree: _BoundedTree
) -> UnreadableCertificate:
    if fault.code in NOT_ENCODED or _is_broken_utf8(content, tree):
        return _wrongly_encoded()
    if not tree.elements:
        return UnreadableCertificate(
            "not_xml", "Berkas ini bukan XML.", "This file is not XML."
        )
    line, column = fault.position
    if fault.code in CUT_SHORT:
        return UnreadableCertificate(
            "truncated",
            f"Berkas XML terpotong: berakhir pada baris {line} sebelum lengkap.",
            f"The XML file is cut off: it ends at line {line} before it is complete.",
        )
    return UnreadableCertificate(
        "broken_xml",
        f"XML rusak pada baris {line}, kolom {column + 1}.",
        f"The XML is broken at line {line}, column {column + 1}.",
    )


def _is_broken_utf8(content: bytes, tree: _BoundedTree) -> bool:
    # The parser calls a wrong byte an "invalid token", as it does any misspelling.
    declared = DECLARED_ENCODING.match(content)
    is_utf8 = declared is None or declared[1].lower() in (b"utf-8", b"utf8")
    if not tree.elements or not is_utf8:
        return False
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as fault:
        # A character cut in half at the very end is a truncated file.
        return fault.end < len(content)
    return False


def _wrongly_encoded() -> UnreadableCertificate:
    return UnreadableCertificate(
        "wrong_encoding",
        "Pengodean huruf berkas salah atau tidak dikenal; simpan sebagai UTF-8.",
        "The file's character encoding is wrong or unknown; save it as UTF-8.",
    )


def _too_large() -> UnreadableCertificate:
    megabytes = MOST_BYTES // (1024 * 1024)
    return UnreadableCertificate(
        "too_large",
        f"Berkas lebih besar dari {megabytes} MB.",
        f"The file is larger than {megabytes} MB.",
    )
