"""The alternatives of a hybrid (``si:hybrid``): the same in several units."""

from dataclasses import replace
from decimal import Decimal

from domain.dcc.conversion import Scale, converted
from domain.dcc.values import Value, Values


def taken(readings: list[Values]) -> Values:
    """The last one, which is in the unit that people use after the SI; its uncertainty
    may stand with another one only."""
    usual = readings[-1]
    certain = next((values for values in reversed(readings) if _has_u95(values)), None)
    if certain is None or certain is usual:
        return usual
    return _with_uncertainty(usual, certain) or certain


def _has_u95(values: Values) -> bool:
    return any(value.u95 is not None for value in values)


def _with_uncertainty(usual: Values, certain: Values) -> Values:
    """``usual`` with the uncertainties of ``certain``; () where they do not convert."""
    if len(usual) != len(certain):
        return ()
    merged = []
    for value, other in zip(usual, certain, strict=True):
        u95 = other.u95
        if u95 is not None:
            u95 = converted(u95, other.unit, value.unit, Scale.DIFFERENCE)
            if u95 is None:
                return ()
        merged.append(replace(value, u95=u95, k=other.k))
    return tuple(merged)


def differing(values: Values, chosen: Values) -> list[Decimal]:
    """The numbers of an alternative that do not say what was chosen."""
    if len(values) != len(chosen):
        return [number for value in values for number in value.numbers]
    found = []
    for other, value in zip(values, chosen, strict=True):
        if other.number is not None and not _agree(other, value):
            found.append(other.number)
        if other.u95 is not None and not _agree_in_uncertainty(other, value):
            found.append(other.u95)
        if other.k is not None and other.k != value.k:
            found.append(other.k)
    return found


def _agree_in_uncertainty(other: Value, value: Value) -> bool:
    u95 = other.u95
    return u95 is not None and _are_same(
        converted(u95, other.unit, value.unit, Scale.DIFFERENCE), value.u95
    )


def _agree(other: Value, value: Value) -> bool:
    """Whether two alternatives state the same, as far as their digits go."""
    number = other.number
    return number is not None and any(
        _are_same(converted(number, other.unit, value.unit, scale), value.number)
        for scale in Scale
    )


def _are_same(one: Decimal | None, other: Decimal | None) -> bool:
    if one is None or other is None:
        return False
    last = max(one.as_tuple().exponent, other.as_tuple().exponent)
    return abs(one - other) <= Decimal(1).scaleb(int(last))
