"""What spans files and is checked when the catalogue starts."""

import pytest

from search import checks
from search.facets import Facet


def test_the_catalogues_own_facets_are_sound():
    assert checks.facets_can_be_shown_and_counted() == []


@pytest.mark.parametrize(
    ("facet", "faults"),
    [
        (Facet("province", ""), ["search.E001"]),
        (Facet("colour", "Warna"), ["search.E002"]),
        (Facet("price", "Harga", numeric="cost"), ["search.E002"]),
        (Facet("colour", ""), ["search.E001", "search.E002"]),
    ],
)
def test_a_facet_without_label_or_field_is_an_error(monkeypatch, facet, faults):
    monkeypatch.setattr(checks, "FACETS", (facet,))

    errors = checks.facets_can_be_shown_and_counted()

    assert [error.id for error in errors] == faults


def test_the_engines_of_the_settings_are_known():
    assert checks.engines_are_known() == []


@pytest.mark.parametrize(
    ("answering", "beside", "unknown"),
    [
        ("sphinx", [], ["sphinx"]),
        ("embedded", ["solr", "embedded"], ["solr"]),
        ("sphinx", ["solr", "sphinx"], ["sphinx", "solr"]),
    ],
)
def test_an_engine_that_there_is_not_is_an_error(settings, answering, beside, unknown):
    settings.SEARCH_ENGINE = answering
    settings.SEARCH_ENGINES_BESIDE = beside

    errors = checks.engines_are_known()

    assert {each.id for each in errors} == {"search.E003"}
    assert [each.msg for each in errors] == [
        f"There is no search engine {name!r}." for name in unknown
    ]
    assert "embedded" in errors[0].hint


def test_elasticsearch_is_checked_where_it_is_in_use(settings):
    settings.ELASTICSEARCH_URL = []

    settings.SEARCH_ENGINE, settings.SEARCH_ENGINES_BESIDE = "embedded", []
    assert checks.elasticsearch_is_configured() == []

    settings.SEARCH_ENGINES_BESIDE = ["elasticsearch"]
    (error,) = checks.elasticsearch_is_configured()
    assert error.id == "search.E004"
    assert error.msg.startswith("Elasticsearch is in use, but ELASTICSEARCH_URL names")

    settings.ELASTICSEARCH_URL = ["http://127.0.0.1:9200"]
    assert checks.elasticsearch_is_configured() == []
