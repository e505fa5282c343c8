"""What no engine takes is refused before any sees it."""

import dataclasses
import math

import pytest

from search.engines.base import (
    Count,
    DocumentGroup,
    DocumentRefused,
    EngineQuery,
    Filter,
    Range,
    Sort,
    Term,
)
from search.engines.checking import (
    AcceptedGroups,
    DocumentChecker,
    bounds,
    check_query,
    is_text,
    texts_of,
)
from tests.search.engine_documents import SCHEMA, document, group


@pytest.fixture
def checker():
    return DocumentChecker(SCHEMA)


@pytest.fixture
def refusal(checker):
    """``refusal(document)``: why no engine takes it."""

    def refusal(*documents, number=1):
        with pytest.raises(ValueError) as refused:
            checker.group(DocumentGroup(number, documents))
        return str(refused.value)

    return refusal


def changed(**fields):
    return dataclasses.replace(document("a"), **fields)


def test_words_to_compare_by_are_those_of_the_weightiest_texts(checker):
    name = " ".join(f"kata{number}" for number in range(60))
    body = " ".join(f"isi{number}" for number in range(60))

    (made,) = checker.group(group(1, document("a", name, body=body)))

    words = made.words
    assert len(words) == 64
    assert words[:60] == list(document("a", name).texts["name"].stems)


@pytest.mark.parametrize("number", [True, 1.0, "1", 2**63, -(2**63) - 1])
def test_a_group_is_a_64_bit_integer(refusal, number):
    assert refusal(number=number) == f"group {number!r}: not a 64-bit integer"


@pytest.mark.parametrize("number", [2**63 - 1, -(2**63), 0])
def test_any_64_bit_integer_is_a_group(checker, number):
    assert len(checker.group(DocumentGroup(number, (document("a"),)))) == 1


def test_a_key_is_in_a_group_once(refusal):
    assert refusal(document("a"), document("b"), document("a")) == "a: twice in group 1"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"key": ""}, ": key is empty"),
        ({"key": 3}, "3: key is not text: 3"),
        ({"key": "x" * 513}, f"{'x' * 513}: key has more than 512 bytes"),
        ({"key": "é" * 257}, f"{'é' * 257}: key has more than 512 bytes"),
        ({"key": "a\x1f"}, r"'a\x1f': key has a unit separator"),
        ({"kind": ""}, "a: kind is empty"),
        ({"kind": "\ud800"}, r"a: kind is not valid Unicode: '\ud800'"),
        ({"kind": "x" * 8001}, "a: kind has more than 8000 bytes"),
        ({"texts": {"other": None}}, "a: no field 'other' in the schema"),
        ({"terms": {"other": ()}}, "a: no field 'other' in the schema"),
        ({"numbers": {"other": 1}}, "a: no field 'other' in the schema"),
        ({"terms": {"maker": ("x",)}}, "a: maker is not a Term with text: 'x'"),
        ({"terms": {"maker": (Term(""),)}}, "a: maker is empty"),
        (
            {"terms": {"maker": (Term("x", "a\x1fb"),)}},
            r"a: maker has a unit separator: 'a\x1fb'",
        ),
        ({"numbers": {"price": "1"}}, "a: price is not a number: '1'"),
        ({"numbers": {"price": True}}, "a: price is not a number: True"),
        ({"numbers": {"price": float("nan")}}, "a: price is not a finite number: nan"),
        ({"numbers": {"price": 10**400}}, "a: price is too large"),
    ],
)
def test_what_an_engine_would_drop_or_die_of_is_refused(refusal, fields, expected):
    assert refusal(changed(**fields)) == expected


@pytest.mark.parametrize("name", ["source", "card"])
def test_what_is_stored_is_json(refusal, name):
    assert refusal(changed(**{name: {"x": object()}})).startswith(
        f"a: {name} is not JSON: "
    )


@pytest.mark.parametrize(
    ("stems", "expected"),
    [
        (("lampu", ""), "a: name has a term that is empty or has a space"),
        (("lampu operasi",), "a: name has a term that is empty or has a space"),
        (("x" * 128,), "a: name has a term of more than 127 characters"),
        ((1,), "a: name has a term that is not text"),
        (("\ud800",), "a: name has a term that is not text"),
    ],
)
def test_terms_of_a_text_are_words(refusal, stems, expected):
    text = dataclasses.replace(document("a").texts["name"], stems=stems)

    assert refusal(changed(texts={"name": text})) == expected


def test_as_long_a_text_as_may_be_is_taken(checker):
    assert len(checker.group(group(1, document("k" * 512, kind="x" * 8000)))) == 1


def test_a_checked_document_has_everything_as_an_index_takes_it(checker):
    given = document(
        "kunci", "lampu", terms={"maker": [Term("x", "Satu", "One")]}, price=-0.0
    )

    (made,) = checker.group(group(7, given))

    assert (made.group, made.key, made.kind) == (7, "kunci", "product")
    assert made.source == b'{"key":"kunci","name":"lampu"}'
    assert made.card == b'{"key":"kunci","called":"lampu"}'
    assert made.texts == [("name", "lampu", "lampu"), ("body", "", "")]
    assert made.terms == [("maker", "x", "x\x1fSatu\x1fOne")]
    assert made.numbers == [("price", 0.0)]
    assert str(made.numbers[0][1]) == "0.0"


def test_a_value_with_two_labels_is_there_once(checker):
    terms = {"maker": (Term("x", "Satu"), Term("x", "Dua"), Term("y"))}

    (made,) = checker.group(group(1, changed(terms=terms)))

    assert made.terms == [("maker", "x", "x\x1fSatu\x1f"), ("maker", "y", "y\x1f\x1f")]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"filters": (Filter("price", ("1",)),)}, "no term field 'price'"),
        (
            {"filters": (Filter("maker", ranges=(Range(),)),)},
            "no number field 'maker'",
        ),
        (
            {"filters": (Filter("price", ranges=(Range(math.nan),)),)},
            "a bound of a range is not a number",
        ),
        ({"counts": (Count("price"),)}, "no term field 'price'"),
        (
            {"counts": (Count("maker", ranges=(Range(),)),)},
            "no number field 'maker'",
        ),
        ({"sort": Sort("maker")}, "no number field 'maker'"),
    ],
)
def test_a_field_of_another_kind_is_a_mistake(asked, told):
    with pytest.raises(ValueError, match=f"^{told}"):
        check_query(SCHEMA, EngineQuery("product", **asked))


def test_what_fits_may_be_asked():
    check_query(
        SCHEMA,
        EngineQuery(
            "product",
            filters=(Filter("maker", ("x",)), Filter("price", ranges=(Range(1),))),
            counts=(Count("maker"), Count("price", ranges=(Range(),))),
            sort=Sort("price"),
        ),
    )
    check_query(SCHEMA, EngineQuery("product", filters=(Filter("nothere"),)))


def test_a_lone_surrogate_is_no_text():
    assert is_text("é漢😀\x00")
    assert not is_text("\ud800")
    assert texts_of(["a", "\ud800", ""]) == ["a", ""]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Range(1, 2), (1.0, 2.0)),
        (Range(None, 2), (None, 2.0)),
        (Range(-math.inf, math.inf), (None, None)),
        (Range(math.inf, -math.inf), (math.inf, -math.inf)),
        (Range(-0.0, None), (0.0, None)),
    ],
)
def test_infinite_bounds_are_none(wanted, expected):
    assert bounds(wanted) == expected
    assert str(bounds(Range(-0.0, None))[0]) == "0.0"


@pytest.mark.parametrize("wanted", [Range(math.nan, 1), Range(1, math.nan)])
def test_a_bound_is_a_number(wanted):
    with pytest.raises(ValueError, match="^a bound of a range is not a number$"):
        bounds(wanted)


def test_groups_that_do_not_fit_are_left_out_and_told():
    accepted = AcceptedGroups(
        SCHEMA, [group(1, document("a", price="x")), group(2, document("b")), group(3)]
    )

    walked = [(number, [it.key for it in documents]) for number, documents in accepted]

    assert walked == [(2, ["b"]), (3, [])]
    assert accepted.refused == {1: "a: price is not a number: 'x'"}
    accepted.check_most_fit()


@pytest.mark.parametrize(("good", "refuses"), [(0, True), (1, False)])
def test_as_many_that_fit_as_that_do_not_are_enough(good, refuses):
    bad = group(1, document("a", price="x"))
    accepted = AcceptedGroups(SCHEMA, [bad, *(group(2) for _ in range(good))])
    list(accepted)

    if refuses:
        with pytest.raises(DocumentRefused, match="^1 of 1 are refused; the first: a:"):
            accepted.check_most_fit()
    else:
        accepted.check_most_fit()
