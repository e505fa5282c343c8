"""Short codes by which pages are found from a label.

A code is the primary key of a page in Crockford's base 32 and a check symbol:
capitals and digits only, so that a QR code packs it tightly, and without the letters
that are read as digits. It depends on nothing but the key and is never given anew.

The check symbol is a weighted sum over the field of 32 elements, in which symbol ``i``
from the right weighs ``2 ** i``. It notices every single wrong symbol and every two
symbols that changed places.
"""

SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's: no I, L, O and U."""
READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None})
SHORTEST = 5
"""Symbols of a code. It suffices for a million pages."""
LONGEST = 8
LARGEST_KEY = 32 ** (LONGEST - 1) - 1
MODULUS = 0b100101
"""x⁵ + x² + 1, by which products of the field are reduced."""


class Mistyped(ValueError):
    """No page can have this code."""


def code_of(key: int) -> str:
    """The code of the page with this primary key. Raises ValueError where there can
    be none: below 1 or beyond ``LARGEST_KEY``."""
    if not 1 <= key <= LARGEST_KEY:
        raise ValueError(key)
    values = _digits(key)
    values = [0] * (SHORTEST - 1 - len(values)) + values
    return "".join(SYMBOLS[value] for value in [*values, _check(values)])


def key_of(text: str) -> int:
    """The primary key that a code means, however it was typed.

    Takes small letters, O for 0, I and L for 1, hyphens and spaces. Raises Mistyped.
    """
    code = text.upper().translate(READ_AS)
    if not SHORTEST <= len(code) <= LONGEST or not set(code) <= set(SYMBOLS):
        raise Mistyped(text)
    *digits, check = map(SYMBOLS.index, code)
    key = 0
    for digit in digits:
        key = key * 32 + digit
    # Spelling it again refuses needless zeros in front as well.
    if check != _check(digits) or not key or code != code_of(key):
        raise Mistyped(text)
    return key


def _digits(key: int) -> list[int]:
    digits = []
    while key:
        key, digit = divmod(key, 32)
        digits.insert(0, digit)
    return digits


def _check(digits: list[int]) -> int:
    total = 0
    for digit in digits:
        total = _doubled(total) ^ digit
    return _doubled(total)


def _doubled(value: int) -> int:
    """``value`` times two in the field of 32 elements."""
    value <<= 1
    return value ^ MODULUS if value & 32 else value
