"""Numbers in the addresses of APIs are digits."""

import pytest
from pydantic import TypeAdapter, ValidationError

from core.api_numbers import WholeNumber, whole_number

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


def test_bounds_hold_and_are_described():
    bounded = TypeAdapter(whole_number(1, 9))

    assert [bounded.validate_python(each) for each in ("1", "9")] == [1, 9]
    for beyond in ("0", "10"):
        with pytest.raises(ValidationError, match="(greater|less) than or equal"):
            bounded.validate_python(beyond)
    assert bounded.json_schema() == {"type": "integer", "minimum": 1, "maximum": 9}


def test_a_number_fits_into_the_database():
    assert READ.json_schema()["maximum"] == 2**63 - 1
