"""What a reading did not understand, said once each."""

from domain.findings import Finding, warning

MOST_NOTES = 50
"""Beyond these a reader of the list learns nothing new."""

LONGEST_QUOTE = 60


def quoted(text: str) -> str:
    """The beginning of a stranger's text, fit for a sentence."""
    short = " ".join(text.split())
    if len(short) > LONGEST_QUOTE:
        short = short[: LONGEST_QUOTE - 1] + "…"
    return f"“{short}”"


class Notes:
    """Collects warnings, each of them only once and not without end."""

    def __init__(self) -> None:
        self._findings: dict[Finding, None] = {}

    def warn(self, code: str, message: str, /, **parameters: object) -> None:
        if len(self._findings) < MOST_NOTES:
            self._findings[warning(code, message, **parameters)] = None

    @property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(self._findings)
