"""Indonesian stems: a reviewed list first, then Sastrawi.

Sastrawi removes affixes only when a word of its dictionary remains, so foreign
and technical words pass through untouched. Where it still goes wrong, or where
loanwords of one family have no affix in common (*steril*, *sterilisasi*), the
file ``stem_overrides.txt`` decides.
"""

import re
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock

from Sastrawi.Dictionary.ArrayDictionary import ArrayDictionary
from Sastrawi.Stemmer.Stemmer import Stemmer
from Sastrawi.Stemmer.StemmerFactory import StemmerFactory

OVERRIDES = Path(__file__).with_name("stem_overrides.txt")

# Those of a million products; each takes some 200 bytes.
_CACHED_WORDS = 250_000
_MAX_STEMMED = 40
# Only plain words have affixes; codes and numbers are their own stem.
_STEMMABLE = re.compile(rf"[a-z]{{4,{_MAX_STEMMED}}}")
_lock = Lock()


def stem(word: str) -> str:
    """The stem of one normalised word; itself when it has none."""
    override = overrides().get(word)
    if override is not None:
        return override
    # Codes, of which there are more than words, take no place among the kept ones.
    return _stem(word) if _STEMMABLE.fullmatch(word) else word


@lru_cache(maxsize=_CACHED_WORDS)
def _stem(word: str) -> str:
    # Sastrawi says nothing about threads; a stem takes 50 µs and is cached.
    with _lock:
        return _sastrawi().stem_word(word) or word


@cache
def overrides() -> dict[str, str]:
    """The reviewed stems: word to stem.

    Raises ValueError when a line is not ``stem: word word …`` or a word is
    given two stems.
    """
    found: dict[str, str] = {}
    for line in OVERRIDES.read_text(encoding="utf-8").splitlines():
        line = line.partition("#")[0].strip()
        if not line:
            continue
        target, colon, family = line.partition(":")
        target = target.strip()
        if not colon or not target:
            raise ValueError(f"{OVERRIDES.name}: not 'stem: words': {line!r}")
        for word in (target, *family.split()):
            if found.setdefault(word, target) != target:
                raise ValueError(f"{OVERRIDES.name}: {word!r} has two stems")
    return found


@cache
def _sastrawi() -> Stemmer:
    # Not create_stemmer(): its own cache grows without limit.
    return Stemmer(ArrayDictionary(StemmerFactory().get_words()))
