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
    shown alone. ``context`` tells texts apart that differ in English only."""

    message: str
    parameters: Mapping[str, object] = field(default_factory=dict, hash=False)
    context: str = ""


def pgettext(context: str, message: str) -> Message:
    """``message`` marked for collection with a context, as Django's own does."""
    return Message(message, context=context)


class Several(tuple[object, ...]):
    """A parameter that names several things, all of which are meant: "merek, tipe"."""

    __slots__ = ()


class Alternatives(tuple[object, ...]):
    """A parameter that names several things of which one is meant: "8 atau 13"."""

    __slots__ = ()
