"""From raw text to words: normalise, split, keep what belongs together.

A *word* has ``parts`` and perhaps a ``whole``. ``x-ray`` is the parts ``x`` and
``ray`` and the whole ``xray``; ``3kg`` is ``3``, ``kg`` and ``3kg``. Parts are
what two spellings share, the whole is what somebody types who leaves the
punctuation out.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

MAX_TEXT = 100_000
"""Characters of a text that are read; what follows is not searchable."""

MAX_WORD = 100
"""Characters of a word that are read, in documents and in queries alike."""

_UNITS = """
    bar bpm cc cm db dpi fps g gb ghz h hz inci inch j jam k kg kpa kv kva kw l lb lm
    lpm lux lx m ma mah mb mcg menit mg mhz min ml mm mmhg mpa ms mv n nm pa pcs ply
    ppm psi rpm s tb v va w watt
"""

UNITS = frozenset(_UNITS.split())
"""A number glued to one of these is also read as number and unit: "3ply", "60W"."""

# Punctuation that may stand inside a word; anything else ends it.
_WORD = re.compile(r"[^\W_]+(?:[-\u2010./,_+'\u2019&:\u00d7]+[^\W_]+)*")
_PART = re.compile(r"[^\W_]+")
_NUMBER_AND_UNIT = re.compile(r"([0-9]+)([a-z]+)")
# A whole is worth indexing for short codes such as x-ray, HB-3M-001 or SpO-2;
# of a web address or a reduplicated noun it would be a term nobody types.
_MAX_PARTS_OF_WHOLE = 5
_MAX_PART_OF_PREFIX = 2


@dataclass(frozen=True, slots=True)
class Word:
    """``parts`` in order, and ``whole``, which is empty when it adds nothing."""

    parts: tuple[str, ...]
    whole: str = ""


def normalise(text: str) -> str:
    """Fold compatibility forms, case and accents; drop what cannot be encoded.

    Marks are removed before and after decomposition, because the canonical
    ordering of a long run of them takes quadratic time.
    """
    text = _truncate(text)
    if text.isascii():
        return text.lower()

    text = _without_marks(text.encode("utf-8", "ignore").decode("utf-8"))
    text = unicodedata.normalize("NFKD", text).casefold()
    text = _without_marks(unicodedata.normalize("NFKD", text))
    return _truncate(unicodedata.normalize("NFKC", text))


def tokens(text: str) -> list[str]:
    """The words of ``text``, normalised and not yet taken apart."""
    return _WORD.findall(normalise(text))


def words(text: str) -> Iterator[Word]:
    """The words of ``text``, normalised."""
    return map(word_of, tokens(text))


def word_spans(text: str) -> Iterator[tuple[int, int]]:
    """Where the parts of words begin and end in ``text``, which is left as it is."""
    for match in _PART.finditer(text):
        yield match.span()


def strip_punctuation(text: str) -> str:
    """``HB-3M-001`` as ``hb3m001``: how a code is stored and looked up whole."""
    return "".join(_PART.findall(normalise(text)))[:MAX_WORD]


def word_of(token: str) -> Word:
    """A token, taken apart."""
    pieces = _PART.findall(token)
    parts = []
    for piece in pieces:
        number_and_unit = _NUMBER_AND_UNIT.fullmatch(piece)
        if number_and_unit and number_and_unit[2] in UNITS:
            parts.extend(number_and_unit.groups())
        else:
            parts.append(piece)
    cut = tuple(part[:MAX_WORD] for part in parts)
    if len(parts) == 1:
        return Word(cut)
    return Word(cut, "".join(pieces)[:MAX_WORD])


def is_compact(word: Word) -> bool:
    """Whether people also write the word without its punctuation."""
    return (
        bool(word.whole)
        and len(word.parts) <= _MAX_PARTS_OF_WHOLE
        and any(
            len(part) <= _MAX_PART_OF_PREFIX or not part.isalpha()
            for part in word.parts
        )
    )


def _truncate(text: str) -> str:
    if len(text) <= MAX_TEXT:
        return text
    # The word that the limit falls into would be another word: leave it out.
    head, _, tail = text[:MAX_TEXT].rpartition(" ")
    return head if head and len(tail) <= MAX_WORD else text[:MAX_TEXT]


@lru_cache(maxsize=4096)
def _is_mark(char: str) -> bool:
    return unicodedata.category(char).startswith("M")


def _without_marks(text: str) -> str:
    if text.isascii():
        return text
    marks = [char for char in set(text) if _is_mark(char)]
    return "".join(char for char in text if char not in marks) if marks else text
