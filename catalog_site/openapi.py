"""The API's description of itself, ``/api/openapi.json`` (OpenAPI 3.1)."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from core.problems import MEDIA_TYPE

LICENCE = {"name": "BSD 3-Clause", "identifier": "BSD-3-Clause"}
"""Of this interface and its description, as of the program."""


class CatalogueAPI(NinjaAPI):
    """Describes what the framework leaves out or says otherwise."""

    def get_openapi_schema(self, **given: Any) -> OpenAPISchema:
        described = super().get_openapi_schema(**given)
        described["info"]["license"] = LICENCE
        described["servers"] = [{"url": settings.PUBLIC_BASE_URL}]
        described["tags"] = [
            {"name": name} for name in dict.fromkeys(_tags(described["paths"]))
        ]
        for path in described["paths"].values():
            # HEAD is answered wherever GET is, and is the same operation.
            path.pop("head", None)
            for operation in path.values():
                _name_problems(operation["responses"])
        return described


def _tags(paths: dict[str, Any]) -> Iterator[str]:
    for path in paths.values():
        for operation in path.values():
            yield from operation["tags"]


def _name_problems(responses: dict[int, Any]) -> None:
    """Errors have a media type of their own, where they have a body."""
    for status, response in responses.items():
        content = response.get("content", {})
        if status >= 400 and content:
            response["content"] = {MEDIA_TYPE: next(iter(content.values()))}
