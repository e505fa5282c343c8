"""System checks of what the profiles say of their fields."""

from collections.abc import Iterator
from typing import Any

from django.core.checks import Error, register

from lkpp.profiles import PROFILES, samples
from lkpp.profiles.base import Constant, FieldSource, Profile, Record, Unsourced
from lkpp.profiles.paths import ANY_KEY, is_path_in, values_in
from lkpp.records.neutral_record import NeutralRecord

BASE_URL = "https://katalog.example"


@register()
def every_field_of_a_profile_is_accounted_for(
    app_configs=None, **kwargs
) -> list[Error]:
    """Every field that is rendered says what it is made from, and whatever says so
    is rendered."""
    return [
        error
        for profile in PROFILES.values()
        for check in (undeclared_fields, absent_fields, wrong_sources, false_sources)
        for error in check(profile)
    ]


def undeclared_fields(profile: Profile) -> Iterator[Error]:
    declared = {field.name for field in profile.fields}
    for path, values in _rendered(profile).items():
        is_empty = all(value is None or value == [] for value in values)
        if not _is_declared(path, declared, is_empty):
            yield _error(
                profile, path, "has no source", "lkpp.E001", "Declare it in FIELDS."
            )


def absent_fields(profile: Profile) -> Iterator[Error]:
    rendered = _rendered(profile)
    for field in profile.fields:
        if not any(_matches(path, field.name) for path in rendered):
            yield _error(
                profile,
                field.name,
                "is declared and not rendered",
                "lkpp.E002",
                "A sample of which all is known has to show it.",
            )


def wrong_sources(profile: Profile) -> Iterator[Error]:
    for field in profile.fields:
        for path in field.paths:
            if not is_path_in(NeutralRecord, path):
                yield _error(
                    profile,
                    field.name,
                    f"is said to come from {path}, which no neutral record has",
                    "lkpp.E003",
                    "See lkpp.records.neutral_record.",
                )


def false_sources(profile: Profile) -> Iterator[Error]:
    """What has no source is null, what is constant is constant, and what comes from
    the record is there in a sample of which all is known."""
    offered = _values(profile, samples.full_record())
    for field in profile.fields:
        values = offered.get(field.name)
        if values is not None and not _agree(field.source, values):
            yield _error(
                profile,
                field.name,
                "is not what its source says",
                "lkpp.E004",
                "A constant, null without a source, or something with one.",
            )


def _agree(source: FieldSource, values: list[Any]) -> bool:
    if isinstance(source, Unsourced):
        return all(value is None for value in values)
    if isinstance(source, Constant):
        return all(value == source.value for value in values)
    return any(value is not None for value in values)


def _rendered(profile: Profile) -> dict[str, list[Any]]:
    """What all samples show, by path."""
    rendered = _values(profile, samples.full_record())
    for record in (samples.unorderable_record(), samples.withdrawn_record()):
        for path, values in _values(profile, record).items():
            rendered.setdefault(path, []).extend(values)
    return rendered


def _values(profile: Profile, record: Record) -> dict[str, list[Any]]:
    values: dict[str, list[Any]] = {}
    answer = profile.entry(record, BASE_URL)
    for path, value in values_in(answer, profile.labelled):
        values.setdefault(path, []).append(value)
    return values


def _is_declared(path: str, declared: set[str], is_empty: bool) -> bool:
    """A block that is empty as a whole is declared with what it may hold."""
    if any(_matches(path, name) for name in declared):
        return True
    return is_empty and any(
        name.startswith((f"{path}.", f"{path}[")) for name in declared
    )


def _matches(path: str, declared: str) -> bool:
    if path == declared:
        return True
    known = declared.split(".")
    return known[-1] == ANY_KEY and path.split(".")[:-1] == known[:-1]


def _error(profile: Profile, path: str, what: str, code: str, hint: str) -> Error:
    return Error(f"{profile.name}: {path} {what}.", hint=hint, id=code)
