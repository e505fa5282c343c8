"""A number with its uncertainty."""

from decimal import Decimal

import pytest

from domain.dcc.values import Value

ONE, TWO, THREE = map(Decimal, (1, 2, 3))


@pytest.mark.parametrize(
    ("value", "numbers"),
    [
        (Value(ONE, "V", TWO, THREE), [ONE, TWO, THREE]),
        (Value(ONE, "V"), [ONE]),
        (Value(None, "V", TWO), [TWO]),
        (Value(None, "V", None, THREE), [THREE]),
        (Value(None, ""), []),
        (Value(Decimal(0), "V", Decimal(0)), [Decimal(0), Decimal(0)]),
    ],
)
def test_all_that_a_value_states(value, numbers):
    assert value.numbers == numbers
