"""Test points, limits, and what is said of them."""

import unicodedata
from decimal import Decimal

from hypothesis import strategies as st

from domain.calibration.conformity import Conformity, DecisionRule
from domain.calibration.limits import Limit, LimitKind
from domain.calibration.points import (
    TestPoint,
)
from tests.findings import told_code

PAPER_SPEED = Limit(LimitKind.PERCENT, tolerance=Decimal(5), unit="mm/s")
LEAK = Limit(LimitKind.MAXIMUM, high=Decimal(15), unit="mmHg/min")
TEMPERATURE = Limit(LimitKind.PLUS_MINUS, tolerance=Decimal("1.5"), unit="degC")
LIMITS = {"paper_speed": PAPER_SPEED, "leak": LEAK, "temperature": TEMPERATURE}
NUMBERS = ("nominal", "mean", "error", "u95", "k", "low", "high")


def point(**values):
    return TestPoint(
        **{
            name: Decimal(value) if name in NUMBERS else value
            for name, value in values.items()
        }
    )


def codes(findings):
    return [(told_code(finding), str(finding.grade)) for finding in findings]


def cell_codes(findings):
    return {
        cell: [told_code(finding) for finding in found]
        for cell, found in findings.items()
    }


texts = (
    st.text(max_size=40)
    .map(lambda text: " ".join(text.split()))
    .filter(lambda text: not any(unicodedata.category(c) in ("Cc", "Cs") for c in text))
)

decimals = st.one_of(
    st.none(),
    st.decimals("-9999999999", "9999999999", allow_nan=False, places=3),
    st.decimals("-99", "99", allow_nan=False, places=20),
)

test_points = st.builds(
    TestPoint,
    parameter=st.just("paper_speed"),
    name=texts,
    unit=texts,
    tolerance=texts,
    rule=st.sampled_from(DecisionRule),
    stated=st.sampled_from(["", *Conformity]),
    **dict.fromkeys(NUMBERS, decimals),
)

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)
