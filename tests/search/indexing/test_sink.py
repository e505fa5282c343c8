"""The search engine as a sink of the read model."""

import shutil
from dataclasses import replace

import orjson
import pytest

from readmodel import feeding, indexer
from readmodel.lease import last_revision
from readmodel.models import ProductState, SinkState
from readmodel.sinks import Built, LedgerProduct, SinkUnavailable
from search.engines.base import IndexSchema, IndexState
from search.indexing.mapping import document_group, index_version
from search.indexing.sink import EngineSink, engine_sinks
from tests.factories.products import complete_product
from tests.search.elasticsearch_server import remove_indices

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


def test_an_index_that_is_deleted_while_changes_are_added_is_built_whole(
    index, indexed, monkeypatch, settings
):
    products = [complete_product(title="Lampu") for _ in range(3)]
    indexer.drain()
    for product in products[:2]:
        rename(product, "Lampu baru")
    indexer._derive_what_is_due()
    monkeypatch.setattr(feeding, "BATCH", 1)
    apply = index.apply

    def apply_and_delete(groups):
        refused = apply(groups)
        if settings.SEARCH_ENGINE == "elasticsearch":
            remove_indices(settings.ELASTICSEARCH_INDEX)
        else:
            shutil.rmtree(settings.SEARCH_INDEX_DIR)
        return refused

    with monkeypatch.context() as patched:
        patched.setattr(index, "apply", apply_and_delete)
        with pytest.raises(SinkUnavailable, match="no index .*: run the indexer"):
            feeding.feed(answering())
    without = index.health()
    feeding.feed(answering())

    assert (without.ok, without.index) == (False, IndexState(missing=True))
    assert [indexed(each)["title"] for each in products] == [
        "Lampu baru",
        "Lampu baru",
        "Lampu",
    ]
    assert index.health().documents == 3


def with_price(product: LedgerProduct, price: object) -> LedgerProduct:
    """The product with a price that no engine takes, as a fault of ours may make it."""
    document = orjson.loads(product.document)
    return replace(product, document=orjson.dumps(document | {"price_min": price}))


def in_ledger() -> list[LedgerProduct]:
    return [
        LedgerProduct(state.pk, state.revision, bytes(state.document))
        for state in ProductState.objects.order_by("pk")
    ]


def test_a_refused_document_keeps_no_other_from_readers(index, indexed):
    bad, good = complete_product(title="Lampu"), complete_product(title="Meja")
    indexer.drain()
    given = [replace(each, revision=each.revision + 5) for each in in_ledger()]

    refused = answering().apply([with_price(given[0], "murah"), given[1]])

    assert refused == {bad.pk: f"product:{bad.pk}: price is not a number: 'murah'"}
    assert (indexed(bad)["revision"], indexed(good)["revision"]) == (1, 7)


def test_a_rebuild_leaves_out_what_is_refused(index, indexed):
    bad, good = complete_product(), complete_product()
    indexer.drain()
    first, second = in_ledger()

    built = answering().rebuild([with_price(first, "murah"), second])

    reason = f"product:{bad.pk}: price is not a number: 'murah'"
    assert built == Built(answering().generation(), {bad.pk: reason})
    assert (indexed(bad), indexed(good)["revision"]) == (None, 2)


def test_where_most_are_refused_readers_keep_what_they_have(index, indexed):
    products = [complete_product() for _ in range(3)]
    indexer.drain()
    first, second, third = in_ledger()
    given = [with_price(first, "murah"), with_price(second, "mahal"), third]

    with pytest.raises(SinkUnavailable, match=f"2 of 3 .* product:{first.product_id}:"):
        answering().rebuild(given)

    assert [indexed(each)["revision"] for each in products] == [1, 2, 3]


def test_another_index_than_was_built_must_be_rebuilt(index, monkeypatch):
    built = answering().generation()

    assert built == index.state().generation != ""
    assert [answering().needs_rebuild(each) for each in (built, "", "other")] == [
        False,
        False,
        True,
    ]
    monkeypatch.setattr(type(index), "state", lambda self: IndexState())
    assert answering().needs_rebuild("other") is False


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
    assert answering().needs_rebuild("") is True
    with pytest.raises(SinkUnavailable, match="no index"):
        next(answering().documents())
    with pytest.raises(SinkUnavailable, match="no index"):
        answering().find([1])


def test_an_index_of_other_fields_must_be_rebuilt(index, monkeypatch):
    assert answering().needs_rebuild("") is False
    monkeypatch.setattr(index, "schema", IndexSchema((), ("colour",), ()))

    assert answering().needs_rebuild("") is True


def test_another_field_makes_another_version():
    fewer = IndexSchema((), ("colour",), ())
    more = IndexSchema((), ("colour", "size"), ())

    assert index_version(fewer) == index_version(IndexSchema((), ("colour",), ()))
    assert index_version(fewer) != index_version(more)
