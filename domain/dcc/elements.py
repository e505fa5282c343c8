"""Elements of a certificate that is being written."""

from datetime import date
from typing import TypeAlias

from lxml import etree

from domain.dcc import marks
from domain.dcc.texts import dcc, one_line

Node: TypeAlias = etree._Element


def add(parent: Node, name: str, text: str = "", *kinds: str) -> Node:
    """A new last child in the certificate's namespace, with its refTypes."""
    element = etree.SubElement(parent, dcc(name))
    if text:
        element.text = text
    if kinds:
        element.set("refType", " ".join(kinds))
    return element


def add_kind(parent: Node, name: str, *kinds: str) -> Node:
    return add(parent, name, "", *kinds)


def add_stated(parent: Node, name: str, text: str) -> None:
    """A child with a text, or none where the text is empty."""
    tidy = one_line(text)
    if tidy:
        add(parent, name, tidy)


def add_name(parent: Node, text: str) -> None:
    add(add(parent, "name"), "content", one_line(text))


def add_day(parent: Node, name: str, day: date | None) -> None:
    if day is not None:
        add(parent, name, day.isoformat())


def add_number(numbers: Node, issuer: str, value: str, name: str, *kinds: str) -> None:
    number = add_kind(numbers, "identification", *kinds)
    add(number, "issuer", issuer)
    add(number, "value", one_line(value))
    if one_line(name):
        add_name(number, name)


def add_maker(element: Node, name: str) -> None:
    if one_line(name):
        add_name(add(element, "manufacturer"), name)


def add_serial(numbers: Node, serial: str) -> None:
    add_number(numbers, "manufacturer", serial, "Nomor seri", marks.SERIAL_NUMBER)
