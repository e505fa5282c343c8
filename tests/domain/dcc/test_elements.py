"""Elements of a certificate that is being written."""

from datetime import date

import pytest
from lxml import etree

from domain.dcc.elements import (
    add,
    add_day,
    add_kind,
    add_maker,
    add_name,
    add_number,
    add_serial,
    add_stated,
)
from domain.dcc.texts import DCC


@pytest.fixture
def parent():
    return etree.Element("parent", nsmap={None: DCC})


def children(parent) -> str:
    inner = "".join(etree.tostring(child, encoding="unicode") for child in parent)
    return inner.replace(f' xmlns="{DCC}"', "")


@pytest.mark.parametrize(
    ("write", "written"),
    [
        (lambda parent: add(parent, "a"), "<a/>"),
        (lambda parent: add(parent, "a", "x", "k", "l"), '<a refType="k l">x</a>'),
        (lambda parent: add_kind(parent, "a", "k"), '<a refType="k"/>'),
        (lambda parent: add_stated(parent, "a", " x\ny "), "<a>x y</a>"),
        (lambda parent: add_stated(parent, "a", " "), ""),
        (lambda parent: add_name(parent, " x "), "<name><content>x</content></name>"),
        (lambda parent: add_day(parent, "a", date(2026, 3, 2)), "<a>2026-03-02</a>"),
        (lambda parent: add_day(parent, "a", None), ""),
        (
            lambda parent: add_maker(parent, "PT"),
            "<manufacturer><name><content>PT</content></name></manufacturer>",
        ),
        (lambda parent: add_maker(parent, " "), ""),
        (
            lambda parent: add_number(parent, "owner", " 7 ", " ", "k"),
            '<identification refType="k"><issuer>owner</issuer><value>7</value>'
            "</identification>",
        ),
        (
            lambda parent: add_serial(parent, "7"),
            '<identification refType="basic_serialNumber"><issuer>manufacturer'
            "</issuer><value>7</value><name><content>Nomor seri</content></name>"
            "</identification>",
        ),
    ],
)
def test_an_element_is_written_only_with_what_it_says(parent, write, written):
    write(parent)

    assert children(parent) == written
