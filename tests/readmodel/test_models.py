"""What the rows of the read model are called in a list."""

import pytest

from readmodel.models import (
    IndexerLease,
    PendingChange,
    PendingRepair,
    ProductState,
    ProjectionState,
    SinkState,
    VariantState,
)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (IndexerLease(), "-"),
        (IndexerLease(holder="mesin-1:42"), "mesin-1:42"),
        (PendingChange(product_id=7), "7"),
        (PendingRepair(sink="search", product_id=7), "search 7"),
        (ProductState(product_id=7, revision=3), "7 r3"),
        (ProjectionState(name="record", version=2), "record 2"),
        (SinkState(name="search", applied_revision=9), "search r9"),
        (VariantState(sku="ARU001-V-100-1"), "ARU001-V-100-1"),
    ],
)
def test_rows_are_named(row, expected):
    assert str(row) == expected
