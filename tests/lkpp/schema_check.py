"""Validation against the schemas that the export publishes."""

import json
from functools import cache

from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource

from lkpp.feed.schemas import published_schemas


@cache
def _registry() -> Registry:
    return Registry().with_resources(
        (name, Resource.from_contents(json.loads(text)))
        for name, text in published_schemas().items()
    )


@cache
def validator(name: str) -> Draft202012Validator:
    """A validator for ``<name>.schema.json``, or ``v5-<name>.schema.json``."""
    published = published_schemas()
    of_v5 = f"v5-{name}.schema.json"
    text = published[of_v5 if of_v5 in published else f"{name}.schema.json"]
    return Draft202012Validator(
        json.loads(text), registry=_registry(), format_checker=FormatChecker()
    )


def faults(name: str, instance) -> list[str]:
    """Where ``instance`` departs from the schema; empty when it is valid."""
    return [
        f"{error.json_path}: {error.message}"
        for error in validator(name).iter_errors(instance)
    ]
