"""What the administrative part says where the certificate says nothing."""

from dataclasses import replace

import pytest

from domain.dcc.certificate import Identification, Item, Laboratory, Signer
from domain.dcc.reader import read_certificate
from domain.dcc.writer import write_certificate
from tests.domain.dcc.certificates import BARE


def written(**changes) -> str:
    return write_certificate(replace(BARE, **changes)).decode()


def test_without_a_language_and_a_country_they_are_indonesian():
    content = written(languages=())

    assert "<dcc:usedLangCodeISO639_1>id</dcc:usedLangCodeISO639_1>" in content
    assert "<dcc:mandatoryLangCodeISO639_1>id</dcc:" in content
    assert "<dcc:countryCodeISO3166_1>ID</dcc:countryCodeISO3166_1>" in content
    assert "<dcc:countryCode>" not in content


def test_the_first_language_is_the_mandatory_one():
    content = written(languages=("en", "id"), laboratory=Laboratory(country="DE"))

    assert "<dcc:mandatoryLangCodeISO639_1>en</dcc:" in content
    assert "<dcc:countryCodeISO3166_1>DE</dcc:countryCodeISO3166_1>" in content


def test_a_place_that_is_not_stated_is_marked():
    unstated, other = written(), written(location="other")

    place = "<dcc:performanceLocation{}>other</dcc:performanceLocation>"
    assert place.format(' refType="alkes_notStated"') in unstated
    assert place.format("") in other


@pytest.mark.parametrize(
    ("issuer", "kept"), [("owner", "owner"), ("moon", "other"), ("", "other")]
)
def test_an_issuer_that_the_schema_lacks_is_another(issuer, kept):
    item = Item("Pompa", identifications=(Identification(issuer, "Lot", "7"),))

    (read,) = read_certificate(write_certificate(replace(BARE, items=(item,)))).items

    assert read.identifications == (Identification(kept, "Lot", "7"),)


def test_numbers_without_a_value_are_left_out():
    item = Item("Pompa", identifications=(Identification("owner", "Lot", " "),))

    content = written(items=(item,))

    assert "Lot" not in content
    assert content.count("alkes_notStated") == written().count("alkes_notStated")


def test_only_the_main_signer_is_marked():
    content = written(signers=(Signer("Ani"), Signer("Budi", is_main=True)))

    assert content.count("<dcc:mainSigner>true</dcc:mainSigner>") == 1
    assert "mainSigner>false" not in content


@pytest.mark.parametrize("statements", [(), (" ", "\n")])
def test_without_anything_stated_there_are_no_statements(statements):
    assert "<dcc:statements>" not in written(statements=statements)
