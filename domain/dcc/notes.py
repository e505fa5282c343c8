"""What a reading did not understand, said once each."""

from domain.two_languages import Finding, warning

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
    """Collects warnings, each sentence only once and not without end."""

    def __init__(self):
        self._findings: dict[Finding, None] = {}

    def warn(self, code: str, message_id: str, message_en: str) -> None:
        if len(self._findings) < MOST_NOTES:
            self._findings[warning(code, message_id, message_en)] = None

    @property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(self._findings)
