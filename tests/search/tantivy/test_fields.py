"""What becomes of a document that fits."""

import pytest

from search.engines.base import Term
from search.engines.tantivy import fields
from search.engines.tantivy.fields import DocumentWriter
from tests.search.engine_documents import SCHEMA, document, group


@pytest.fixture
def writer():
    return DocumentWriter(SCHEMA)


def test_parts_of_a_key_sort_as_the_key_does():
    keys = ["", "a", "a0", "b", "b" * 9, "é"]

    assert [fields.key_parts(key) for key in sorted(keys)] == sorted(
        fields.key_parts(key) for key in keys
    )
    assert fields.key_parts("a") == (0x61 << 56, 0, 0)
    assert fields.key_parts("a" * 30) == fields.key_parts("a" * 24)


def test_stored_parts_are_read_back(writer):
    (made,) = writer.group(group(1, document("kunci", "lampu operasi")))

    key, source = fields.read_document(made)

    assert key == "kunci"
    assert source == b'{"key":"kunci","name":"lampu operasi"}'
    assert fields.read_words(made) == list(
        document("k", "lampu operasi").texts["name"].stems
    )


def test_a_value_with_two_labels_counts_once(writer):
    terms = {"maker": (Term("x", "Satu"), Term("x", "Dua"), Term("y"))}

    (made,) = writer.group(group(1, document("a", terms={"maker": terms["maker"]})))

    assert made.get_all("v_maker") == ["x", "y"]
    assert made.get_all("l_maker") == ["x\x1fSatu\x1f", "y\x1f\x1f"]


def test_zero_has_no_sign(writer):
    (made,) = writer.group(group(1, document("a", price=-0.0)))

    assert str(made.get_first("n_price")) == "0.0"
