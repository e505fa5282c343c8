"""Moving from one search engine to another while the catalogue goes on."""

from io import StringIO

import pytest
from django.core.management import call_command

from readmodel import feeding, indexer
from readmodel.comparison import compare_with_ledger
from readmodel.models import SinkState
from readmodel.sinks import SinkUnavailable, get_sink
from search import engines
from search.catalogue import get_product
from search.engines import get_engine
from search.engines.base import EngineUnavailable
from search.indexing.mapping import INDEX_SCHEMA
from tests.factories.products import complete_product
from tests.readmodel.comparing import wrong_with
from tests.search.elasticsearch_server import own_engine
from tests.search.second_engine import SECOND, register_second

pytestmark = pytest.mark.django_db


@pytest.fixture
def first(index, settings) -> str:
    """The name of the engine that answers."""
    return settings.SEARCH_ENGINE


ENGINES = [SECOND, pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)]


@pytest.fixture(params=ENGINES)
def other(request, first, monkeypatch, tmp_path) -> str:
    """The name of the engine that is moved to."""
    if request.param == SECOND:
        register_second(monkeypatch, tmp_path / "second")
        yield SECOND
        return
    with own_engine(INDEX_SCHEMA) as engine:
        monkeypatch.setitem(engines._made, request.param, engine)
        yield request.param


def rename(product, title: str) -> None:
    product.title = title
    product.save()
    indexer.drain()


def test_another_engine_is_built_beside_and_takes_over(first, other, settings):
    product = complete_product(title="Lampu")
    indexer.drain()

    settings.SEARCH_ENGINES_BESIDE = [other]
    indexer.drain()
    rename(product, "Lampu 2")
    settings.SEARCH_ENGINE = other
    settings.SEARCH_ENGINES_BESIDE = [first]

    assert get_engine() is get_engine(other)
    assert get_product(product.pk)["title"] == "Lampu 2"
    rename(product, "Lampu 3")
    for name in (first, other):
        assert wrong_with(compare_with_ledger(get_sink(name))) == {}
    assert get_product(product.pk)["revision"] == 3
    assert set(SinkState.objects.values_list("name", "applied_revision")) == {
        (first, 3),
        (other, 3),
    }


def test_going_back_gives_what_came_meanwhile_and_builds_nothing(
    first, other, settings, monkeypatch
):
    product = complete_product(title="Lampu")
    settings.SEARCH_ENGINES_BESIDE = [other]
    indexer.drain()
    settings.SEARCH_ENGINE = other
    settings.SEARCH_ENGINES_BESIDE = []
    rename(product, "Lampu 2")
    for name in (first, other):
        monkeypatch.setattr(get_engine(name), "rebuild", None)

    settings.SEARCH_ENGINE = first
    before = get_product(product.pk)["title"]
    indexer.drain()

    assert (before, get_product(product.pk)["title"]) == ("Lampu", "Lampu 2")


def test_an_engine_that_is_not_in_use_is_left_alone(first, other):
    complete_product()

    indexer.drain()

    assert get_engine(other).state().missing
    assert set(SinkState.objects.values_list("name", flat=True)) == {first}


def test_an_old_index_under_the_engine_s_name_is_not_taken_for_the_present_one(
    first, settings, monkeypatch, tmp_path
):
    settings.SEARCH_ENGINES_BESIDE = [SECOND]
    register_second(monkeypatch, tmp_path / "old")
    product = complete_product(title="Lampu")
    indexer.drain()
    register_second(monkeypatch, tmp_path / "new")
    monkeypatch.delitem(engines._made, SECOND)
    rename(product, "Lampu 2")
    in_new = get_engine(SECOND).get([f"product:{product.pk}"])

    register_second(monkeypatch, tmp_path / "old")
    monkeypatch.delitem(engines._made, SECOND)
    indexer.drain()

    assert in_new[f"product:{product.pk}"]["title"] == "Lampu 2"
    assert wrong_with(compare_with_ledger(get_sink(SECOND))) == {}


def test_one_that_fails_beside_holds_nothing_up(first, other, settings, monkeypatch):
    product = complete_product(title="Lampu")
    settings.SEARCH_ENGINES_BESIDE = [other]
    indexer.drain()

    def refuse(groups):
        raise EngineUnavailable("the server is away")

    with monkeypatch.context() as patched:
        patched.setattr(get_engine(other), "apply", refuse)
        with pytest.raises(SinkUnavailable, match=f"{other}: the server is away"):
            rename(product, "Lampu 2")
    failing = SinkState.objects.get(pk=other)

    assert get_product(product.pk)["title"] == "Lampu 2"
    assert (failing.applied_revision, failing.failure) == (1, "the server is away")
    assert not feeding.is_behind(get_sink(first))
    indexer.drain()
    assert wrong_with(compare_with_ledger(get_sink(other))) == {}


def test_an_engine_that_cannot_be_reached_is_not_built_anew(
    first, other, settings, monkeypatch
):
    complete_product()
    settings.SEARCH_ENGINES_BESIDE = [other]
    indexer.drain()
    engine = get_engine(other)
    unreachable = engine.health().__class__(False, 0, "refused")

    monkeypatch.setattr(engine, "health", lambda: unreachable)

    assert feeding.must_be_rebuilt(get_sink(other)) is False


def test_moving_there_and_back_finds_no_difference(first, other, settings):
    products = [complete_product(title=f"Lampu {number}") for number in range(5)]
    settings.SEARCH_ENGINES_BESIDE = [first, other]
    indexer.drain()
    products[0].unpublish()
    rename(products[1], "Meja operasi")

    for name in (other, first):
        settings.SEARCH_ENGINE = name
        call_command("compare_engines", searches=60, stdout=StringIO())
        rename(products[2], f"Lampu di {name}")

    assert get_product(products[0].pk) is None
    assert get_product(products[2].pk)["title"] == f"Lampu di {first}"
