"""What a check of an export found."""

from dataclasses import dataclass, field


class Unreadable(Exception):
    """A file cannot be checked further; the message says why."""


@dataclass(frozen=True, slots=True)
class Fault:
    """``where`` is a file, with line or record where that is known."""

    where: str
    what: str


@dataclass(slots=True)
class Report:
    """What was found. ``notes`` are what could not be checked, and why."""

    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    kid: str = ""
    profile: str = ""
    format: str = ""
    after: int | None = None
    to: int | None = None
    parts: int = 0
    records: int = 0
    withdrawn: int = 0
    schema_checked: bool = False

    @property
    def ok(self) -> bool:
        return not self.faults

    def fault(self, where: str, what: str) -> None:
        self.faults.append(Fault(where, what))


def shown(name: object) -> str:
    """A name on one line of the terminal, without characters that could steer it."""
    text = str(name)[:120]
    return "".join(
        mark if mark.isprintable() else "\N{REPLACEMENT CHARACTER}" for mark in text
    )
