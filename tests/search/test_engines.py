"""Which engine is in use."""

from unittest.mock import Mock

import pytest
from django.core.exceptions import ImproperlyConfigured

from search import engines
from search.engines import get_engine, names_in_use, register_engine


@pytest.mark.parametrize(
    ("setting", "value"),
    [("ELASTICSEARCH_INDEX", "other"), ("ELASTICSEARCH_URL", ["http://127.0.0.1:8"])],
)
def test_another_cluster_makes_another_engine_and_closes_the_former(
    settings, monkeypatch, setting, value
):
    settings.SEARCH_ENGINE = "elasticsearch"
    settings.ELASTICSEARCH_URL = ["http://127.0.0.1:9"]
    before, closed = get_engine(), []
    monkeypatch.setattr(before, "close", lambda: closed.append(before))

    setattr(settings, setting, value)

    assert closed == [before]
    assert get_engine() is not before


def test_an_engine_is_chosen_by_its_name(settings, monkeypatch):
    monkeypatch.setattr(engines, "_engines", dict(engines._engines))
    other = Mock()
    register_engine("other", lambda: other)

    settings.SEARCH_ENGINE = "other"

    assert get_engine() is other


def test_an_engine_that_nobody_registered_is_refused_by_name(settings):
    settings.SEARCH_ENGINE = "sphinx"

    with pytest.raises(ImproperlyConfigured, match=r"'sphinx'; .* may name 'embedded'"):
        get_engine()


def test_engines_in_use_begin_with_the_one_that_answers(settings):
    settings.SEARCH_ENGINE = "second"
    settings.SEARCH_ENGINES_BESIDE = ["embedded", "second", "embedded", "third"]

    assert names_in_use() == ("second", "embedded", "third")


def test_an_engine_is_one_by_whatever_way_it_is_asked_for(settings):
    answering = get_engine()

    assert get_engine(settings.SEARCH_ENGINE) is answering


def test_another_directory_makes_another_engine(settings, tmp_path):
    settings.SEARCH_ENGINE = "embedded"
    before = get_engine()

    settings.SEARCH_INDEX_DIR = tmp_path / "elsewhere"

    assert get_engine() is not before
