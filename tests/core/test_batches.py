"""Long lists, a part at a time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.batches import MOST_PARAMETERS, batches


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([], []),
        ([1], [[1]]),
        ([1, 2, 3], [[1, 2, 3]]),
        ([1, 2, 3, 4], [[1, 2, 3], [4]]),
        ([1, 2, 3, 4, 5, 6], [[1, 2, 3], [4, 5, 6]]),
    ],
)
def test_the_last_batch_holds_what_is_left(values, expected):
    assert list(batches(values, 3)) == expected


def test_no_more_than_one_batch_is_read_ahead():
    read = []
    source = (read.append(each) or each for each in range(10))

    first = next(batches(source, 4))

    assert first == [0, 1, 2, 3]
    assert read == [0, 1, 2, 3]


def test_one_query_asks_for_no_more_than_databases_take():
    lengths = [len(batch) for batch in batches(range(2 * MOST_PARAMETERS + 1))]

    assert lengths == [500, 500, 1]


@given(st.lists(st.integers()), st.integers(1, 7))
def test_nothing_is_lost_or_moved(values, size):
    assert [each for batch in batches(values, size) for each in batch] == values
