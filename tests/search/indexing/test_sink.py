"""The search engine as a sink of the read model."""

import pytest

from readmodel import indexer
from readmodel.lease import last_revision
from readmodel.models import ProductState, SinkState
from readmodel.sinks import SinkUnavailable
from search.engines.base import IndexSchema
from search.indexing.mapping import document_group, index_version
from search.indexing.sink import EngineSink, engine_sinks
from tests.factories.products import complete_product

pytestmark = pytest.mark.django_db


def answering() -> EngineSink:
    return engine_sinks()[0]


def rename(product, title: str) -> None:
    product.title = title
    product.save()


def test_an_engine_whose_fields_changed_is_rebuilt_by_itself(
    index, indexed, monkeypatch
):
    product = complete_product(title="Lampu")
    indexer.drain()
    rename(product, "Lampu baru")
    monkeypatch.setattr("search.indexing.mapping.FILLING", 99)

    indexer.drain()

    assert indexed(product)["title"] == "Lampu baru"
    assert SinkState.objects.get().schema_version == answering().schema_version
    assert answering().schema_version.startswith("99-")
    assert last_revision() == 2


def test_a_document_that_the_engine_refuses_is_told_as_unavailable(index, monkeypatch):
    def refuse(groups):
        raise ValueError("product:1: price is no number")

    monkeypatch.setattr(index, "apply", refuse)

    with pytest.raises(SinkUnavailable, match="price is no number"):
        answering().apply([])


def test_the_engine_says_what_it_holds(index):
    product = complete_product()
    indexer.drain()
    sink = answering()

    held = sink.find([product.pk, 999_999])

    state = ProductState.objects.get()
    assert held == {each.product_id: each for each in sink.documents()}
    assert held[product.pk].revision == 1
    assert held[product.pk].checksum == state.checksum[:32]


def test_a_document_that_was_written_over_has_another_checksum(index):
    product = complete_product()
    indexer.drain()
    sink = answering()
    [before] = sink.documents()
    source = index.get([f"product:{product.pk}"])[f"product:{product.pk}"]

    index.apply([document_group(product.pk, source | {"title": "Lain"})])

    [after] = sink.documents()
    assert before.checksum != after.checksum
    assert before.revision == after.revision


def test_without_an_index_there_is_nothing_to_add_to(catalogue):
    assert answering().needs_rebuild() is True
    with pytest.raises(SinkUnavailable, match="no index"):
        next(answering().documents())
    with pytest.raises(SinkUnavailable, match="no index"):
        answering().find([1])


def test_an_index_of_other_fields_must_be_rebuilt(index, monkeypatch):
    assert answering().needs_rebuild() is False
    monkeypatch.setattr(index, "schema", IndexSchema((), ("colour",), ()))

    assert answering().needs_rebuild() is True


def test_another_field_makes_another_version():
    fewer = IndexSchema((), ("colour",), ())
    more = IndexSchema((), ("colour", "size"), ())

    assert index_version(fewer) == index_version(IndexSchema((), ("colour",), ()))
    assert index_version(fewer) != index_version(more)
