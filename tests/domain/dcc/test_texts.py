from xml.etree import ElementTree

import pytest

from domain.dcc.texts import (
    all_names,
    child_text,
    content_of,
    dcc,
    local_name,
    name_of,
    one_line,
    paragraphs,
    ref_types,
    si,
)


def element(body: str, attributes: str = "") -> ElementTree.Element:
    return ElementTree.fromstring(
        f'<dcc:item xmlns:dcc="https://ptb.de/dcc"{attributes}>{body}</dcc:item>'
    )


def named(*contents: str) -> ElementTree.Element:
    return element(f"<dcc:name>{''.join(contents)}</dcc:name>")


ENGLISH = '<dcc:content lang="en">Infusion pump</dcc:content>'
GERMAN = '<dcc:content lang="de">Infusionspumpe</dcc:content>'
INDONESIAN = '<dcc:content lang="id">Pompa infus</dcc:content>'


@pytest.mark.parametrize(
    ("contents", "name"),
    [
        ((ENGLISH, INDONESIAN), "Pompa infus"),
        ((GERMAN, ENGLISH), "Infusion pump"),
        ((GERMAN,), "Infusionspumpe"),
        (
            (
                "<dcc:content>Pompa</dcc:content>",
                '<dcc:content lang="">infus</dcc:content>',
            ),
            "Pompa infus",
        ),
        (("<dcc:content>Pompa</dcc:content>", GERMAN), "Pompa"),
        (
            (INDONESIAN, '<dcc:content lang="id">suntik</dcc:content>'),
            "Pompa infus suntik",
        ),
        ((), ""),
        (('<dcc:content lang="id"/>',), ""),
    ],
)
def test_a_name_is_read_in_the_preferred_language(contents, name):
    assert name_of(named(*contents)) == name


def test_what_is_not_there_has_no_name_and_no_text():
    assert name_of(None) == ""
    assert name_of(element("")) == ""
    assert content_of(None) == ""
    assert child_text(None, "model") == ""
    assert child_text(element(""), "model") == ""
    assert ref_types(None) == ()
    assert ref_types(element("")) == ()


def test_names_in_every_language_are_kept_for_recognising():
    assert all_names(named(GERMAN, " ", ENGLISH)) == ["Infusionspumpe", "Infusion pump"]


def test_rich_text_keeps_its_paragraphs():
    text = element(
        "<dcc:content> a  b\n\n c </dcc:content><dcc:content>d</dcc:content>"
    )

    assert content_of(text) == "a b\nc\nd"


def test_elements_are_known_by_their_qualified_names():
    assert dcc("item") == "{https://ptb.de/dcc}item"
    assert si("real") == "{https://ptb.de/si}real"
    assert local_name(element("")) == "item"
    assert child_text(element("<dcc:model> TD \n 1 </dcc:model>"), "model") == "TD 1"
    assert ref_types(element("", ' refType="a  b"')) == ("a", "b")


@pytest.mark.parametrize(
    ("text", "line", "lines"),
    [
        (None, "", ""),
        (" a \n\tb ", "a b", "a\nb"),
        ("a\x00b\x1b\x7f\x9f\ud800", "ab", "ab"),
        (
            "a\u0085b\u00a0c\ufffdd\U0001f600",
            "a b c\ufffdd\U0001f600",
            "a\nb c\ufffdd\U0001f600",
        ),
        ("~\ud7ff\ue000", "~\ud7ff\ue000", "~\ud7ff\ue000"),
        ("a\n \nb", "a b", "a\nb"),
    ],
)
def test_texts_are_tidied(text, line, lines):
    assert one_line(text) == line
    assert paragraphs(text) == lines
