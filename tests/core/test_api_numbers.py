"""Numbers in the addresses of APIs are digits."""

import pytest
from pydantic import TypeAdapter, ValidationError

from core.api_numbers import WholeNumber

READ = TypeAdapter(WholeNumber)


@pytest.mark.parametrize(
    ("given", "number"), [("0", 0), ("10", 10), ("007", 7), (3, 3)]
)
def test_digits_are_a_number(given, number):
    assert READ.validate_python(given) == number


@pytest.mark.parametrize(
    "given", ["1_0", "+1", "-1", " 1", "1 ", "1.0", "1e3", "", "١"]
)
def test_nothing_else_is(given):
    with pytest.raises(ValidationError, match="a whole number in digits alone"):
        READ.validate_python(given)
