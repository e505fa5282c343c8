from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verification.public.codes import (
    LARGEST_KEY,
    SYMBOLS,
    Mistyped,
    code_of,
    key_of,
)

keys = st.integers(1, LARGEST_KEY)


@pytest.mark.parametrize(
    ("key", "code"),
    [
        (1, "00012"),
        (31, "000ZV"),
        (32, "00104"),
        (1234, "016JH"),
        (1_048_575, "ZZZZD"),
        (1_048_576, "100005"),
        (LARGEST_KEY, "ZZZZZZZC"),
    ],
)
def test_codes_stay_as_they_were_printed(key, code):
    assert code_of(key) == code


def test_a_million_pages_have_codes_of_five_symbols():
    assert {len(code_of(key)) for key in (1, 999_999)} == {5}


@given(keys)
def test_a_code_reads_back_as_its_key(key):
    assert key_of(code_of(key)) == key


@pytest.mark.parametrize(
    "typed", ["016JH", "016jh", "ol6jh", "OI6JH", "016-JH", " 01 6JH ", "o-16jh"]
)
def test_a_code_may_be_typed_as_it_is_misread(typed):
    assert key_of(typed) == 1234


@given(keys, st.data())
def test_one_wrong_symbol_is_noticed(key, data):
    code = code_of(key)
    place = data.draw(st.integers(0, len(code) - 1))
    other = data.draw(st.sampled_from(SYMBOLS.replace(code[place], "")))

    with pytest.raises(Mistyped):
        key_of(code[:place] + other + code[place + 1 :])


@given(keys)
def test_two_symbols_that_changed_places_are_noticed(key):
    code = code_of(key)

    for left, right in combinations(range(len(code)), 2):
        swapped = list(code)
        swapped[left], swapped[right] = swapped[right], swapped[left]
        if "".join(swapped) != code:
            with pytest.raises(Mistyped):
                key_of("".join(swapped))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "0",
        "00000",
        "16JH",
        "0016JH",
        "016JU",
        "016J*",
        "016J\x00",
        "٠١٦JH",
        "ß16JH",
        "016JH" * 1000,
        "../..",
        "' OR 1=1",
    ],
)
def test_what_is_no_code_is_refused(text):
    with pytest.raises(Mistyped):
        key_of(text)


@given(st.text(max_size=12))
def test_any_text_is_a_code_or_refused(text):
    try:
        key = key_of(text)
    except Mistyped:
        return

    assert 1 <= key <= LARGEST_KEY


@pytest.mark.parametrize("key", [0, -1, LARGEST_KEY + 1])
def test_keys_that_no_page_has_get_no_code(key):
    with pytest.raises(ValueError, match=str(key)):
        code_of(key)
