"""Words by which a device type is found while somebody is still typing.

They are kept as one text, each word after a space, so that any database finds the
beginnings of words with ``LIKE``.
"""

import re
import unicodedata
from collections.abc import Iterable

MOST_WORDS = 8
"""Words of a question that are looked for; what follows is not read."""

_WORD = re.compile(r"[^\W_]+")


def folded(text: str) -> str:
    """``text`` as two spellings of one name share it: compatibility forms, case and
    accents folded, single spaces."""
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(each for each in decomposed if not unicodedata.combining(each))
    return " ".join(plain.split())


def vocabulary_of(texts: Iterable[str]) -> str:
    """The words of ``texts``, each once, in the order of their first use."""
    words = dict.fromkeys(word for text in texts for word in _words(text))
    return "".join(f" {word}" for word in words)


def beginnings(text: str) -> list[str]:
    """What a vocabulary contains that has words beginning like those of ``text``; empty
    where there is no word in it."""
    return [f" {word}" for word in dict.fromkeys(_words(text))][:MOST_WORDS]


def _words(text: str) -> list[str]:
    return _WORD.findall(folded(text))
