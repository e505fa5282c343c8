"""Moving from one search engine to another while the catalogue goes on."""

import pytest

from readmodel import feeding, indexer
from readmodel.drift import Drift, find_drift
from readmodel.models import SinkState
from readmodel.sinks import SinkUnavailable, get_sink
from search.catalogue import get_product
from search.engines import get_engine
from search.engines.base import EngineUnavailable
from tests.factories.products import complete_product
from tests.search.second_engine import SECOND, register_second

pytestmark = pytest.mark.django_db


@pytest.fixture
def first(index, settings, monkeypatch, tmp_path) -> str:
    """The name of the engine that answers; a second one is registered."""
    register_second(monkeypatch, tmp_path / "second")
    return settings.SEARCH_ENGINE


def rename(product, title: str) -> None:
    product.title = title
    product.save()
    indexer.drain()


def test_another_engine_is_built_beside_and_takes_over(first, settings):
    product = complete_product(title="Lampu")
    indexer.drain()

    settings.SEARCH_ENGINES_BESIDE = [SECOND]
    indexer.drain()
    rename(product, "Lampu 2")
    settings.SEARCH_ENGINE = SECOND
    settings.SEARCH_ENGINES_BESIDE = [first]

    assert get_engine() is get_engine(SECOND)
    assert get_product(product.pk)["title"] == "Lampu 2"
    rename(product, "Lampu 3")
    assert [find_drift(get_sink(name)) for name in (first, SECOND)] == [Drift()] * 2
    assert get_product(product.pk)["revision"] == 3
    assert set(SinkState.objects.values_list("name", "applied_revision")) == {
        (first, 3),
        (SECOND, 3),
    }


def test_going_back_gives_what_came_meanwhile_and_builds_nothing(
    first, settings, monkeypatch
):
    product = complete_product(title="Lampu")
    settings.SEARCH_ENGINES_BESIDE = [SECOND]
    indexer.drain()
    settings.SEARCH_ENGINE = SECOND
    settings.SEARCH_ENGINES_BESIDE = []
    rename(product, "Lampu 2")
    for name in (first, SECOND):
        monkeypatch.setattr(get_engine(name), "rebuild", None)

    settings.SEARCH_ENGINE = first
    before = get_product(product.pk)["title"]
    indexer.drain()

    assert (before, get_product(product.pk)["title"]) == ("Lampu", "Lampu 2")


def test_an_engine_that_is_not_in_use_is_left_alone(first):
    complete_product()

    indexer.drain()

    assert get_engine(SECOND).health().missing
    assert set(SinkState.objects.values_list("name", flat=True)) == {first}


def test_one_that_fails_beside_holds_nothing_up(first, settings, monkeypatch):
    product = complete_product(title="Lampu")
    settings.SEARCH_ENGINES_BESIDE = [SECOND]
    indexer.drain()

    def refuse(groups):
        raise EngineUnavailable("the server is away")

    with monkeypatch.context() as patched:
        patched.setattr(get_engine(SECOND), "apply", refuse)
        with pytest.raises(SinkUnavailable, match="second: the server is away"):
            rename(product, "Lampu 2")
    failing = SinkState.objects.get(pk=SECOND)

    assert get_product(product.pk)["title"] == "Lampu 2"
    assert (failing.applied_revision, failing.failure) == (1, "the server is away")
    assert not feeding.is_behind(get_sink(first))
    indexer.drain()
    assert find_drift(get_sink(SECOND)) == Drift()


def test_an_engine_that_cannot_be_reached_is_not_built_anew(
    first, settings, monkeypatch
):
    complete_product()
    settings.SEARCH_ENGINES_BESIDE = [SECOND]
    indexer.drain()
    engine = get_engine(SECOND)
    unreachable = engine.health().__class__(False, 0, "refused")

    monkeypatch.setattr(engine, "health", lambda: unreachable)

    assert feeding.must_be_rebuilt(get_sink(SECOND)) is False
