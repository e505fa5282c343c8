"""What the class of a page gets from modules above its model.

The model of a page knows its fields. What the page shows is read by functions that
query the models, and it is edited with panels and forms that need them: both are
registered when all models are loaded, in the app's module ``registration``.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest
from wagtail.admin.panels import Panel
from wagtail.models import Page

from core.registry import Registry

ContextFunction = Callable[[Any, HttpRequest], Mapping[str, object]]
"""Gives variables of a page's template, from the page and the request."""

_contexts: Registry[type[Any], ContextFunction] = Registry()


def register_context(page_class: type[Page], function: ContextFunction) -> None:
    """Have pages of a class, which is a :class:`RegisteredContext`, show what
    ``function`` gives."""
    _contexts.add(page_class, function)


def register_edit_handler(page_class: type[Page], edit_handler: Panel) -> None:
    """Have pages of a class edited with these panels, and with the form class that
    the edit handler names."""
    page_class.edit_handler = edit_handler


class RegisteredContext:
    """A page whose template's variables come from registered functions."""

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        # Wagtail's page follows among the bases.
        context: dict[str, Any] = super().get_context(  # type: ignore[misc]
            request, *args, **kwargs
        )
        for function in _contexts.at(type(self)):
            context.update(function(self, request))
        return context
