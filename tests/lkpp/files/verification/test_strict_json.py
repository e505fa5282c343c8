"""JSON read so that no two readers take it differently."""

import pytest

from core.findings import message
from domain.findings import InvalidInput
from lkpp.files.verification.strict_json import strict_json


def test_json_is_read():
    assert strict_json(b'{"a": [1, {"a": null}]}') == {"a": [1, {"a": None}]}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('{"a": 1, "b": 2, "a": 3}', "nama a berulang"),
        ('[{"a": {"x": 1, "x": 1}}]', "nama x berulang"),
        ("[NaN]", "NaN bukan bilangan JSON"),
        ("[-Infinity]", "-Infinity bukan bilangan JSON"),
        ("[" * 100_000, "terlalu dalam"),
    ],
)
def test_what_two_readers_might_take_differently_is_refused(text, sentence):
    with pytest.raises(InvalidInput) as refused:
        strict_json(text)

    assert message(refused.value) == sentence


def test_what_is_no_json_is_refused():
    with pytest.raises(ValueError):
        strict_json("{")
