"""How far a reader has come, and what it was told up to there.

To readers a cursor is a text that they hand back: ``POSITION.HORIZON.DIGEST``. The
position is the revision to go on after. The horizon is the last revision there was
when the position was handed out, and the digest stands for all that readers were told
up to it: what had moved on beyond the position was in none of the pages before, and
the reader relies on meeting it later. A number alone is a position that proves nothing.
See docs/adr/0033-cursors-addresses-and-moments.md.
"""

import re
from dataclasses import dataclass
from typing import Annotated

from pydantic import AfterValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from lkpp import errors
from readmodel.chain import Past, past_at

DIGITS = 18
"""What a database holds as a number has more."""

_NUMBER, _DIGEST = f"[0-9]{{1,{DIGITS}}}", "[0-9a-f]{16}"
_FORM = re.compile(
    rf"(?P<position>{_NUMBER})(\.(?P<horizon>{_NUMBER})\.(?P<digest>{_DIGEST}))?"
)
_DESCRIBED = rf"^{_NUMBER}(\.{_NUMBER}\.{_DIGEST})?$"
_MALFORMED = "Write next_cursor as it was given, or a revision in digits alone"


@dataclass(frozen=True, slots=True)
class Cursor:
    """See the module. A number alone has no ``digest`` and is its own horizon."""

    position: int
    horizon: int
    digest: str = ""

    def __str__(self) -> str:
        if not self.digest:
            return str(self.position)
        return f"{self.position}.{self.horizon}.{self.digest}"


BEGINNING = Cursor(0, 0)


def parse_cursor(text: str) -> Cursor:
    """Raises ValueError."""
    found = _FORM.fullmatch(text)
    if found is None:
        raise ValueError(_MALFORMED)
    position, digest = int(found["position"]), found["digest"] or ""
    return Cursor(position, int(found["horizon"]) if digest else position, digest)


def cursor_at(position: int, past: Past) -> Cursor:
    """The cursor of a reader who has what was told up to ``position``, as it was when
    ``past`` was all there was."""
    if not past.digest:
        return Cursor(position, position)
    return Cursor(position, past.revision, past.digest)


def require_same_past(cursor: Cursor, past: Past, begin_anew: str) -> None:
    """Raises FeedError where the reader was told what this catalogue never told, with
    the address at which it begins anew."""
    if cursor.horizon > past.revision:
        raise errors.cursor_ahead(cursor.horizon, past.revision, begin_anew)
    if is_of_another_past(cursor, past):
        raise errors.history_differs(cursor.horizon, begin_anew)


def is_of_another_past(cursor: Cursor, past: Past) -> bool:
    """Whether something else was told up to the horizon, which is not ahead; nobody
    was ever told of a position beyond it."""
    if cursor.position > cursor.horizon:
        return True
    return bool(cursor.digest) and cursor.digest != past_at(cursor.horizon, past).digest


def _checked(given: str) -> str:
    try:
        parse_cursor(given)
    except ValueError as error:
        raise PydanticCustomError("cursor_parsing", _MALFORMED) from error
    return given


CursorText = Annotated[
    str,
    AfterValidator(_checked),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "pattern": _DESCRIBED},
                {"type": "integer", "minimum": 0, "maximum": 10**DIGITS - 1},
            ]
        }
    ),
]
"""The type of a cursor in an address: a text that :func:`parse_cursor` takes."""
