"""Requests that change a page, one after another.

Two clicks on one button, two tabs, two people: what a view reads of a page must still
be so when it writes. A view that holds the page's row from before its first look until
its last word sees what the request before it did.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from wagtail.models import Page


@contextmanager
def page_held(page_id: int) -> Iterator[None]:
    """A transaction in which nobody else holds the page with this key.

    Others may go on reading it and referring to it. SQLite has no locks of rows: there
    whole transactions go one after another.
    """
    with transaction.atomic():
        rows = Page.objects.select_for_update(no_key=True).filter(pk=page_id)
        list(rows.order_by().values_list("pk"))
        yield


class OneAtATime:
    """A view that a page's address leads to; whatever is sent to it happens wholly or
    not at all, and after what was sent before."""

    held_page = "page_id"
    """The part of the address that names the page."""

    @classmethod
    def as_view(cls, **initkwargs: Any) -> Callable[..., HttpResponseBase]:
        view: Callable[..., HttpResponseBase] = super().as_view(  # type: ignore[misc]
            **initkwargs
        )

        @wraps(view)
        def one_at_a_time(
            request: HttpRequest, *args: Any, **kwargs: Any
        ) -> HttpResponseBase:
            if request.method != "POST":
                return view(request, *args, **kwargs)
            with page_held(kwargs[cls.held_page]):
                return view(request, *args, **kwargs)

        return one_at_a_time
