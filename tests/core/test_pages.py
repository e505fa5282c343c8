"""What a page's class gets from modules above its model."""

import pytest
from wagtail.admin.panels import ObjectList

from core import pages
from core.registry import Registry


class Shown:
    """Stands for Wagtail's page."""

    def get_context(self, request, *args, **kwargs):
        return {"page": self, "request": request, "title": "dari Wagtail"}


class Shelf(pages.RegisteredContext, Shown):
    pass


class Drawer(pages.RegisteredContext, Shown):
    pass


@pytest.fixture(autouse=True)
def own_contexts(monkeypatch):
    monkeypatch.setattr(pages, "_contexts", Registry())


def test_registered_functions_add_to_what_wagtail_gives():
    pages.register_context(Shelf, lambda page, request: {"asked": request})
    pages.register_context(Shelf, lambda page, request: {"title": "rak"})
    shelf = Shelf()

    context = shelf.get_context("permintaan")

    assert context == {
        "page": shelf,
        "request": "permintaan",
        "title": "rak",
        "asked": "permintaan",
    }


def test_another_class_of_page_shows_nothing_of_it():
    pages.register_context(Shelf, lambda page, request: {"title": "rak"})

    assert Drawer().get_context("permintaan")["title"] == "dari Wagtail"


def test_edit_handler_is_given_to_the_class_alone():
    handler = ObjectList([])

    pages.register_edit_handler(Shelf, handler)

    assert Shelf.edit_handler is handler
    assert not hasattr(Drawer, "edit_handler")
