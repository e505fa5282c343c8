"""How many hits each value and each range has."""

import pytest

from search.engines.base import Count, Range, Term
from search.engines.tantivy import TantivyEngine, counting
from search.engines.tantivy.counting import split_by_filter
from tests.search.engine_documents import SCHEMA, ask, document, groups_of


@pytest.fixture
def engine(tmp_path):
    engine = TantivyEngine(SCHEMA, tmp_path / "index")
    engine.rebuild([])
    return engine


def makers(*values, **numbers):
    """A document for each value, with one label of two."""
    return [
        document(
            f"d{position}",
            terms={"maker": [Term(value, f"Label {value}")]},
            **numbers,
        )
        for position, value in enumerate(values)
    ]


def counted(engine, *counts):
    return ask(engine, counts=counts)


def terms_of(result, field="maker"):
    return [(each.term.value, each.count) for each in result.counts[field]]


def test_the_commonest_come_first_and_equals_by_their_value(engine):
    engine.apply(groups_of(*makers("b", "c", "a", "c", "b")))

    found = counted(engine, Count("maker", size=2))

    assert terms_of(found) == [("b", 2), ("c", 2)]


def test_one_value_under_two_labels_is_one_count_with_the_commoner_label(engine):
    engine.apply(
        groups_of(
            document("a", terms={"maker": [Term("x", "Lama")]}),
            document("b", terms={"maker": [Term("x", "Baru")]}),
            document("c", terms={"maker": [Term("x", "Baru")]}),
        )
    )

    (count,) = counted(engine, Count("maker", size=5)).counts["maker"]

    assert (count.term, count.count) == (Term("x", "Baru"), 3)


def test_a_value_outside_the_first_answer_is_not_missed(engine, monkeypatch):
    monkeypatch.setattr(counting, "_FIRST_BUCKETS", 2)
    values = ["a", "b", "c", "d"]
    engine.apply(
        groups_of(
            *(
                document(f"{value}{label}", terms={"maker": [Term(value, label)]})
                for value in values
                for label in ("1", "2", "3")
            )
        )
    )

    assert terms_of(counted(engine, Count("maker", size=1))) == [("a", 3)]


def test_a_value_that_no_segment_has_most_often_is_not_missed(engine, monkeypatch):
    monkeypatch.setattr(counting, "_FIRST_BUCKETS", 1)
    others = [f"{number:02}" for number in range(30)]
    one = [f"a{other}" for other in others] * 4 + ["a00"] + ["x"] * 3
    two = [f"b{other}" for other in others] * 4 + ["x"] * 3
    made = makers(*one, *two)
    groups = list(groups_of(*made))
    engine.apply(groups[: len(one)])
    engine.apply(groups[len(one) :])

    assert terms_of(counted(engine, Count("maker", size=1))) == [("x", 6)]


@pytest.mark.parametrize(
    ("answer", "size", "expected"),
    [
        ({"buckets": [5, 3, 1], "sum_other_doc_count": 0}, 1, False),
        ({"buckets": [5, 3, 1], "sum_other_doc_count": 2}, 1, False),
        ({"buckets": [5, 3, 3], "sum_other_doc_count": 2}, 2, True),
        ({"buckets": [5, 3, 3], "sum_other_doc_count": 2}, 3, True),
        ({"buckets": [5, 3, 3], "sum_other_doc_count": 2}, 4, False),
        ({"buckets": [5, 3, 3], "sum_other_doc_count": 2}, 0, False),
        ({"buckets": []}, 1, False),
    ],
)
def test_more_is_asked_for_where_an_equal_may_lie_outside(answer, size, expected):
    buckets = [{"doc_count": number} for number in answer["buckets"]]

    assert counting._may_miss({**answer, "buckets": buckets}, size) is expected


def test_ranges_may_overlap_and_are_open_above(engine):
    engine.apply(
        groups_of(*(document(f"p{price}", price=price) for price in (1, 5, 10, 20)))
    )
    ranges = (
        Range(None, 5),
        Range(5, 10),
        Range(5, None),
        Range(None, None),
        Range(30, None),
    )

    found = counted(engine, Count("price", ranges=ranges)).range_counts["price"]

    assert found == (1, 1, 3, 4, 0)


def test_all_that_have_a_number_are_in_a_range_without_bounds(engine):
    engine.apply(groups_of(document("a", price=1), document("b")))
    ranges = (Range(None, None),)

    found = counted(engine, Count("price", ranges=ranges)).range_counts["price"]

    assert found == (1,)


def test_a_field_that_is_not_in_the_schema_is_a_mistake(engine):
    engine.apply(groups_of(document("a")))

    with pytest.raises(ValueError, match="no term field 'price' in the schema"):
        counted(engine, Count("price"))
    with pytest.raises(ValueError, match="no number field 'maker' in the schema"):
        counted(engine, Count("maker", ranges=(Range(1, 2),)))
    with pytest.raises(ValueError, match="a bound of a range is not a number"):
        counted(engine, Count("price", ranges=(Range(float("nan"), 2),)))


def test_counts_leave_out_the_filter_of_their_own_field():
    maker, price, colour = Count("maker"), Count("price"), Count("attr.colour")

    passes = split_by_filter([maker, price, colour], ["price", "maker"])

    assert passes == {"maker": [maker], "price": [price], None: [colour]}
