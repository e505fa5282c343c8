"""Choosing between the two languages in which data are kept."""

from types import SimpleNamespace

import pytest
from django.utils import translation

from core.language import choose, in_language, language, untranslated


@pytest.mark.parametrize(
    ("active", "expected"), [("id", "id"), ("en", "en"), ("id-id", "id"), ("fr", "id")]
)
def test_every_other_language_is_read_as_indonesian(active, expected):
    with translation.override(active):
        assert language() == expected


def test_without_a_language_in_use_it_is_indonesian():
    with translation.override(None):
        assert language() == "id"


@pytest.mark.parametrize(
    ("active", "english", "expected"),
    [
        ("id", "lamp", "lampu"),
        ("en", "lamp", "lamp"),
        ("en", "", "lampu"),
        ("id-id", "lamp", "lampu"),
    ],
)
def test_english_readers_get_the_english_where_there_is_one(active, english, expected):
    with translation.override(active):
        assert choose("lampu", english) == expected


@pytest.mark.parametrize("keep", [dict, SimpleNamespace])
@pytest.mark.parametrize(
    ("kept", "indonesian", "english"),
    [
        ({"label_id": "lampu", "label_en": "lamp"}, "lampu", "lamp"),
        ({"label": "lampu", "label_en": "lamp"}, "lampu", "lamp"),
        ({"label": "lampu", "label_en": ""}, "lampu", "lampu"),
        ({"label": "lampu"}, "lampu", "lampu"),
        ({"label_en": "lamp"}, "", "lamp"),
        ({}, "", ""),
    ],
)
def test_a_name_is_read_of_mappings_and_objects(keep, kept, indonesian, english):
    with translation.override("id"):
        assert in_language(keep(**kept), "label") == indonesian
    with translation.override("en"):
        assert in_language(keep(**kept), "label") == english


def test_what_has_no_english_is_untranslated():
    assert untranslated({"summary": "Teks", "summary_en": ""}, "summary") is True
    assert untranslated({"summary": "Teks", "summary_en": "Text"}, "summary") is False
