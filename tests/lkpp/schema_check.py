"""Validation against the schemas that the feed publishes."""

import json
from functools import cache

from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource

from lkpp.schemas import published_schemas


@cache
def _registry() -> Registry:
    return Registry().with_resources(
        (name, Resource.from_contents(json.loads(text)))
        for name, text in published_schemas().items()
    )


@cache
def validator(name: str) -> Draft202012Validator:
    """A validator for ``v5-<name>.schema.json``."""
    schema = json.loads(published_schemas()[f"v5-{name}.schema.json"])
    return Draft202012Validator(
        schema, registry=_registry(), format_checker=FormatChecker()
    )


def faults(name: str, instance) -> list[str]:
    """Where ``instance`` departs from the schema; empty when it is valid."""
    return [
        f"{error.json_path}: {error.message}"
        for error in validator(name).iter_errors(instance)
    ]
