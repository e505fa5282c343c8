"""Every text has its English, and the compiled catalogue is the present one."""

from io import StringIO

import pytest
from django.core.management.base import CommandError

from catalog_site.management.commands.check_messages import Command, _run, _texts

CATALOGUE = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"

msgid "Lampu"
msgstr "Lamp"

#, fuzzy
msgid "Meja"
msgstr "Chair"

msgid "Kursi"
msgstr ""

msgid "%(n)s produk"
msgid_plural "%(n)s produk"
msgstr[0] "%(n)s product"
msgstr[1] "%(n)s products"
"""


@pytest.fixture
def catalogue(tmp_path):
    path = tmp_path / "django.po"
    path.write_text(CATALOGUE)
    return path


PLURAL = '"%(n)s produk"\nmsgid_plural "%(n)s produk"'


def test_texts_are_read_with_their_plurals(catalogue):
    assert _texts(catalogue) == {'"Lampu"', '"Meja"', '"Kursi"', PLURAL}


def test_what_is_fuzzy_or_empty_is_not_translated(catalogue):
    assert _texts(catalogue, "--translated", "--no-fuzzy") == {'"Lampu"', PLURAL}


def test_texts_without_english_and_unused_ones_are_named(catalogue):
    with pytest.raises(CommandError) as refused:
        Command()._compare(catalogue, {'"Lampu"', '"Meja"', '"Pintu"', PLURAL})

    assert str(refused.value).splitlines() == [
        "django.po is not complete; run make messages and translate:",
        '  without English: "Meja"',
        '  without English: "Pintu"',
        '  no longer used: "Kursi"',
    ]


def test_a_complete_catalogue_is_counted(tmp_path):
    path = tmp_path / "django.po"
    path.write_text(CATALOGUE.partition("#, fuzzy")[0])
    told = StringIO()

    Command(stdout=told)._compare(path, {'"Lampu"'})

    assert told.getvalue() == "django.po: 1 texts, all translated.\n"


def test_a_tool_that_fails_is_named(tmp_path):
    with pytest.raises(CommandError, match="^msgattrib: "):
        _run("msgattrib", str(tmp_path / "tidak-ada.po"))
