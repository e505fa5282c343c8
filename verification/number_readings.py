"""What a number was read as, in the language in use."""

from core.findings import as_data, written
from domain.numbers.check import CheckedText
from domain.numbers.readings import NumberReading


def shown_parts(reading: NumberReading) -> dict[str, str]:
    """Text of each part by its label, in the order of the number."""
    return {written(part.label): written(part.text) for part in reading.parts}


def check_as_data(checked: CheckedText) -> dict[str, object]:
    """The check as JSON can hold it; its keys are the same in each language."""
    return {
        "input": checked.text,
        "findings": [as_data(finding) for finding in checked.findings],
        "readings": [_reading_as_data(reading) for reading in checked.readings],
    }


def _reading_as_data(reading: NumberReading) -> dict[str, object]:
    return {
        "kind": reading.kind,
        "label": written(reading.label),
        "normal": reading.normal,
        "display": reading.display,
        "certainty": reading.certainty.name.lower(),
        "parts": {
            part.key: {
                "label": written(part.label),
                "value": part.value,
                "text": written(part.text),
            }
            for part in reading.parts
        },
        "findings": [as_data(finding) for finding in reading.findings],
    }
