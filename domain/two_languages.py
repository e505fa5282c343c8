"""What a rule found in something a person stated, told in Indonesian or English."""

from dataclasses import dataclass
from enum import StrEnum


class Grade(StrEnum):
    """An error is not saved; a warning is saved and shown to editor and verifier."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault or doubt: a code for programs and its sentence in two languages."""

    code: str
    grade: Grade
    message_id: str
    message_en: str

    def text(self, language: str = "id") -> str:
        """The sentence in "en", or in Indonesian for any other language."""
        return self.message_en if language == "en" else self.message_id

    @property
    def is_error(self) -> bool:
        return self.grade == Grade.ERROR


def error(code: str, message_id: str, message_en: str) -> Finding:
    return Finding(code, Grade.ERROR, message_id, message_en)


def warning(code: str, message_id: str, message_en: str) -> Finding:
    return Finding(code, Grade.WARNING, message_id, message_en)
