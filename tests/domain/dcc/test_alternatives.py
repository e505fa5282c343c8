"""The alternatives of a hybrid: which is taken, and whether the others agree."""

from decimal import Decimal

import pytest

from domain.dcc.alternatives import differing, taken
from domain.dcc.values import Value, Values

CELSIUS = r"\degreecelsius"
KELVIN = r"\kelvin"


def one(
    number: str | None, unit: str, u95: str | None = None, k: str | None = None
) -> Values:
    numbers = [None if text is None else Decimal(text) for text in (number, u95, k)]
    return (Value(numbers[0], unit, numbers[1], numbers[2]),)


def test_the_last_one_is_taken():
    assert taken([one("1", "V"), one("2", "V")]) == one("2", "V")


def test_the_uncertainty_of_another_one_is_taken_with_it():
    alternatives = [one("309.15", KELVIN, "0.1", "2"), one("36.0", CELSIUS)]

    assert taken(alternatives) == one("36.0", CELSIUS, "0.1", "2")


def test_one_with_an_uncertainty_is_taken_where_that_does_not_convert():
    alternatives = [one("60", r"\second", "0.5", "2"), one("1", r"\minute")]

    assert taken(alternatives) == alternatives[0]


@pytest.mark.parametrize(
    ("other", "chosen", "left"),
    [
        (one("309.15", KELVIN), one("36.00", CELSIUS), []),
        (one("0.1", KELVIN), one("0.1", CELSIUS), []),
        (one("309.15", KELVIN), one("36.1", CELSIUS), []),
        (one("309.15", KELVIN), one("36.30", CELSIUS), ["309.15"]),
        (one("309.15", KELVIN), one("36.00", r"\volt"), ["309.15"]),
        (one("309.15", KELVIN), one(None, CELSIUS), ["309.15"]),
        (one(None, KELVIN), one("36.00", CELSIUS), []),
        (
            one("1", KELVIN, "0.10", "2"),
            one("1", CELSIUS, "0.10", "2"),
            [],
        ),
        (
            one("1", KELVIN, "0.10", "2"),
            one("1", CELSIUS, "0.30", "3"),
            ["0.10", "2"],
        ),
        (
            one("1", KELVIN, "0.10", "2.0"),
            one("1", CELSIUS, "0.10", "2"),
            [],
        ),
        (one("1", KELVIN, "0.10", "2"), one("1", CELSIUS), ["0.10", "2"]),
        (one("1", "V") * 2, one("1", "V"), ["1", "1"]),
    ],
)
def test_what_does_not_say_the_same_as_far_as_its_digits_go_is_left(
    other, chosen, left
):
    assert [str(number) for number in differing(other, chosen)] == left
