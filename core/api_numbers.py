"""Numbers in the addresses of APIs."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError


def _in_digits(given: object) -> object:
    """Pydantic takes "1_0", "+1" and " 1 " for numbers; a reader that sends them has
    made a mistake, and would be answered to something else."""
    if isinstance(given, str) and not (given.isascii() and given.isdigit()):
        raise PydanticCustomError("int_parsing", "Write a whole number in digits alone")
    return given


def whole_number(low: int = 0, high: int = 2**63 - 1) -> Any:
    """The type of a number between these, in plain digits.

    The bounds stand next to the number: beyond a validator the API's description would
    not have them.
    """
    return Annotated[int, Field(ge=low, le=high), BeforeValidator(_in_digits)]


WholeNumber = whole_number()
