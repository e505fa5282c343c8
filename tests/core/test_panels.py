"""Panels that apps above add to tabs."""

import pytest
from wagtail.admin.panels import FieldPanel, ObjectList, TabbedInterface
from wagtail.models import Page

from core import panels
from core.registry import Registry


@pytest.fixture(autouse=True)
def own_panels(monkeypatch):
    monkeypatch.setattr(panels, "_panels", Registry())


def headings(tab: ObjectList) -> list[str]:
    return [panel.heading for panel in tab.children]


def edited() -> TabbedInterface:
    return TabbedInterface(
        [
            panels.OpenTab(
                [FieldPanel("title", heading="Nama")], heading="Buku", place="book"
            ),
            ObjectList([FieldPanel("slug", heading="Alamat")]),
        ]
    )


def test_a_tab_begins_with_the_panels_registered_for_it():
    handler = edited()
    panels.register_panel("book", FieldPanel("seo_title", heading="Dua"), order=2)
    panels.register_panel("book", FieldPanel("slug", heading="Satu"), order=1)
    panels.register_panel("shelf", FieldPanel("slug", heading="Lain"))

    bound = handler.bind_to_model(Page)

    assert headings(bound.children[0]) == ["Satu", "Dua", "Nama"]
    assert headings(bound.children[1]) == ["Alamat"]
    assert bound.children[0].heading == "Buku"
    assert bound.children[0].children[0].model is Page


def test_binding_again_does_not_add_them_twice():
    handler = edited()
    panels.register_panel("book", FieldPanel("slug", heading="Satu"))

    handler.bind_to_model(Page)
    bound = handler.bind_to_model(Page)

    assert headings(bound.children[0]) == ["Satu", "Nama"]
