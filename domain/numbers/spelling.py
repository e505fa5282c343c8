"""How people write numbers: separators, dashes, characters that cannot be seen."""

import re
import unicodedata

from domain.findings import invalid
from domain.messages import Alternatives, Message
from domain.messages import gettext_noop as _
from domain.number_input import DASHES

INVISIBLE = r"\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
"""Characters that come along unseen when a number is copied from a PDF or a chat, the
marks that turn the direction of writing among them; for use within a set."""

SEPARATORS = re.compile(rf"[\s.\-\u2010-\u2015\u2212{INVISIBLE}]+")
"""White space, dots, hyphens and dashes, as people group long numbers with them, and
what cannot be seen."""

UNSEEN = re.compile(rf"[\s{INVISIBLE}]+")
"""White space and what cannot be seen."""


def compact(text: str) -> str:
    """``text`` without separators, full-width characters made plain."""
    return SEPARATORS.sub("", unicodedata.normalize("NFKC", text))


def squeezed(text: str) -> str:
    """``text`` in capitals without white space, every dash a hyphen."""
    return UNSEEN.sub("", _with_hyphens(text)).upper()


def spaced(text: str) -> str:
    """``text`` in capitals with single spaces, none of them beside a separator."""
    plain = UNSEEN.sub(" ", _with_hyphens(text).upper()).strip()
    return re.sub(r"\s*([:\-+/])\s*", r"\1", plain)


def tidy(text: str) -> str:
    """``text`` with single spaces."""
    return " ".join(text.split())


def digits(text: str, name: Message, lengths: tuple[int, ...]) -> str:
    """The digits of ``text``, which must be as many as one of ``lengths``.

    ``name`` says what the number is called, as a sentence begins with it. Raises
    InvalidInput with the code "not_digits" or "wrong_length".
    """
    number = compact(text)
    expected = Alternatives(lengths)
    if not re.fullmatch("[0-9]+", number):
        raise invalid(
            "not_digits",
            _("%(name)s hanya boleh berisi angka (%(lengths)s digit)."),
            name=name,
            lengths=expected,
        )
    if len(number) not in lengths:
        raise invalid(
            "wrong_length",
            _("%(name)s harus terdiri dari %(lengths)s digit, bukan %(found)s digit."),
            name=name,
            lengths=expected,
            found=len(number),
        )
    return number


def _with_hyphens(text: str) -> str:
    return DASHES.sub("-", unicodedata.normalize("NFKC", text))
