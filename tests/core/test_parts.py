"""Parts that apps above add to templates of apps below."""

import pytest
from django.template import engines

from core import parts
from core.registry import Registry

TEMPLATE = "components/empty_state.html"


@pytest.fixture(autouse=True)
def own_parts(monkeypatch):
    monkeypatch.setattr(parts, "_parts", Registry())


def drawn(text: str, **variables: object) -> str:
    return engines["django"].from_string(text).render(variables)


def test_a_place_without_parts_draws_nothing():
    assert drawn('<b>{% parts "here" %}</b>') == "<b></b>"


def test_a_part_is_drawn_with_the_variables_of_the_page_and_its_own():
    parts.register_part(
        "here", TEMPLATE, lambda page: {"text": f"dari {page['title']}"}
    )

    html = drawn('{% parts "here" %}', title="Lampu <1>")

    assert '<p class="empty-state__title">Lampu &lt;1&gt;</p>' in html
    assert "<p>dari Lampu &lt;1&gt;</p>" in html


def test_variables_of_a_part_are_gone_after_it():
    parts.register_part("here", TEMPLATE, lambda page: {"title": "bagian"})

    html = drawn('{% parts "here" %}|{{ title }}', title="halaman")

    assert html.endswith("|halaman")


def test_a_part_whose_context_is_none_is_left_out():
    parts.register_part("here", TEMPLATE, lambda page: None)

    assert drawn('{% parts "here" %}') == ""


def test_parts_are_drawn_in_their_order():
    parts.register_part("here", TEMPLATE, lambda page: {"title": "dua"}, order=2)
    parts.register_part("here", TEMPLATE, lambda page: {"title": "satu"}, order=1)

    html = drawn('{% parts "here" %}')

    assert html.index("satu") < html.index("dua")
    assert parts.places_with_parts() == ["here"]
