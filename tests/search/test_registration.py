"""What the catalogue registers: the engines that its settings may name."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from search.engines import get_engine
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.tantivy import TantivyEngine
from search.indexing.mapping import INDEX_SCHEMA


def test_the_embedded_engine_is_a_directory(settings):
    settings.SEARCH_ENGINE = "embedded"

    assert isinstance(get_engine(), TantivyEngine)
    assert get_engine().schema is INDEX_SCHEMA
    assert get_engine() is get_engine()


def test_elasticsearch_is_found_by_its_settings(settings):
    settings.SEARCH_ENGINE = "elasticsearch"
    settings.ELASTICSEARCH_URL = ["http://127.0.0.1:9"]

    assert isinstance(get_engine(), ElasticsearchEngine)
    assert get_engine().schema is INDEX_SCHEMA


def test_elasticsearch_without_an_address_says_what_is_missing(settings):
    settings.SEARCH_ENGINE = "elasticsearch"
    settings.ELASTICSEARCH_URL = []

    with pytest.raises(ImproperlyConfigured, match="ELASTICSEARCH_URL names no server"):
        get_engine()
