"""The command that keeps the index up to date."""

from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from readmodel.lease import LedgerLease, held
from tests.factories.products import complete_product

pytestmark = pytest.mark.django_db


def ran_once() -> list[str]:
    output = StringIO()
    call_command("run_indexer", once=True, stdout=output)
    return output.getvalue().splitlines()


def test_it_stops_when_nothing_is_pending(index, indexed):
    product = complete_product()

    assert ran_once() == ["1 produk berubah."]
    assert ran_once() == ["0 produk berubah."]
    assert indexed(product)["id"] == product.pk


def test_it_says_that_the_index_is_missing(catalogue):
    complete_product()

    assert ran_once() == [
        f"Belum ada indeks {settings.SEARCH_ENGINE}; sedang dibangun.",
        "1 produk berubah.",
    ]


def test_another_indexer_at_work_is_told_of(index):
    with held(LedgerLease()), pytest.raises(CommandError) as refused:
        ran_once()

    assert str(refused.value).startswith("Proses lain sedang menulis indeks.")


def test_the_right_to_write_can_be_taken_over(index):
    hanging = LedgerLease()
    hanging.take()
    output = StringIO()

    call_command("run_indexer", once=True, take_over=True, stdout=output)

    assert output.getvalue() == "0 produk berubah.\n"
    assert not hanging.is_held()
