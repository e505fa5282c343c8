"""Texts of the domain, which is told in the reader's language by whoever shows it.

A text is written in Indonesian, with ``%(name)s`` where a parameter stands, and marked
here so that ``makemessages`` collects it; its English is in the catalogue.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


def gettext_noop(message: str) -> str:
    """``message`` itself: marks it for collection, as Django's own does."""
    return message


@dataclass(frozen=True, slots=True)
class Message:
    """A marked text with its parameters, to be one parameter of another text, or to be
    shown alone."""

    message: str
    parameters: Mapping[str, object] = field(default_factory=dict, hash=False)


class Alternatives(tuple[object, ...]):
    """A parameter that names several things of which one is meant: "8 atau 13"."""

    __slots__ = ()
