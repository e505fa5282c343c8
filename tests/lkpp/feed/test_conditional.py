"""Whether a reader already has the answer."""

import pytest

from lkpp.feed.conditional import etag_of, is_known

ETAG = 'W/"umpan-7"'


def test_a_tag_is_weak_and_made_of_its_parts():
    assert etag_of("umpan", 7) == ETAG


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        ("", False),
        (ETAG, True),
        ('"umpan-7"', True),
        ('"umpan-6", W/"umpan-7"', True),
        ('W/"umpan-6"', False),
        ("*", True),
        ('*, W/"umpan-6"', False),
        ("umpan-7", False),
    ],
)
def test_an_answer_is_known_by_its_tag_weak_or_strong(rf, named, expected):
    request = rf.get("/", headers={"If-None-Match": named})

    assert is_known(request, ETAG) is expected
