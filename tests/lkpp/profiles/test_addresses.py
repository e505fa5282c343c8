"""Which of a picture's addresses readers outside need."""

import pytest

from lkpp.profiles.addresses import largest, sized

URLS = {"card": "/card", "s50": "/s50", "s300": "/s300", "s800": "/s800"}


@pytest.mark.parametrize(
    ("size", "expected"),
    [("s50", "/s50"), ("s100", "/s50"), ("s299", "/s300"), ("s4000", "/s800")],
)
def test_a_size_that_is_not_there_is_replaced_by_the_nearest(size, expected):
    assert sized(URLS, size) == expected


@pytest.mark.parametrize(
    ("limit", "expected"), [(800, "/s800"), (799, "/s300"), (49, "/card")]
)
def test_the_largest_picture_within_the_bounds_is_taken(limit, expected):
    assert largest(URLS, limit) == expected
