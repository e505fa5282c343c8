"""What a browser sends for a form nobody touched."""

from django.http import HttpResponse
from lxml.html import HtmlElement, document_fromstring


def untouched(response: HttpResponse, form_id: str) -> dict[str, list[str]]:
    """The values of the form with this id in the page, by name."""
    form = document_fromstring(response.content.decode()).get_element_by_id(form_id)
    sent: dict[str, list[str]] = {}
    for control in form.iter("input", "select", "textarea"):
        if "name" in control.attrib and "disabled" not in control.attrib:
            sent.setdefault(control.get("name"), []).extend(_values(control))
    return {name: values for name, values in sent.items() if values}


def _values(control: HtmlElement) -> list[str]:
    if control.tag == "textarea":
        # The parser of a browser drops the line break a template begins with.
        return [control.text_content().removeprefix("\n")]
    if control.tag == "select":
        options = list(control.iter("option"))
        chosen = [each for each in options if "selected" in each.attrib]
        if not chosen and "multiple" not in control.attrib:
            chosen = options[:1]
        return [each.get("value", each.text_content()) for each in chosen]
    if control.get("type") in {"submit", "button", "file"}:
        return []
    if control.get("type") in {"checkbox", "radio"}:
        return [control.get("value", "on")] if "checked" in control.attrib else []
    return [control.get("value", "")]
