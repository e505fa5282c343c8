"""What a measured value amounts to, by the decision rule the laboratory applies.

The rules are those of ILAC-G8:09/2019: simple acceptance (4.2.1), a guard band as wide
as the expanded uncertainty U95 (4.2.2), and the non-binary statement with the same
guard band (4.2.3). A value on a bound is still on its better side.
"""

from decimal import Decimal
from enum import StrEnum

from domain.calibration.limits import EXACT, Bounds
from domain.messages import Message, pgettext
from domain.messages import gettext_noop as _


class DecisionRule(StrEnum):
    """How the uncertainty of measurement is taken into account."""

    SIMPLE = "simple"
    GUARDED = "guarded"
    NON_BINARY = "non_binary"


RULE_NAMES = {
    DecisionRule.SIMPLE: Message(_("penerimaan sederhana")),
    DecisionRule.GUARDED: Message(_("dengan pita jaga U95")),
    DecisionRule.NON_BINARY: Message(_("dengan syarat (ILAC-G8)")),
}


class Conformity(StrEnum):
    """Whether a value lies within its limits; with "conditional" a value nearer to a
    limit than its uncertainty."""

    PASS = "pass"  # noqa: S105 (a result, no secret)
    CONDITIONAL_PASS = "conditional_pass"  # noqa: S105
    CONDITIONAL_FAIL = "conditional_fail"
    FAIL = "fail"


CONFORMITY_NAMES = {
    Conformity.PASS: pgettext("kesesuaian", "lulus"),
    Conformity.CONDITIONAL_PASS: pgettext("kesesuaian", "lulus bersyarat"),
    Conformity.CONDITIONAL_FAIL: pgettext("kesesuaian", "gagal bersyarat"),
    Conformity.FAIL: pgettext("kesesuaian", "gagal"),
}


def conformity_of(
    value: Decimal | None, u95: Decimal | None, bounds: Bounds, rule: str
) -> Conformity | None:
    """The conformity of a measured value, or None where it cannot be said: without a
    value, without any bound, with reversed bounds, or without the uncertainty that
    the rule needs.

    ``u95`` is the expanded uncertainty in the unit of the value. Raises ValueError
    for an unknown rule.
    """
    decision = DecisionRule(rule)
    if value is None or not value.is_finite() or not _sensible(bounds):
        return None

    within = _within(value, bounds, Decimal(0))
    if decision == DecisionRule.SIMPLE:
        return Conformity.PASS if within else Conformity.FAIL
    if u95 is None or not u95.is_finite() or u95 < 0:
        return None

    surely_within = _within(value, bounds, u95)
    if decision == DecisionRule.GUARDED:
        return Conformity.PASS if surely_within else Conformity.FAIL
    if within:
        return Conformity.PASS if surely_within else Conformity.CONDITIONAL_PASS
    if _within(value, bounds, u95.copy_negate()):
        return Conformity.CONDITIONAL_FAIL
    return Conformity.FAIL


def _sensible(bounds: Bounds) -> bool:
    numbers = [number for number in (bounds.low, bounds.high) if number is not None]
    return (
        bool(numbers)
        and all(number.is_finite() for number in numbers)
        and numbers[0] <= numbers[-1]
    )


def _within(value: Decimal, bounds: Bounds, guard: Decimal) -> bool:
    """Whether the value keeps ``guard`` away from both bounds."""
    if bounds.low is not None and value < EXACT.add(bounds.low, guard):
        return False
    return bounds.high is None or value <= EXACT.subtract(bounds.high, guard)
