"""Wagtail's saving of a form while it is filled in."""

import pytest

from core.autosave import is_autosave


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("application/json", True),
        ("application/json, text/plain", True),
        ("application/json, text/plain, */*", False),
        ("text/html,application/xhtml+xml", False),
        ("*/*", False),
    ],
)
def test_a_form_that_takes_json_alone_was_sent_by_itself(rf, accept, expected):
    assert is_autosave(rf.post("/", headers={"accept": accept})) is expected
