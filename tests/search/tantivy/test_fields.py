"""What a document must be before tantivy sees it, and what becomes of it."""

import dataclasses

import pytest

from search.engines.base import DocumentGroup, Term
from search.engines.tantivy import fields
from search.engines.tantivy.fields import DocumentWriter
from tests.search.engine_documents import SCHEMA, document, group


@pytest.fixture
def writer():
    return DocumentWriter(SCHEMA)


@pytest.fixture
def refusal(writer):
    """``refusal(document)``: why the writer does not take it."""

    def refusal(*documents, number=1):
        with pytest.raises(ValueError) as refused:
            writer.group(DocumentGroup(number, documents))
        return str(refused.value)

    return refusal


def changed(**fields):
    return dataclasses.replace(document("a"), **fields)


def test_names_of_fields_tell_what_they_hold_and_have_no_dot():
    assert fields.stems("name") == "s_name"
    assert fields.exact("name") == "e_name"
    assert fields.value("attr.colour") == "v_attr_2e_colour"
    assert fields.labelled("maker") == "l_maker"
    assert fields.number("attr.weight") == "n_attr_2e_weight"
    assert fields.field_names(SCHEMA) == {
        *("s_name", "s_body", "v_maker", "v_class", "v_attr_2e_colour"),
        *("n_price", "n_revision", "n_attr_2e_weight"),
    }


def test_parts_of_a_key_sort_as_the_key_does():
    keys = ["", "a", "a0", "b", "b" * 9, "é"]

    assert [fields.key_parts(key) for key in sorted(keys)] == sorted(
        fields.key_parts(key) for key in keys
    )
    assert fields.key_parts("a") == (0x61 << 56, 0, 0)
    assert fields.key_parts("a" * 30) == fields.key_parts("a" * 24)


def test_a_labelled_value_gives_its_term_again():
    assert fields.decode_term("x\x1fSatu\x1fOne") == Term("x", "Satu", "One")


def test_stored_parts_are_read_back(writer):
    (made,) = writer.group(group(1, document("kunci", "lampu operasi")))

    key, source = fields.read_document(made)

    assert key == "kunci"
    assert source == b'{"key":"kunci","name":"lampu operasi"}'
    assert fields.read_words(made) == list(
        document("k", "lampu operasi").texts["name"].stems
    )


def test_words_to_compare_by_are_those_of_the_weightiest_texts(writer):
    name = " ".join(f"kata{number}" for number in range(60))
    body = " ".join(f"isi{number}" for number in range(60))

    (made,) = writer.group(group(1, document("a", name, body=body)))

    words = fields.read_words(made)
    assert len(words) == 64
    assert words[:60] == list(document("a", name).texts["name"].stems)


@pytest.mark.parametrize("number", [True, 1.0, "1", 2**63, -(2**63) - 1])
def test_a_group_is_a_64_bit_integer(refusal, number):
    assert refusal(number=number) == f"group {number!r}: not a 64-bit integer"


@pytest.mark.parametrize("number", [2**63 - 1, -(2**63), 0])
def test_any_64_bit_integer_is_a_group(writer, number):
    assert len(writer.group(DocumentGroup(number, (document("a"),)))) == 1


def test_a_key_is_in_a_group_once(refusal):
    assert refusal(document("a"), document("b"), document("a")) == "a: twice in group 1"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"key": ""}, ": key is empty"),
        ({"key": 3}, "3: key is not text: 3"),
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
def test_what_tantivy_would_drop_or_die_of_is_refused(refusal, fields, expected):
    assert refusal(changed(**fields)) == expected


def test_source_is_json(refusal):
    assert refusal(changed(source={"x": object()})).startswith(
        "a: source is not JSON: "
    )


@pytest.mark.parametrize(
    ("stems", "expected"),
    [
        (("lampu", ""), "a: name has a term that is empty or has a space"),
        (("lampu operasi",), "a: name has a term that is empty or has a space"),
        ((1,), "a: name has a term that is not text"),
        (("\ud800",), "a: name has a term that is not text"),
    ],
)
def test_terms_of_a_text_are_words(refusal, stems, expected):
    text = dataclasses.replace(document("a").texts["name"], stems=stems)

    assert refusal(changed(texts={"name": text})) == expected


def test_as_long_a_text_as_may_be_is_taken(writer):
    assert len(writer.group(group(1, document("a", kind="x" * 8000)))) == 1


def test_a_value_with_two_labels_counts_once(writer):
    terms = {"maker": (Term("x", "Satu"), Term("x", "Dua"), Term("y"))}

    (made,) = writer.group(group(1, changed(terms=terms)))

    assert made.get_all("v_maker") == ["x", "y"]
    assert made.get_all("l_maker") == ["x\x1fSatu\x1f", "y\x1f\x1f"]


def test_zero_has_no_sign(writer):
    (made,) = writer.group(group(1, document("a", price=-0.0)))

    assert str(made.get_first("n_price")) == "0.0"
