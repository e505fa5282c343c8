"""What a browser sends for a form nobody touched."""

from bs4 import BeautifulSoup, Tag
from django.http import HttpResponse


def untouched(response: HttpResponse, form_id: str) -> dict[str, list[str]]:
    """The values of the form with this id in the page, by name."""
    form = BeautifulSoup(response.content, "html.parser").find(id=form_id)
    sent: dict[str, list[str]] = {}
    for control in form.find_all(["input", "select", "textarea"]):
        if control.has_attr("name") and not control.has_attr("disabled"):
            sent.setdefault(control["name"], []).extend(_values(control))
    return {name: values for name, values in sent.items() if values}


def _values(control: Tag) -> list[str]:
    if control.name == "textarea":
        # The parser of a browser drops the line break a template begins with.
        return [control.text.removeprefix("\n")]
    if control.name == "select":
        options = control.find_all("option")
        chosen = [each for each in options if each.has_attr("selected")]
        if not chosen and not control.has_attr("multiple"):
            chosen = options[:1]
        return [each.get("value", each.text) for each in chosen]
    if control.get("type") in {"submit", "button", "file"}:
        return []
    if control.get("type") in {"checkbox", "radio"}:
        return [control.get("value", "on")] if control.has_attr("checked") else []
    return [control.get("value", "")]
