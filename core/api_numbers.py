"""Numbers in the addresses of APIs."""

from typing import Annotated

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError


def _in_digits(given: object) -> object:
    """Pydantic takes "1_0", "+1" and " 1 " for numbers; a reader that sends them has
    made a mistake, and would be answered to something else."""
    if isinstance(given, str) and not (given.isascii() and given.isdigit()):
        raise PydanticCustomError("int_parsing", "Write a whole number in digits alone")
    return given


WholeNumber = Annotated[int, BeforeValidator(_in_digits)]
"""A number from 0 in plain digits."""
