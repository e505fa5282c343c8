"""Tags and filters that every template has."""

from types import SimpleNamespace

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.utils import translation

from core.templatetags.formats import (
    described,
    kilograms,
    lang_of,
    page_numbers,
    picture_alt,
    telephone,
)


@pytest.mark.parametrize(
    ("grams", "weight"),
    [
        (24_500, "24,5\u00a0kg"),
        (24_000, "24\u00a0kg"),
        (5, "0,005\u00a0kg"),
        (1_234_560, "1.234,56\u00a0kg"),
    ],
)
def test_a_weight_has_only_the_places_it_needs(grams, weight):
    assert kilograms(grams) == weight


def test_a_weight_is_written_as_the_english_write_it():
    with translation.override("en"):
        assert kilograms(24_500) == "24.5\u00a0kg"


def test_telephone_numbers_are_dialled_without_spaces():
    assert telephone("+62 (22) 1234-5678 ext. 9") == "+6222123456789"


@pytest.mark.parametrize(
    ("number", "linked"),
    [
        (1, [1, 2, None, 99, 100]),
        (50, [1, 2, None, 49, 50, 51, None, 99, 100]),
    ],
)
def test_far_pages_are_left_out(number, linked):
    assert page_numbers(Paginator(range(1000), 10).page(number)) == linked


def test_an_icon_is_hidden_from_who_cannot_see_it():
    html = Template("{% icon name %}").render(Context({"name": '"><script>'}))

    assert html == (
        '<svg class="icon" aria-hidden="true">'
        '<use href="/static/catalog_site/icons.svg#&quot;&gt;&lt;script&gt;">'
        "</use></svg>"
    )


@pytest.mark.parametrize(
    ("query", "number", "address"),
    [
        ("", 1, "?"),
        ("", 3, "?page=3"),
        ("q=lampu&page=2", 3, "?q=lampu&page=3"),
        ("q=lampu&page=2", 1, "?q=lampu"),
        ("device_type=a&device_type=b", 2, "?device_type=a&device_type=b&page=2"),
    ],
)
def test_another_page_keeps_what_was_asked_for(rf, query, number, address):
    context = Context({"request": rf.get(f"/cari/?{query}"), "number": number})

    html = Template("{% page_address number %}").render(context)

    assert html == address.replace("&", "&amp;")


def test_only_a_text_without_english_is_marked_as_indonesian():
    kept = {"summary": "Teks", "summary_en": ""}
    both = {"summary": "Teks", "summary_en": "Text"}

    assert lang_of(kept, "summary") == ""
    with translation.override("en"):
        assert lang_of(kept, "summary") == ' lang="id"'
        assert lang_of(both, "summary") == ""


def test_a_picture_is_described_in_the_reader_s_language():
    product = {"pictures": [{"alt": "Gambar lampu"}], "title_en": "Operating light"}

    assert picture_alt(product) == "Gambar lampu"
    with translation.override("en"):
        assert picture_alt(product) == "Operating light"
        assert picture_alt(product | {"title_en": ""}) == "Gambar lampu"


def test_a_picture_on_its_product_s_page_too():
    image = SimpleNamespace(description="Gambar lampu")

    assert described(image, "Lampu") == "Gambar lampu"
    assert described(SimpleNamespace(description=""), "Lampu") == "Lampu"
    with translation.override("en"):
        assert described(image, "Operating light") == "Operating light"
