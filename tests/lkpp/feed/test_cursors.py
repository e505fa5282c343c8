"""Cursors as texts, and whether they are of this past."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lkpp.errors import FeedError
from lkpp.feed.cursors import (
    BEGINNING,
    Cursor,
    cursor_at,
    is_of_another_past,
    parse_cursor,
    require_same_past,
)
from readmodel.chain import Past

DIGEST, OTHER = "5c0de1f9a3b2704e", "0" * 16
PAST = Past(UUID("0f4c0000-0000-4000-8000-000000000000"), 7, DIGEST)
ANEW = "https://katalog.example/api/v1/lkpp/snapshot"
BEYOND = 10**18

_revisions = st.integers(0, BEYOND - 1)


@given(
    st.builds(Cursor, _revisions, _revisions, st.just(DIGEST))
    | _revisions.map(lambda revision: Cursor(revision, revision))
)
def test_a_cursor_is_read_as_it_was_written(cursor):
    assert parse_cursor(str(cursor)) == cursor


@pytest.mark.parametrize(
    ("text", "cursor"),
    [
        ("0", BEGINNING),
        ("007", Cursor(7, 7)),
        (f"3.7.{DIGEST}", Cursor(3, 7, DIGEST)),
    ],
)
def test_numbers_are_cursors_without_digest(text, cursor):
    assert parse_cursor(text) == cursor


@pytest.mark.parametrize(
    "text",
    [
        "",
        " 3",
        "3\n",
        "-3",
        "1_0",
        "3.7",
        f"3..{DIGEST}",
        f"3.7.{DIGEST}0",
        f"3.7.{DIGEST[1:]}",
        f"3.7.{DIGEST.upper()}",
        f"3.7.{DIGEST}.1",
        str(BEYOND),
        f"3.{BEYOND}.{DIGEST}",
        "\u0663",
        "9" * 5000,
    ],
)
def test_other_texts_are_no_cursors(text):
    with pytest.raises(ValueError, match="next_cursor as it was given"):
        parse_cursor(text)


def test_a_position_is_handed_out_with_the_past_that_it_relies_on():
    assert cursor_at(3, PAST) == Cursor(3, 7, DIGEST)
    assert cursor_at(3, Past(PAST.feed, 7, "")) == Cursor(3, 3)


@pytest.mark.parametrize(
    "cursor",
    [Cursor(7, 7, DIGEST), Cursor(3, 7, DIGEST), Cursor(7, 7), Cursor(3, 3), BEGINNING],
)
def test_a_cursor_of_this_past_is_let_in(cursor):
    require_same_past(cursor, PAST, ANEW)

    assert not is_of_another_past(cursor, PAST)


@pytest.mark.parametrize(
    ("cursor", "code"),
    [
        (Cursor(7, 7, OTHER), "history_differs"),
        (Cursor(3, 7, OTHER), "history_differs"),
        (Cursor(8, 7, DIGEST), "history_differs"),
        (Cursor(8, 8, DIGEST), "cursor_ahead"),
        (Cursor(3, 8, DIGEST), "cursor_ahead"),
        (Cursor(8, 8), "cursor_ahead"),
    ],
)
def test_a_cursor_of_another_past_is_refused(cursor, code):
    with pytest.raises(FeedError) as refused:
        require_same_past(cursor, PAST, ANEW)

    assert (refused.value.status, refused.value.code) == (409, code)
    assert refused.value.members == {"begin_anew": ANEW}
