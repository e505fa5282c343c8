"""Values with their labels."""

import pytest

from search.analysis import analyse_query
from search.engines.base import Term, TermCount
from search.engines.labels import (
    beginning,
    commonest,
    decode_term,
    encode_term,
    with_words,
)

BED = TermCount(Term("bed", "Tempat tidur", "Hospital bed"), 3)
BARE = TermCount(Term("tidur"), 2)
MAKER = TermCount(Term("7", "PT Lampu", "PT Lampu"), 1)


@pytest.mark.parametrize("term", [Term("x", "Satu", "One"), Term("x"), Term("x", "a")])
def test_a_labelled_value_gives_its_term_again(term):
    assert decode_term(encode_term(term)) == term


def test_the_commonest_come_first_and_equals_by_their_value():
    found = commonest([("b\x1f\x1f", 2), ("a\x1f\x1f", 2), ("c\x1f\x1f", 3)], 2)

    assert found == (TermCount(Term("c"), 3), TermCount(Term("a"), 2))


def test_a_value_is_one_count_under_the_label_that_most_have():
    found = commonest([("x\x1fLama\x1f", 1), ("x\x1fBaru\x1f", 2)], 5)

    assert found == (TermCount(Term("x", "Baru"), 3),)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("tempat ti", [BED]),
        ("hospital b", [BED]),
        ("ti", [BED, BARE]),
        ("tempat hospital", []),
        ("pt la", [MAKER]),
        ("7", []),
    ],
)
def test_labels_begin_with_what_was_typed(typed, expected):
    labels = with_words([BED, BARE, MAKER])

    found = beginning(labels, analyse_query(typed, unfinished=True), 5)

    assert found == tuple(expected)


def test_no_more_labels_than_asked():
    labels = with_words([BED, BARE])

    assert beginning(labels, analyse_query("ti", unfinished=True), 1) == (BED,)
