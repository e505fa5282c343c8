"""Lists that are parts of one order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procurement.merging import merged


@pytest.mark.parametrize(
    ("lists", "order"),
    [
        ([], []),
        ([["a", "b", "c"]], ["a", "b", "c"]),
        ([["a", "c"], ["a", "b", "c"]], ["a", "b", "c"]),
        ([["a", "b", "d"], ["b", "c", "d"]], ["a", "b", "c", "d"]),
        ([["a"], ["b"]], ["a", "b"]),
        ([["a", "b"], ["b", "a"]], ["a", "b"]),
        ([["a", "d", "e", "f", "g"], ["a", "b", "c", "d"]], list("abcdefg")),
    ],
)
def test_lists_are_merged_in_their_order(lists, order):
    assert merged(lists) == order


@given(st.lists(st.permutations("abcdef").map(lambda order: order[:4]), max_size=4))
def test_every_name_is_there_once(lists):
    found = merged(lists)

    assert sorted(found) == sorted({name for names in lists for name in names})


@given(st.data())
def test_parts_of_one_order_are_put_in_that_order(data):
    whole = list("abcdefgh")
    parts = data.draw(
        st.lists(st.sets(st.sampled_from(whole), min_size=1).map(sorted), max_size=4)
    )

    assert merged([whole, *parts]) == whole
