"""Numbers that several test modules read, and what their parts say."""

from datetime import date

from domain.numbers.readings import NumberReading
from tests.findings import written

TODAY = date(2026, 11, 22)

LICENCES = [
    "AKL 20205310017",
    "AKL 20205515108",
    "AKL 10204420100",
    "AKL 21603716980",
    "AKL 21302220256",
    "AKL 21303520437",
    "AKL 20501816508",
    "AKL 20208912298",
    "AKD 21603020231",
    "AKD 21501220581",
    "AKD 20403710512",
    "AKD 21101810911",
    "AKD 20903022671",
]


def shown_parts(reading: NumberReading, language: str = "id") -> dict[str, str]:
    """Text of each part by its label, in the order of the number."""
    return {
        written(part.label, language): written(part.text, language)
        for part in reading.parts
    }
