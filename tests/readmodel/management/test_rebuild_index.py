"""The command that builds the index anew."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from readmodel import indexer
from readmodel.lease import held_lease
from readmodel.models import ProductState
from tests.factories.products import complete_product

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
    with held_lease(), pytest.raises(CommandError) as refusal:
        rebuilt()

    assert str(refusal.value).startswith("Proses lain sedang menulis indeks.")
