"""What a word is looked for in, and how much a hit counts."""

from search.analysis.terms import QueryTerm
from search.engines.weighting import most_telling, weighted_fields
from tests.search.engine_documents import SCHEMA


def test_the_written_form_counts_more_and_a_heavier_text_too():
    found = list(weighted_fields(SCHEMA, QueryTerm("ukur", "pengukur")))

    assert found == [
        ("s_name", "ukur", 3.0),
        ("e_name", "pengukur", 6.0),
        ("s_body", "ukur", 1.0),
        ("e_body", "pengukur", 2.0),
    ]


def test_alternatives_of_alternatives_count_a_little_less():
    term = QueryTerm("a", "a", (QueryTerm("b", "b", (QueryTerm("c", "c"),)),))

    found = list(weighted_fields(SCHEMA, term, ["body"]))

    assert found == [
        ("s_body", "a", 1.0),
        ("e_body", "a", 2.0),
        ("s_body", "b", 0.8),
        ("e_body", "b", 1.6),
        ("s_body", "c", 0.8),
        ("e_body", "c", 1.6),
    ]


def test_rare_words_tell_most_but_not_those_of_one_document():
    words = [("umum", 9), ("sendiri", 1), ("langka", 2), ("asing", 0), ("juga", 2)]

    assert most_telling(words) == ["juga", "langka", "umum"]
    assert most_telling(words, least=1) == ["sendiri", "juga", "langka", "umum"]


def test_documents_are_compared_by_25_words():
    words = [(f"kata{number:02d}", 2) for number in range(30)]

    assert most_telling(words) == [f"kata{number:02d}" for number in range(25)]
