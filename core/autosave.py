"""Wagtail's saving of an edit form while it is being filled in.

Half a second after something in the form changed, Wagtail sends the whole of it and
asks for JSON (its AutosaveController). It takes every hidden input along: also those
with which a click on a decision tells the form what was decided.
"""

from django.http import HttpRequest


def is_autosave(request: HttpRequest) -> bool:
    """Whether the form was sent by itself; nobody reads messages about it.

    It is what Wagtail's own views answer with JSON.
    """
    return not request.accepts("text/html")
