"""Reading records in the order of revisions."""

import pytest
from django.utils import timezone

from readmodel import ledger_reader
from readmodel.ledger_reader import LedgerPage, LedgerRow
from readmodel.models import IndexerLease, VariantState

pytestmark = pytest.mark.django_db


@pytest.fixture
def ledger():
    """``ledger(revision=skus, …)``: rows of each revision; the last one handed out is
    one more."""

    def fill(**revisions: str):
        latest = 0
        for name, skus in revisions.items():
            latest = int(name.removeprefix("r"))
            for sku in skus:
                VariantState.objects.create(
                    sku=sku,
                    product_id=1,
                    revision=latest,
                    active=sku.isupper(),
                    created_at=timezone.now(),
                    updated_at=timezone.now(),
                    record=sku.encode(),
                    history={},
                )
        IndexerLease.objects.create(pk=1, last_revision=latest + 1)

    return fill


def row(revision: int, sku: str) -> LedgerRow:
    return LedgerRow(revision, sku, sku.isupper(), sku.encode())


def read(stream) -> list[LedgerRow]:
    rows = list(stream.rows)
    stream.close()
    return rows


def test_a_stream_has_every_row_by_revision_and_sku(ledger):
    ledger(r1="B", r2="CA", r4="d")

    stream = ledger_reader.stream()

    assert stream.revision == 5
    assert read(stream) == [row(1, "B"), row(2, "A"), row(2, "C"), row(4, "d")]


def test_a_stream_begins_after_one_revision_and_ends_with_another(ledger):
    ledger(r1="A", r2="B", r3="C", r4="D")

    stream = ledger_reader.stream(after=1, upto=3)

    assert stream.revision == 3
    assert read(stream) == [row(2, "B"), row(3, "C")]


@pytest.mark.parametrize(("upto", "revision"), [(None, 5), (7, 7)])
def test_a_stream_of_nothing_still_has_its_revision(ledger, upto, revision):
    ledger(r4="A")

    stream = ledger_reader.stream(after=4, upto=upto)

    assert (stream.revision, read(stream)) == (revision, [])


def test_a_page_ends_with_a_whole_revision(ledger):
    ledger(r1="A", r2="BC", r3="D")

    page = ledger_reader.page(0, 2)

    assert page == LedgerPage([row(1, "A")], 1, more=True)
    assert ledger_reader.page(1, 2) == LedgerPage(
        [row(2, "B"), row(2, "C")], 2, more=True
    )


def test_a_revision_of_more_rows_than_asked_for_is_given_whole(ledger):
    ledger(r1="ABC", r2="D")

    page = ledger_reader.page(0, 1)

    assert page == LedgerPage([row(1, "A"), row(1, "B"), row(1, "C")], 1, more=True)


def test_the_last_page_leads_to_the_latest_revision(ledger):
    ledger(r1="A", r2="B")

    assert ledger_reader.page(1, 1) == LedgerPage([row(2, "B")], 3, more=False)
    assert ledger_reader.page(0, 2) == LedgerPage(
        [row(1, "A"), row(2, "B")], 3, more=False
    )
    assert ledger_reader.page(3, 5) == LedgerPage([], 3, more=False)


def test_a_cursor_never_goes_back(ledger):
    ledger(r1="A")

    assert ledger_reader.page(9, 5) == LedgerPage([], 9, more=False)


def test_only_what_is_exported_is_counted(ledger):
    ledger(r1="Ab", r2="C")

    assert ledger_reader.count_active() == 2


def test_a_variant_is_found_by_its_sku(ledger):
    ledger(r1="Ab")

    assert ledger_reader.find("A") == row(1, "A")
    assert ledger_reader.find("b") == row(1, "b")
    assert ledger_reader.find("X") is None
    assert ledger_reader.find("A\0") is None


def test_what_came_between_the_two_questions_is_not_read_again(ledger, monkeypatch):
    ledger(r1="A", r2="B")
    monkeypatch.setattr(ledger_reader, "last_revision", lambda: 1)

    assert ledger_reader.page(0, 5) == LedgerPage(
        [row(1, "A"), row(2, "B")], 2, more=False
    )
