import pytest

from lkpp.profiles import terms


@pytest.mark.parametrize(
    ("months", "expected"),
    [(None, None), (0, None), (1, "1 bulan"), (12, "1 tahun"), (18, "18 bulan")],
)
def test_a_warranty_is_worded_in_years_where_it_can_be(months, expected):
    assert terms.warranty(months) == expected


@pytest.mark.parametrize(
    ("millimetres", "expected"), [(None, None), (0, 0), (980, 98), (2_155, 215.5)]
)
def test_millimetres_become_centimetres(millimetres, expected):
    result = terms.tenths(millimetres)

    assert result == expected
    assert type(result) is type(expected)


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("satu dua", 8, "satu dua"),
        ("satu dua tiga", 12, "satu dua…"),
        ("a panjangsekali", 10, "a panjang…"),
        (" panjangsekali", 10, " panjangs…"),
    ],
)
def test_a_text_is_shortened_after_a_word_unless_little_would_be_left(
    text, limit, expected
):
    result = terms.shortened(text, limit)

    assert result == expected
    assert len(result) <= limit
