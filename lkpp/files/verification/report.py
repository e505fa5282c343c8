"""What a check of an export found."""

from dataclasses import dataclass, field

from domain.findings import Finding, InvalidInput


class Unreadable(InvalidInput):
    """A file cannot be checked further."""


@dataclass(slots=True)
class Report:
    """What was found: errors, each with its file, and with line or record where that is
    known, and warnings of what could not be checked."""

    findings: list[Finding] = field(default_factory=list)
    kid: str = ""
    catalogue: str = ""
    feed: str = ""
    created_at: str = ""
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
        return not self.errors

    @property
    def errors(self) -> list[Finding]:
        return [each for each in self.findings if each.is_error]

    @property
    def warnings(self) -> list[Finding]:
        return [each for each in self.findings if not each.is_error]

    def add(self, place: str, finding: Finding) -> None:
        self.findings.append(finding.at(place))


def shown(name: object) -> str:
    """A name on one line of the terminal, without characters that could steer it."""
    text = str(name)[:120]
    return "".join(
        mark if mark.isprintable() else "\N{REPLACEMENT CHARACTER}" for mark in text
    )
