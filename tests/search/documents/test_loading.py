"""Products as they are read for the read model."""

from dataclasses import replace
from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from search.documents.loading import (
    AbsentProduct,
    build_context,
    load_products,
    public_products,
)
from search.documents.projection import SOURCE, document_projection
from tests.factories.products import complete_product

pytestmark = pytest.mark.django_db


def test_a_public_product_is_loaded_with_what_is_built_of_it(catalogue):
    product = complete_product()

    [snapshot] = load_products({product.pk})

    assert (snapshot.product_id, snapshot.exists, snapshot.is_public) == (
        product.pk,
        True,
        True,
    )
    assert snapshot.supplier == product.supplier
    assert snapshot.document["title"] == product.title
    assert snapshot.published_at == snapshot.page.first_published_at
    assert snapshot.eligibility.on == timezone.localdate()


def test_the_evidence_of_a_product_is_evaluated_once(catalogue, monkeypatch):
    [snapshot] = load_products({complete_product().pk})
    asked = []
    eligibility = type(snapshot.page).eligibility
    monkeypatch.setattr(
        type(snapshot.page),
        "eligibility",
        lambda page, on: asked.append(on) or eligibility(page, on),
    )

    document = snapshot.document

    assert snapshot.document is document
    assert snapshot.eligibility.domestic is True
    assert asked == [timezone.localdate()]


def test_what_is_not_public_is_absent(catalogue):
    draft = complete_product(live=False)
    restricted, hidden, deleted = (complete_product() for _ in range(3))
    PageViewRestriction.objects.create(page=restricted, restriction_type="login")
    hidden.supplier.unpublish()
    gone = deleted.pk
    deleted.delete()

    snapshots = load_products({draft.pk, restricted.pk, hidden.pk, gone})

    assert snapshots == [
        AbsentProduct(product_id, product_id != gone)
        for product_id in sorted([draft.pk, restricted.pk, hidden.pk, gone])
    ]
    assert not public_products().exists()


def test_products_come_by_their_keys(catalogue):
    products = [complete_product() for _ in range(3)]

    snapshots = load_products([product.pk for product in reversed(products)])

    assert [each.product_id for each in snapshots] == [each.pk for each in products]


def test_more_products_take_no_more_queries(catalogue):
    first = complete_product().pk
    others = {complete_product().pk for _ in range(3)}

    with CaptureQueriesContext(connection) as one:
        load_products({first})
    with CaptureQueriesContext(connection) as many:
        load_products({first, *others})

    assert len(many) == len(one)


def test_the_context_is_that_of_today_and_of_the_settings(catalogue, settings):
    settings.PPN_REDUCED_BASE = True
    reduced = build_context()
    settings.PPN_REDUCED_BASE = False

    assert reduced.on == timezone.localdate()
    assert reduced.root_path == "/beranda/"
    assert reduced.ppn_base == Fraction(11, 12)
    assert build_context() == replace(reduced, ppn_base=Fraction(1))


# As the read model asks


@pytest.mark.parametrize(
    ("name", "value"), [("SECRET_KEY", "another"), ("PPN_REDUCED_BASE", False)]
)
def test_a_setting_that_documents_depend_on_is_part_of_their_version(
    settings, name, value
):
    before = document_projection().version

    setattr(settings, name, value)

    assert document_projection().version != before
    assert document_projection().version.split("-")[0] == before.split("-")[0]


def test_the_version_stays_while_nothing_changes():
    assert document_projection().version == document_projection().version


def test_the_document_is_the_snapshots(catalogue):
    [snapshot] = SOURCE.load({complete_product().pk})

    assert document_projection().build(snapshot) is snapshot.document
    assert [each.pk for each in SOURCE.public()] == [snapshot.product_id]
