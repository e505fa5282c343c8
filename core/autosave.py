"""Wagtail's saving of an edit form while it is being filled in."""

from django.http import HttpRequest


def is_autosave(request: HttpRequest) -> bool:
    """Whether the form was sent by itself; nobody reads messages about it."""
    return "application/json" in request.headers.get("accept", "")
