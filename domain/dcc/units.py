"""Units of measure in the digital SI (``\\milli\\litre\\hour\\tothe{-1}``) and as
people write them ("mL/h").

The digital SI composes a unit of prefixes, names and powers, as readers do of symbols;
so both are taken apart into the same factors and put together again. Source of the
names: the D-SI guide and the BIPM brochure, 9th edition; ``\\mmHg`` is in wide use
though no longer in the brochure.
"""

import re
from typing import NamedTuple

PREFIXES = {
    "nano": "n",
    "micro": "µ",
    "milli": "m",
    "centi": "c",
    "deci": "d",
    "hecto": "h",
    "kilo": "k",
    "mega": "M",
    "giga": "G",
}
POWERS = {
    "": 0,
    "nano": -9,
    "micro": -6,
    "milli": -3,
    "centi": -2,
    "deci": -1,
    "hecto": 2,
    "kilo": 3,
    "mega": 6,
    "giga": 9,
}
"""Powers of ten of the prefixes."""

NAMES = {
    "degreecelsius": "°C",
    "kelvin": "K",
    "volt": "V",
    "ampere": "A",
    "ohm": "Ω",
    "watt": "W",
    "joule": "J",
    "hertz": "Hz",
    "farad": "F",
    "siemens": "S",
    "tesla": "T",
    "newton": "N",
    "pascal": "Pa",
    "bar": "bar",
    "mmHg": "mmHg",
    "percent": "%",
    "ppm": "ppm",
    "lux": "lux",
    "lumen": "lm",
    "candela": "cd",
    "litre": "L",
    "metre": "m",
    "gram": "g",
    "tonne": "t",
    "mole": "mol",
    "second": "s",
    "minute": "min",
    "hour": "h",
    "day": "d",
    "degree": "°",
    "radian": "rad",
    "steradian": "sr",
    "decibel": "dB",
    "gray": "Gy",
    "sievert": "Sv",
    "becquerel": "Bq",
    "bit": "bit",
    "byte": "B",
}
OTHER_NAMES = {
    "meter": "metre",
    "liter": "litre",
    "celsius": "degreecelsius",
    "mmhg": "mmHg",
    "millimetreofmercury": "mmHg",
    "millimeterofmercury": "mmHg",
    "metrictonne": "tonne",
}
"""Spellings met in certificates, for those that D-SI prescribes."""

SYMBOLS = {symbol: name for name, symbol in NAMES.items()} | {"l": "litre", "lx": "lux"}
PREFIX_SYMBOLS = {symbol: prefix for prefix, symbol in PREFIXES.items()}
NO_PREFIX = frozenset({"°C", "mmHg", "%", "ppm", "min", "h", "d", "°", "dB"})

SPELLINGS = {
    "degC": "°C",
    "℃": "°C",
    "oC": "°C",
    "deg": "°",
    "ohm": "Ω",
    "kohm": "kΩ",
    "Mohm": "MΩ",
    "detik": "s",
    "menit": "min",
    "jam": "h",
    "hour": "h",
    "hari": "d",
    "day": "d",
    "lpm": "L/min",
    "LPM": "L/min",
    "liter/menit": "L/min",
    "mL/jam": "mL/h",
    "bpm": "/min",
    "BPM": "/min",
    "denyut/menit": "/min",
    "BrPM": "/min",
    "breaths/min": "/min",
    "napas/menit": "/min",
    "rpm": "/min",
    "fps": "/s",
    "dBA": "dB",
    "dB(A)": "dB",
    "%RH": "%",
    "% RH": "%",
    "VA": "V·A",
    "kVA": "kV·A",
    "mAs": "mA·s",
}
"""What people write for units, as the symbols spell them."""

OUTSIDE = frozenset({"cmH2O", "cmH₂O", "psi", "bpm", "rpm", "dB(A)", "dBA", "G"})
"""Units of the catalogue without a name in the digital SI: kept as written, which is
as good as it gets and nothing to warn about."""

SUPERSCRIPTS = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
PLAIN_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")

LONGEST = 200
WORD = re.compile(r"\\([A-Za-z]+)(?:\{(-?[0-9]{1,2})\})?\s*")
FACTOR = re.compile(r"(\D*?)\^?(-?[0-9]{1,2})?")


class Factor(NamedTuple):
    prefix: str
    name: str
    power: int


class Reading(NamedTuple):
    """A unit as people write it, and whether it was understood."""

    text: str
    is_known: bool


def from_dsi(text: str) -> Reading:
    """The readable unit: ``\\volt`` is "V", ``\\one`` is "".

    A unit that is not understood, or written in symbols, comes back as it was written.
    """
    factors = dsi_factors(text)
    if factors is not None:
        return Reading(_readable(factors), True)
    is_symbol = _readable_factors(SPELLINGS.get(text, text)) is not None
    return Reading(text, is_symbol or text in OUTSIDE)


def to_dsi(text: str) -> str:
    """The unit in the digital SI: "mL/h" is ``\\milli\\litre\\hour\\tothe{-1}``.

    A unit that is not understood comes back unchanged.
    """
    if not text:
        return r"\one"
    if dsi_factors(text) is not None:
        return text
    factors = _readable_factors(SPELLINGS.get(text, text))
    return text if factors is None else "".join(_written(one) for one in factors)


def dsi_factors(text: str) -> tuple[Factor, ...] | None:
    """The factors of a unit in the digital SI; one has none. None: not understood."""
    if len(text) > LONGEST:
        return None
    words = _words(text)
    factors: list[Factor] = []
    prefix, sign = "", 1
    for word, argument in words or ():
        if word == "per":
            sign = -1
        elif word == "tothe":
            if prefix or not factors or not argument:
                return None
            last = factors.pop()
            factors.append(last._replace(power=last.power * int(argument)))
        elif word in PREFIXES and not prefix:
            prefix = word
        elif word == "kilogram" and not prefix:
            factors.append(Factor("kilo", "gram", sign))
            sign = 1
        elif (name := _name(word)) is not None:
            factors.append(Factor(prefix, name, sign))
            prefix, sign = "", 1
        else:
            return None
    if not words or prefix or sign < 0:
        return None
    if not all(factor.power for factor in factors):
        return None
    return tuple(factor for factor in factors if factor.name != "one")


def _words(text: str) -> list[tuple[str, str]] | None:
    words, position = [], 0
    while position < len(text):
        match = WORD.match(text, position)
        if match is None:
            return None
        words.append((match[1], match[2] or ""))
        position = match.end()
    return words


def _name(word: str) -> str | None:
    if word == "one" or word in NAMES:
        return word
    lower = word.lower()
    return OTHER_NAMES.get(lower) or (lower if lower in NAMES else None)


def _readable(factors: tuple[Factor, ...]) -> str:
    above = [_symbol(factor, factor.power) for factor in factors if factor.power > 0]
    below = [_symbol(factor, -factor.power) for factor in factors if factor.power < 0]
    return "·".join(above) + "".join(f"/{symbol}" for symbol in below)


def _symbol(factor: Factor, power: int) -> str:
    raised = "" if power == 1 else str(power).translate(SUPERSCRIPTS)
    return PREFIXES.get(factor.prefix, "") + NAMES[factor.name] + raised


def _readable_factors(text: str) -> tuple[Factor, ...] | None:
    if len(text) > LONGEST:
        return None
    plain = text.replace("μ", "µ").replace("\u2126", "Ω").translate(PLAIN_DIGITS)
    above, *below = plain.split("/")
    over = [] if above in ("", "1") else above.split("·")
    factors = [_read_factor(part, 1) for part in over]
    factors += [_read_factor(part, -1) for part in below]
    known = tuple(factor for factor in factors if factor is not None)
    return known if known and len(known) == len(factors) else None


def _read_factor(text: str, sign: int) -> Factor | None:
    match = FACTOR.fullmatch(text)
    if match is None:
        return None
    symbol, power = match[1], int(match[2] or 1) * sign
    if not power:
        return None
    if symbol in SYMBOLS:
        return Factor("", SYMBOLS[symbol], power)
    prefix, rest = symbol[:1], symbol[1:]
    prefix = "µ" if prefix == "u" else prefix
    if prefix in PREFIX_SYMBOLS and rest in SYMBOLS and rest not in NO_PREFIX:
        return Factor(PREFIX_SYMBOLS[prefix], SYMBOLS[rest], power)
    return None


def _written(factor: Factor) -> str:
    # The kilogram is a base unit with a name of its own.
    joined = "" if factor.name == "gram" and factor.prefix == "kilo" else "\\"
    prefix = f"\\{factor.prefix}" if factor.prefix else ""
    raised = "" if factor.power == 1 else f"\\tothe{{{factor.power}}}"
    return f"{prefix}{joined}{factor.name}{raised}"
