"""Words by which a device type is found."""

import pytest

from products.vocabulary import beginnings, folded, vocabulary_of


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Pap  Smear ", "pap smear"),
        ("Élektroda", "elektroda"),
        ("ｐＨ meter", "ph meter"),
        ("", ""),
    ],
)
def test_two_spellings_of_a_name_are_one(text, plain):
    assert folded(text) == plain


def test_each_word_is_kept_once_after_a_space():
    kept = vocabulary_of(["X-ray, 2 kW", "Sinar X", "x_ray"])

    assert kept == " x ray 2 kw sinar"


@pytest.mark.parametrize(
    ("typed", "looked_for"),
    [
        ("Tempat  TIDUR tempat", [" tempat", " tidur"]),
        ("%_", []),
        (" ".join("abcdefghij"), [f" {each}" for each in "abcdefgh"]),
    ],
)
def test_words_of_a_question(typed, looked_for):
    assert beginnings(typed) == looked_for
