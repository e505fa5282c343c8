"""Paths into typed records, and into answers."""

import pytest

from lkpp.profiles.paths import is_path_in, paths_of, values_in
from lkpp.records.neutral_record import NeutralRecord


def test_paths_lead_through_lists_dictionaries_and_what_may_be_absent():
    paths = list(paths_of(NeutralRecord))

    assert paths[:2] == ["schema_version", "sku"]
    assert "changed.*" in paths
    assert "pictures[].urls.*" in paths
    assert "listing.local_content.tkdn" in paths
    assert "listing.maker.kbli_codes[]" in paths


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("pictures[].urls.300", True),
        ("listing.maker", True),
        ("specification", True),
        ("listing.maker.kbli_codes", True),
        ("listing.certificates[].number", True),
        ("listing.certificates.number", False),
        ("sku.name", False),
        ("", False),
    ],
)
def test_a_path_is_known_or_not(path, expected):
    assert is_path_in(NeutralRecord, path) is expected


def test_values_are_found_by_path_and_items_by_their_label():
    answer = {
        "a": {"b": 1},
        "list": [{"c": 2}, {"c": None}],
        "none": [],
        "told": [{"name": "Garansi", "value": "TERSEDIA"}],
    }

    assert list(values_in(answer, frozenset({"told"}))) == [
        ("a.b", 1),
        ("list[].c", 2),
        ("list[].c", None),
        ("none[]", []),
        ("told[Garansi].value", "TERSEDIA"),
    ]
