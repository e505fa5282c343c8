"""Which definitions of attributes can be used."""

import pytest

from domain.attributes.definitions import AttributeDefinition, Choice, definition_errors
from tests.domain.attributes.samples import ALL


def test_sound_definitions_have_no_faults():
    assert [definition_errors(definition) for definition in ALL] == [[]] * len(ALL)


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        (
            {"key": "Berat"},
            "the key must be lower-case letters, digits and underscores",
        ),
        ({"kind": "date"}, "unknown kind 'date'"),
        ({"better": "more"}, "unknown direction 'more'"),
        ({"label_en": " "}, "both labels are needed"),
        ({"unit": "stone"}, "unknown unit 'stone'"),
        ({"low": 2, "high": 1}, "the low bound is above the high bound"),
        ({"multiple": True}, "only a choice can be multiple"),
        (
            {"choices": (Choice("a", "A", "A"),)},
            "a choice has choices, and nothing else has",
        ),
        ({"kind": "choice"}, "a choice has choices, and nothing else has"),
        (
            {"kind": "choice", "choices": (Choice("a", "A", "A"),) * 2},
            "two choices have the same value",
        ),
        (
            {"kind": "choice", "choices": (Choice("a", "", "A"),)},
            "a choice needs a value and both labels",
        ),
        (
            {"kind": "text", "unit": "mm"},
            "only numbers and ranges have a unit and bounds",
        ),
    ],
)
def test_a_definition_that_cannot_work_is_named(changes, error):
    parts = {"key": "n", "label_id": "N", "label_en": "N", "kind": "number"}

    assert definition_errors(AttributeDefinition(**{**parts, **changes})) == [error]
