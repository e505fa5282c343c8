"""The API's description of itself."""

import pytest
from openapi_spec_validator import validate

from core.problems import MEDIA_TYPE


@pytest.fixture
def described(client, db):
    return client.get("/api/openapi.json").json()


def operations(described):
    return [each for path in described["paths"].values() for each in path.values()]


def test_the_description_is_valid(described):
    validate(described)


def test_every_operation_has_a_name_of_its_own(described):
    assert sorted(each["operationId"] for each in operations(described)) == [
        "getProduct",
        "listDeviceTypes",
        "lkppChanges",
        "lkppSnapshot",
        "lkppState",
        "searchProducts",
    ]


def test_server_and_licence_are_named(described):
    assert described["servers"] == [{"url": "https://katalog.example"}]
    assert described["info"]["license"] == {
        "name": "BSD 3-Clause",
        "identifier": "BSD-3-Clause",
    }
    assert described["tags"] == [
        {"name": "Produk"},
        {"name": "Jenis alat"},
        {"name": "LKPP"},
    ]


def test_every_error_that_has_a_body_is_a_problem(described):
    media = {
        tuple(response["content"])
        for operation in operations(described)
        for status, response in operation["responses"].items()
        if int(status) >= 400 and "content" in response
    }

    assert media == {(MEDIA_TYPE,)}
    problem = described["components"]["schemas"]["ProblemOut"]
    assert problem["required"] == [
        "type",
        "title",
        "status",
        "code",
        "detail",
        "detail_en",
        "errors",
    ]


def test_what_has_no_body_when_refused_by_the_server_itself_says_so(described):
    search = described["paths"]["/api/v1/products"]["get"]

    assert search["responses"]["414"] == {"description": "Request-URI Too Long"}
