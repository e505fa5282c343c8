"""The command that builds the index anew."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from readmodel import indexer
from readmodel.lease import LedgerLease, held
from readmodel.models import ProductState
from tests.factories.products import complete_product
from tests.readmodel.fake_sink import FakeSink, follow_with

pytestmark = pytest.mark.django_db


def rebuilt(**options) -> str:
    """The last line that the command writes."""
    output = StringIO()
    call_command("rebuild_index", stdout=output, **options)
    return output.getvalue().splitlines()[-1]


def test_it_counts_the_products_in_the_index(catalogue, indexed):
    product = complete_product()

    assert rebuilt() == "1 produk dalam indeks."
    assert indexed(product)["id"] == product.pk


def test_documents_are_kept_unless_they_are_asked_for_anew(index):
    product = complete_product()
    indexer.drain()
    ProductState.objects.update(checksum="of another form")

    rebuilt()
    kept = ProductState.objects.get(pk=product.pk)
    rebuilt(from_catalogue=True)
    built = ProductState.objects.get(pk=product.pk)

    assert kept.checksum == "of another form"
    assert (built.checksum != kept.checksum, built.revision) == (
        True,
        kept.revision + 1,
    )


def test_another_indexer_at_work_is_told_of(catalogue):
    with held(LedgerLease()), pytest.raises(CommandError) as refusal:
        rebuilt()

    assert str(refusal.value).startswith("Proses lain sedang menulis indeks.")


def test_one_engine_is_built_and_the_others_are_left(index, monkeypatch):
    sink = FakeSink()
    follow_with(monkeypatch, sink)
    product = complete_product()

    told = rebuilt(engine="second")

    assert told == "1 produk dalam indeks."
    assert set(sink.held) == {product.pk}
    assert index.health().documents == 0


def test_an_engine_that_is_not_in_use_is_told_with_those_that_are(
    index, settings, monkeypatch
):
    follow_with(monkeypatch, FakeSink())

    with pytest.raises(CommandError) as refusal:
        rebuilt(engine="solr")

    assert str(refusal.value) == (
        f"Mesin “solr” tidak dipakai. Yang dipakai: {settings.SEARCH_ENGINE}, second. "
        "Mesin lain ditambahkan dengan SEARCH_ENGINES_BESIDE."
    )


def test_each_engine_that_is_built_is_shown(index, settings, monkeypatch):
    follow_with(monkeypatch, FakeSink())
    complete_product()
    output = StringIO()

    call_command("rebuild_index", stdout=output)

    shown = [line.split(":")[0] for line in output.getvalue().splitlines()]
    assert shown == [
        f"Membangun indeks {settings.SEARCH_ENGINE}",
        "Membangun indeks second",
        "1 produk dalam indeks.",
    ]


def test_an_engine_that_cannot_be_written_is_told(index, monkeypatch):
    sink = FakeSink()
    sink.is_away = True
    follow_with(monkeypatch, sink)

    with pytest.raises(CommandError, match="^Indeks tidak dapat ditulis: second: away"):
        rebuilt()
