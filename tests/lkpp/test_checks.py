"""What the system checks say of the profiles' fields."""

from dataclasses import replace

import pytest

from lkpp import checks
from lkpp.profiles import PROFILES
from lkpp.profiles.base import Confidence, Constant, ProfileField, Unsourced
from lkpp.profiles.paths import unlabelled


def found(monkeypatch, profile):
    """Code and text of what the check says when ``profile`` is the only one."""
    monkeypatch.setattr("lkpp.checks.PROFILES", {profile.name: profile})
    errors = checks.every_field_of_a_profile_is_accounted_for()
    return [(error.id, error.msg) for error in errors]


def field(name, source):
    return ProfileField(name, source, "seen", Confidence.INFERRED)


def resourced(profile, name, source):
    """The profile with another source for one field."""
    fields = [
        replace(each, source=source) if each.name == name else each
        for each in profile.fields
    ]
    return replace(profile, fields=tuple(fields))


def test_every_profile_accounts_for_its_fields():
    assert checks.every_field_of_a_profile_is_accounted_for() == []


@pytest.mark.parametrize("profile", PROFILES.values(), ids=list(PROFILES))
def test_every_field_that_is_not_declared_is_found(profile, monkeypatch):
    bare = replace(profile, fields=())

    errors = found(monkeypatch, bare)

    names = {unlabelled(each.name) for each in profile.fields}
    told = {unlabelled(text.split(": ")[1]) for _code, text in errors}
    assert {code for code, _text in errors} == {"lkpp.E001"}
    # What the neutral record has under any key is rendered under some.
    known = {name for name in names if "*" not in name}
    assert known <= {text.removesuffix(" has no source.") for text in told}


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("v5", "x_alkes.pdn.country_code"),
        ("v6", "productInformations.mainInformations[BMHP].value"),
        ("isb", "reason"),
        ("tokodaring", "tags[]"),
    ],
)
def test_a_rendered_field_without_source_is_an_error(name, path, monkeypatch):
    profile = PROFILES[name]
    fields = tuple(each for each in profile.fields if each.name != path)

    errors = found(monkeypatch, replace(profile, fields=fields))

    assert errors == [("lkpp.E001", f"{name}: {path} has no source.")]


def test_a_declared_field_that_is_not_rendered_is_an_error(monkeypatch):
    profile = PROFILES["isb"]
    extended = replace(profile, fields=(*profile.fields, field("nie_baru", "sku")))

    assert found(monkeypatch, extended) == [
        ("lkpp.E002", "isb: nie_baru is declared and not rendered.")
    ]


@pytest.mark.parametrize(
    "source", ["listing.colour", "skuu", "listing.sku", "pictures.alt"]
)
def test_a_source_that_no_neutral_record_has_is_an_error(source, monkeypatch):
    profile = resourced(PROFILES["isb"], "nie", source)

    assert found(monkeypatch, profile) == [
        (
            "lkpp.E003",
            f"isb: nie is said to come from {source}, which no neutral record has.",
        )
    ]


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("nie", Unsourced.LKPP),
        ("nama_komoditas", Constant("Obat")),
        ("nie_id", "listing.licence.number"),
    ],
)
def test_a_source_that_the_answer_belies_is_an_error(name, source, monkeypatch):
    profile = resourced(PROFILES["isb"], name, source)

    assert found(monkeypatch, profile) == [
        ("lkpp.E004", f"isb: {name} is not what its source says.")
    ]
