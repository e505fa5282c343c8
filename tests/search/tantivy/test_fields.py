"""What becomes of a document that fits."""

from search.engines.base import Term
from search.engines.checking import DocumentChecker
from search.engines.tantivy import fields
from tests.search.engine_documents import SCHEMA, document, group


def made_of(given):
    (checked,) = DocumentChecker(SCHEMA).group(group(1, given))
    return fields.build_document(checked)


def test_parts_of_a_key_sort_as_the_key_does():
    keys = ["", "a", "a0", "b", "b" * 9, "é"]

    assert [fields.key_parts(key) for key in sorted(keys)] == sorted(
        fields.key_parts(key) for key in keys
    )
    assert fields.key_parts("a") == (0x61 << 56, 0, 0)
    assert fields.key_parts("a" * 30) == fields.key_parts("a" * 24)


def test_stored_parts_are_read_back():
    made = made_of(document("kunci", "lampu operasi"))

    assert fields.text_of(made, "key") == "kunci"
    assert fields.json_of(made, "source") == b'{"key":"kunci","name":"lampu operasi"}'
    assert fields.json_of(made, "card") == b'{"key":"kunci","called":"lampu operasi"}'
    assert fields.read_words(made) == list(
        document("k", "lampu operasi").texts["name"].stems
    )


def test_a_value_with_two_labels_counts_once():
    terms = {"maker": (Term("x", "Satu"), Term("x", "Dua"), Term("y"))}

    made = made_of(document("a", terms={"maker": terms["maker"]}))

    assert made.get_all("v_maker") == ["x", "y"]
    assert made.get_all("l_maker") == ["x\x1fSatu\x1f", "y\x1f\x1f"]


def test_zero_has_no_sign():
    made = made_of(document("a", price=-0.0))

    assert str(made.get_first("n_price")) == "0.0"
