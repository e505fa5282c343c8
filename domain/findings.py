"""What a rule found in something that a person declared.

A parser refuses by raising :class:`InvalidInput`; everything else returns findings.
The message is written in the reader's language by :mod:`core.findings`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum


class Grade(StrEnum):
    """How much a finding weighs."""

    ERROR = "error"
    """What it is about is not saved."""

    WARNING = "warning"
    """Saved, and shown to editor and verifier."""

    EXPORT_BLOCKER = "export_blocker"
    """Published, but not exported to LKPP."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong or unlikely.

    ``code`` names it for programs; ``message`` is the Indonesian text, marked with
    :func:`domain.messages.gettext_noop`, with a ``%(name)s`` for each of the
    ``parameters``. A parameter may be a Decimal, a date, a quantity, a name in both
    languages, a Message, Several, Alternatives or another finding: each is written in
    the reader's language.
    ``place`` says where it was found, such as a field's name; blank if nowhere else
    than in what was asked about.
    """

    code: str
    grade: Grade
    message: str
    parameters: Mapping[str, object] = field(default_factory=dict, hash=False)
    place: str = ""

    @property
    def is_error(self) -> bool:
        return self.grade == Grade.ERROR

    @property
    def is_blocker(self) -> bool:
        return self.grade == Grade.EXPORT_BLOCKER

    def as_warning(self) -> "Finding":
        """The same, where the rule is not certain enough to refuse."""
        return replace(self, grade=Grade.WARNING)

    def at(self, place: str) -> "Finding":
        """The same, found at ``place``."""
        return replace(self, place=place)


def error(code: str, message: str, /, **parameters: object) -> Finding:
    return Finding(code, Grade.ERROR, message, parameters)


def warning(code: str, message: str, /, **parameters: object) -> Finding:
    return Finding(code, Grade.WARNING, message, parameters)


class InvalidInput(ValueError):
    """Text that cannot be read as what it should be; ``finding`` says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding)
        self.finding = finding

    @property
    def code(self) -> str:
        return self.finding.code


def invalid(code: str, message: str, /, **parameters: object) -> InvalidInput:
    """The refusal for a parser to raise, its finding an error."""
    return InvalidInput(error(code, message, **parameters))
