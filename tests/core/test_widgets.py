"""Inputs for lists that are kept as JSON."""

import pytest
from django.http import QueryDict

from core.widgets import CommaSeparatedInput, JsonCheckboxes


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("32501, 46691", '["32501", "46691"]'),
        ("32501;46691 ;", '["32501", "46691"]'),
        ("kasa, steril; perban", '["kasa, steril", "perban"]'),
        ("kasa, steril;", '["kasa, steril"]'),
        (" , ", "[]"),
        ("", "[]"),
        (None, None),
    ],
)
def test_a_typed_list_becomes_json(typed, kept):
    data = {} if typed is None else {"codes": typed}

    assert CommaSeparatedInput().value_from_datadict(data, {}, "codes") == kept


@pytest.mark.parametrize(
    ("kept", "shown"),
    [
        ('["32501", "46691"]', "32501, 46691"),
        ("[32501]", "32501"),
        ('["kasa, steril", "perban"]', "kasa, steril; perban;"),
        ('["kasa, steril"]', "kasa, steril;"),
        ("[]", ""),
        ("", ""),
        (None, ""),
        ('{"a": 1}', ""),
        ("[rusak", ""),
    ],
)
def test_a_kept_list_is_typed_with_commas(kept, shown):
    assert CommaSeparatedInput().format_value(kept) == shown


def test_ticked_boxes_become_json():
    boxes = JsonCheckboxes(choices=[("11", "Aceh"), ("12", "Sumatera Utara")])

    ticked = boxes.value_from_datadict(QueryDict("p=11&p=12"), {}, "p")
    none = boxes.value_from_datadict(QueryDict(""), {}, "p")

    assert (ticked, none) == ('["11", "12"]', "[]")


def test_boxes_are_ticked_by_what_is_kept():
    boxes = JsonCheckboxes(choices=[("11", "Aceh"), ("12", "Sumatera Utara")])

    assert boxes.format_value('["12"]') == ["12"]
    assert boxes.format_value("[12]") == ["12"]
    assert boxes.format_value(None) == []
