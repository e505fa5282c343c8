"""Whether two answers are alike."""

import pytest

from search.comparison.answers import ATTEMPTS, PAUSE, Difference, Outcome, compare
from search.comparison.questions import FURTHER, Answer, Question

FIRST, SECOND = "first", "second"


def asking(first: Answer, second: Answer, further=None, **about) -> Question:
    answers = {FIRST: first, SECOND: second}
    return Question(
        "q",
        answers.get,
        further and dict(zip((FIRST, SECOND), further, strict=True)).get,
        **about,
    )


def compared(question: Question) -> Outcome:
    return compare(question, (FIRST, SECOND), lambda seconds: None)


def test_equal_answers_have_no_difference():
    question = asking(Answer(2, (1, 2)), Answer(2, (1, 2)))

    assert compared(question) == Outcome(question)


@pytest.mark.parametrize(
    ("first", "second", "difference"),
    [
        (Answer(2, (1,)), Answer(3, (1,)), Difference("total", "2", "3")),
        (Answer(1, (1,)), Answer(1, (2,)), Difference("hits", "1", "2")),
        (Answer(2, (1, 2)), Answer(2, (2, 1)), Difference("order", "1, 2", "2, 1")),
        (Answer(1, ()), Answer(1, (1,)), Difference("hits", "-", "1")),
        (
            Answer(9, (1, 2, 3, 4, 5, 6)),
            Answer(9, (1, 2, 3, 4, 5, 7)),
            Difference("hits", "1, 2, 3, 4, 5, …", "1, 2, 3, 4, 5, …"),
        ),
        (
            Answer(1, (), {"maker": (("a", 2), ("b", 1))}),
            Answer(1, (), {"maker": (("a", 2), ("c", 1))}),
            Difference("maker", "b: 1", "c: 1"),
        ),
        (
            Answer(1, (), {"maker": (("a", 2),)}),
            Answer(1, (), {"maker": (("a", 2), ("c", 1))}),
            Difference("maker", "-", "c: 1"),
        ),
        (
            Answer(1, (), {"maker": (("a", 2),)}),
            Answer(1, ()),
            Difference("maker", "a: 2", "-"),
        ),
    ],
)
def test_what_differs_is_told(first, second, difference):
    assert compared(asking(first, second)).differences == (difference,)


def test_by_relevance_hits_may_change_places():
    question = asking(
        Answer(4, (1, 2)),
        Answer(4, (2, 4)),
        further=((1, 2, 3, 4), (2, 4, 3, 1)),
    )

    assert compared(question) == Outcome(question, moved=3)


def test_a_hit_that_the_other_has_nowhere_near_is_a_difference():
    question = asking(
        Answer(4, (1, 2)), Answer(4, (2, 9)), further=((1, 2, 3), (2, 9, 1))
    )

    assert compared(question).differences == (Difference("hits", "1, 2", "2, 9"),)


@pytest.mark.parametrize(("places", "moved"), [(FURTHER, FURTHER), (FURTHER + 1, 0)])
def test_a_hit_may_not_move_far(places, moved):
    keys = tuple(range(2, places + 3))
    question = asking(
        Answer(9, (1,)), Answer(9, (2,)), further=((1, *keys), (*keys[:places], 1))
    )

    outcome = compared(question)

    assert outcome.moved == moved
    assert bool(outcome.differences) is not bool(moved)


def test_totals_are_compared_where_places_may_change():
    question = asking(Answer(2, (1, 2)), Answer(3, (2, 1)), further=((1, 2), (2, 1)))

    outcome = compared(question)

    assert outcome.differences == (Difference("total", "2", "3"),)
    assert outcome.moved == 1


def test_what_is_not_promised_may_be_unlike():
    question = asking(Answer(None, (1,)), Answer(None, (2,)), is_approximate=True)

    assert compared(question) == Outcome(question, is_unlike=True)


def test_what_differs_for_a_moment_is_asked_again():
    answers = {FIRST: [Answer(1, ()), Answer(2, ())], SECOND: [Answer(2, ())] * 2}
    question = Question("q", lambda engine: answers[engine].pop(0))
    pauses = []

    outcome = compare(question, (FIRST, SECOND), pauses.append)

    assert outcome == Outcome(question)
    assert pauses == [PAUSE]


def test_what_goes_on_differing_is_asked_no_more_than_three_times():
    asked = []

    def ask(engine):
        asked.append(engine)
        return Answer(len(asked), ())

    compare(Question("q", ask), (FIRST, SECOND), lambda seconds: None)

    assert asked == [FIRST, SECOND] * ATTEMPTS
