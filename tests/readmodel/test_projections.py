"""What is built is built anew when it gets another form."""

from dataclasses import replace

import orjson
import pytest
from django.core.exceptions import ImproperlyConfigured

from readmodel import indexer, ledger, projections
from readmodel.lease import last_revision
from readmodel.models import PendingChange, ProductState, ProjectionState
from tests.factories.products import complete_product
from tests.readmodel.followers_in_turn import follow_in_turn

pytestmark = pytest.mark.django_db


@pytest.fixture
def registered(monkeypatch):
    """``registered(document=…)``: what a test registers, and only for it."""

    def register(**changes):
        for name, value in changes.items():
            monkeypatch.setattr(projections._registered, name, value)

    return register


def documents_that_say(text: str):
    """The document projection of a program in which documents say it in ``summary``."""
    present = projections.document_projection()
    return replace(
        present,
        version=f"{present.version}+{text}",
        build=lambda snapshot: {**snapshot.document, "summary": text},
    )


def test_a_document_of_another_form_is_built_of_every_product(
    index, indexed, registered
):
    product, other = complete_product(), complete_product()
    indexer.drain()

    registered(document=documents_that_say("Bentuk baru"))
    changed = indexer.drain()

    assert changed == 2
    assert indexed(product)["summary"] == "Bentuk baru"
    assert (indexed(product)["revision"], indexed(other)["revision"]) == (3, 4)
    assert not PendingChange.objects.exists()


def test_the_indexer_that_waits_notices_another_form(
    index, indexed, registered, monkeypatch
):
    product = complete_product()
    indexer.drain()
    turns = iter([False, True])
    monkeypatch.setattr(indexer, "POLL_SECONDS", 0)
    follow_in_turn(monkeypatch)

    registered(document=documents_that_say("Bentuk baru"))
    indexer.run(lambda: next(turns))

    assert indexed(product)["summary"] == "Bentuk baru"


def test_a_form_is_changed_once(index, registered):
    complete_product()
    indexer.drain()
    registered(document=documents_that_say("Bentuk baru"))
    indexer.drain()

    assert indexer.drain() == 0

    assert dict(ProjectionState.objects.values_list("name", "version")) == (
        projections.versions()
    )
    assert last_revision() == 2


def test_what_is_noted_already_is_not_noted_twice(index, registered, monkeypatch):
    known, noted = complete_product(), complete_product()
    indexer.drain()
    noted.save()
    registered(document=documents_that_say("Bentuk baru"))
    derived = []
    derive = ledger.derive
    monkeypatch.setattr(
        ledger,
        "derive",
        lambda lease, ids: derived.append(sorted(ids)) or derive(lease, ids),
    )
    monkeypatch.setattr(indexer, "BATCH", 1)

    indexer.drain()

    assert derived == [[noted.pk], [known.pk]]


def test_building_anew_goes_on_where_it_was_broken_off(
    index, indexed, registered, monkeypatch
):
    first, second = complete_product(), complete_product()
    indexer.drain()
    registered(document=documents_that_say("Bentuk baru"))
    monkeypatch.setattr(indexer, "BATCH", 1)
    derive = ledger.derive

    def die_at_the_second(lease, product_ids):
        if second.pk in product_ids:
            raise KeyboardInterrupt
        return derive(lease, product_ids)

    with monkeypatch.context() as patched:
        patched.setattr(ledger, "derive", die_at_the_second)
        with pytest.raises(KeyboardInterrupt):
            indexer.drain()
    between = last_revision()
    indexer.drain()

    assert between == 3
    assert indexed(first)["summary"] == indexed(second)["summary"] == "Bentuk baru"
    assert last_revision() == 4


def test_a_product_that_left_unnoticed_is_found_by_another_form(
    index, indexed, registered
):
    product = complete_product()
    indexer.drain()
    type(product).objects.filter(pk=product.pk).update(live=False)

    registered(document=documents_that_say("Bentuk baru"))
    indexer.drain()

    assert indexed(product) is None


def test_records_of_another_form_are_told_anew(index, exported, registered):
    product = complete_product()
    sku = product.variants.get().sku
    indexer.drain()
    before = exported(sku)
    present = projections.variant_projection()

    registered(variants=replace(present, form=replace(present.form, version="99")))
    indexer.drain()

    after = exported(sku)
    assert (before["schema_version"], after["schema_version"]) == ("3", "99")
    assert (before["revision"], after["revision"]) == (1, 2)
    assert after["changed"] == before["changed"]


def test_the_ledger_keeps_the_document_as_it_was_built(index, indexed):
    product = complete_product()

    indexer.drain()

    state = ProductState.objects.get()
    assert orjson.loads(bytes(state.document)) == indexed(product) | {"revision": 0}


@pytest.mark.parametrize(
    ("name", "ask"),
    [
        ("source", projections.source),
        ("document", projections.document_projection),
        ("variants", projections.variant_projection),
    ],
)
def test_what_nobody_registered_is_said(registered, name, ask):
    registered(**{name: None})

    with pytest.raises(ImproperlyConfigured, match="No app registered"):
        ask()
