"""Numbers as people write and read them, in Indonesian and in English."""

from decimal import Decimal


def to_decimal(value: int | float | Decimal) -> Decimal:
    """The number as it is written, so that 0.1 is 0.1 and nothing more."""
    return value if isinstance(value, Decimal) else Decimal(repr(value))


MOST_DECIMALS = 4


def number_parts(value: int | float | Decimal) -> tuple[str, str, str]:
    """Sign, whole digits and fraction digits, without trailing zeros."""
    written = f"{to_decimal(value):f}"
    sign = "\u2212" if written.startswith("-") else ""
    whole, _, fraction = written.lstrip("-").partition(".")
    fraction = fraction.rstrip("0")
    return sign if whole.strip("0") or fraction else "", whole, fraction


def without_noise(value: float) -> float:
    """For the screen, a number that conversion between units left with more decimals
    than anyone measured, to some four figures: 2.00266440751 is 2.003."""
    _sign, whole, fraction = number_parts(value)
    if len(fraction) <= MOST_DECIMALS:
        return value
    if abs(value) < 1:
        return float(f"{value:.{MOST_DECIMALS}g}")
    return round(value, max(0, MOST_DECIMALS - len(whole)))


def format_number(value: int | float | Decimal, language: str) -> str:
    """A number for the screen: "1.234,5" in Indonesian, "1,234.5" in English."""
    sign, whole, fraction = number_parts(value)
    grouped = f"{int(whole):,}"
    if language == "en":
        return sign + grouped + (f".{fraction}" if fraction else "")
    return sign + grouped.replace(",", ".") + (f",{fraction}" if fraction else "")
