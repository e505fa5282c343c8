"""Text of people's own writing in spreadsheets."""

import re

# What a spreadsheet program may take for a formula, when typed or read from CSV.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LONGEST_TEXT = 32_767


def safe_text(text: str) -> str:
    """``text`` as a cell may hold it: never a formula, only what XML allows.

    An apostrophe before a formula's first sign keeps it a text, also when the
    sheet is saved as CSV and opened again.
    """
    clean = _NOT_IN_XML.sub("", text)
    guarded = f"'{clean}" if clean.startswith(_FORMULA_STARTS) else clean
    return guarded[:_LONGEST_TEXT]
