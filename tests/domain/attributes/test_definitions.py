"""Which definitions of attributes can be used."""

import pytest

from domain.attributes.definitions import AttributeDefinition, Choice, definition_errors
from tests.domain.attributes.samples import ALL


def test_sound_definitions_have_no_errors():
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


@pytest.mark.parametrize(
    "changes",
    [
        {"better": "match"},
        {"better": "down"},
        {"low": 1, "high": 1},
        {"low": 1},
        {"high": 1},
        {"key": "a" + "_" * 59},
        {"kind": "range", "unit": "mm", "low": 1},
        {"kind": "text"},
        {"kind": "yes_no"},
    ],
)
def test_a_definition_may_go_to_its_bounds(changes):
    parts = {"key": "n", "label_id": "N", "label_en": "N", "kind": "number"}

    assert definition_errors(AttributeDefinition(**{**parts, **changes})) == []


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        (
            {"key": "a" + "_" * 60},
            "the key must be lower-case letters, digits and underscores",
        ),
        ({"key": ""}, "the key must be lower-case letters, digits and underscores"),
        ({"label_id": " "}, "both labels are needed"),
        (
            {"kind": "yes_no", "low": 0},
            "only numbers and ranges have a unit and bounds",
        ),
        ({"kind": "text", "high": 0}, "only numbers and ranges have a unit and bounds"),
        (
            {"kind": "choice", "choices": (Choice("", "A", "A"),)},
            "a choice needs a value and both labels",
        ),
        (
            {"kind": "choice", "choices": (Choice("a", "A", ""),)},
            "a choice needs a value and both labels",
        ),
    ],
)
def test_a_definition_beyond_its_bounds_is_named(changes, error):
    parts = {"key": "n", "label_id": "N", "label_en": "N", "kind": "number"}

    assert definition_errors(AttributeDefinition(**{**parts, **changes})) == [error]


def test_labels_are_kept_in_both_languages():
    choice = Choice("niv", "Noninvasif", "Non-invasive")
    definition = AttributeDefinition("modes", "Mode", "Modes", "choice")

    assert [choice.label("id"), choice.label("en")] == ["Noninvasif", "Non-invasive"]
    assert [definition.label("id"), definition.label("en")] == ["Mode", "Modes"]
