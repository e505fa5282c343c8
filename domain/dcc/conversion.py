"""Numbers from one unit of the digital SI into another, exactly or not at all.

What a number is of decides how it converts: 309.15 K on the scale are 36 °C, a
difference of 0.1 K is one of 0.1 °C. So a certificate may state temperatures in degrees
Celsius and their errors, uncertainties and limits in kelvin (SI brochure, 9th edition,
2.3.1: the two units are equal in size).
"""

from decimal import Context, Decimal
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from domain.dcc.units import POWERS, Factor, dsi_factors, to_dsi

EXACT = Context(prec=200)
ZERO_CELSIUS = Decimal("273.15")
CELSIUS = (Factor("", "degreecelsius", 1),)
KELVIN = {"kelvin": 1}


class Scale(StrEnum):
    """What a number counts from."""

    ABSOLUTE = "absolute"
    """From the zero of its scale: what is measured, set, or referred to."""

    DIFFERENCE = "difference"
    """From another number: an error, an uncertainty, a limit of the error."""


class _Size(NamedTuple):
    """A unit as so many of what it is made of: a litre is 1/1000 of a cubic metre."""

    factor: Fraction
    dimensions: frozenset[tuple[str, int]]


MOST_POWER = 20
"""Of a unit; raised to the powers that a text of a few letters can have, its size would
fill the memory."""

MADE_OF: dict[str, tuple[Fraction, dict[str, int]]] = {
    "degreecelsius": (Fraction(1), KELVIN),
    "percent": (Fraction(1, 100), {}),
    "ppm": (Fraction(1, 10**6), {}),
    "litre": (Fraction(1, 1000), {"metre": 3}),
    "tonne": (Fraction(10**6), {"gram": 1}),
    "bar": (Fraction(10**5), {"pascal": 1}),
    "minute": (Fraction(60), {"second": 1}),
    "hour": (Fraction(3600), {"second": 1}),
    "day": (Fraction(86400), {"second": 1}),
}
"""Only what is so by definition and in whole numbers: a millimetre of mercury has its
value by convention, and a number converted by it is not the one that was certified."""


def converted(
    number: Decimal, source: str, target: str, scale: Scale
) -> Decimal | None:
    """``number`` in the unit ``target``, every digit kept; None where it has none
    there: another quantity, a unit that is not known, or no end of decimals."""
    if source == target:
        return number
    one, other = _size(source), _size(target)
    if one is None or other is None or one.dimensions != other.dimensions:
        return None
    if scale == Scale.ABSOLUTE and _is_celsius(source) != _is_celsius(target):
        return _across_zero(number, source, one.factor / other.factor)
    return _times(number, one.factor / other.factor)


def is_temperature(unit: str) -> bool:
    """Whether the unit counts from a zero: degrees Celsius or kelvin."""
    size = _size(unit)
    return size is not None and size.dimensions == frozenset(KELVIN.items())


def _across_zero(number: Decimal, source: str, factor: Fraction) -> Decimal | None:
    if _is_celsius(source):
        return _times(EXACT.add(number, ZERO_CELSIUS), factor)
    in_kelvin = _times(number, factor)
    return None if in_kelvin is None else EXACT.subtract(in_kelvin, ZERO_CELSIUS)


def _times(number: Decimal, factor: Fraction) -> Decimal | None:
    """A power of ten moves the point and keeps the digits as they were certified."""
    shift = _power_of_ten(factor)
    if shift is not None:
        return number.scaleb(shift, EXACT) if shift else number
    product = Fraction(number) * factor
    digits = _decimals(product.denominator)
    if digits is None:
        return None
    decimals = max(digits, -_exponent(number))
    scaled = product * 10**decimals
    return Decimal(scaled.numerator).scaleb(-decimals, EXACT)


def _power_of_ten(factor: Fraction) -> int | None:
    for whole, sign in ((factor, 1), (1 / factor, -1)):
        text = str(whole)
        if text.strip("0") == "1":
            return sign * (len(text) - 1)
    return None


def _decimals(denominator: int) -> int | None:
    """How many decimals a fraction has; None without end."""
    powers = []
    for prime in (2, 5):
        power = 0
        while denominator % prime == 0:
            denominator //= prime
            power += 1
        powers.append(power)
    return max(powers) if denominator == 1 else None


def _exponent(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _is_celsius(unit: str) -> bool:
    return _factors(unit) == CELSIUS


def _factors(unit: str) -> tuple[Factor, ...] | None:
    """Of a unit in the digital SI or in symbols; nothing written is not one."""
    return dsi_factors(to_dsi(unit)) if unit else None


@lru_cache(maxsize=1024)
def _size(unit: str) -> _Size | None:
    factors = _factors(unit)
    if factors is None or any(abs(one.power) > MOST_POWER for one in factors):
        return None
    total, dimensions = Fraction(1), dict[str, int]()
    for factor in factors:
        made, parts = MADE_OF.get(factor.name, (Fraction(1), {factor.name: 1}))
        prefix = Fraction(10) ** POWERS[factor.prefix]
        total *= (made * prefix) ** factor.power
        for name, power in parts.items():
            dimensions[name] = dimensions.get(name, 0) + power * factor.power
    return _Size(total, frozenset(part for part in dimensions.items() if part[1] != 0))
