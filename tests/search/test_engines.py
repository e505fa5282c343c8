"""Which engine is in use."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from search import engines
from search.engines import get_engine, register_engine
from search.engines.tantivy import TantivyEngine


def test_the_embedded_engine_is_the_default():
    assert isinstance(get_engine(), TantivyEngine)
    assert get_engine() is get_engine()


def test_an_engine_is_chosen_by_its_name(settings, monkeypatch):
    monkeypatch.setattr(engines, "_engines", dict(engines._engines))
    other = object()
    register_engine("other", lambda: other)

    settings.SEARCH_ENGINE = "other"

    assert get_engine() is other


def test_an_engine_that_nobody_registered_is_refused_by_name(settings):
    settings.SEARCH_ENGINE = "sphinx"

    with pytest.raises(ImproperlyConfigured, match="'sphinx'; it may be 'embedded'"):
        get_engine()


def test_another_directory_makes_another_engine(settings, tmp_path):
    before = get_engine()

    settings.SEARCH_INDEX_DIR = tmp_path / "elsewhere"

    assert get_engine() is not before


def test_an_index_of_other_fields_says_that_it_is_outdated():
    engine = get_engine()
    engine.rebuild([])

    assert engine.health().outdated is False
