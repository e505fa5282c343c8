"""What people read of indexed values."""

import pytest
from django.utils import translation

from search.engines.base import Term
from search.labels import term_label


@pytest.mark.parametrize(
    ("term", "indonesian", "english"),
    [
        (Term("lamp", "Lampu", "Lamp"), "Lampu", "Lamp"),
        (Term("lamp", "Lampu"), "Lampu", "Lampu"),
        (Term("ACME"), "ACME", "ACME"),
    ],
)
def test_a_value_without_a_label_stands_for_itself(term, indonesian, english):
    assert term_label(term) == indonesian
    with translation.override("en"):
        assert term_label(term) == english
