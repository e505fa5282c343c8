"""OPTIONS below ``/api/``."""

import pytest
from django.http import HttpResponse, HttpResponseNotAllowed

from catalog_site.methods import MethodsMiddleware


def answered(request, response):
    return MethodsMiddleware(lambda _: response)(request)


@pytest.mark.parametrize(
    "path",
    ["/api/v1/products", "/api/v1/products/1", "/api/openapi.json", "/api/docs"],
)
def test_options_tell_which_methods_are_taken(client, db, path):
    response = client.options(path)

    assert (response.status_code, response.content) == (204, b"")
    assert response["Allow"] == "GET, HEAD, OPTIONS"
    assert "Content-Type" not in response


@pytest.mark.parametrize("path", ["/api/openapi.json", "/api/docs"])
def test_the_description_is_for_reading(client, db, path):
    assert client.head(path).status_code == 200
    assert client.post(path).status_code == 405


def test_a_refusal_names_options_as_well(rf):
    refusal = HttpResponseNotAllowed(["HEAD", "GET"])

    response = answered(rf.post("/api/x"), refusal)

    assert response is refusal
    assert response["Allow"] == "GET, HEAD, OPTIONS"


def test_what_is_not_of_the_api_is_left_alone(rf):
    refusal = HttpResponseNotAllowed(["GET"])
    fine = HttpResponse()

    assert answered(rf.options("/cari/"), refusal)["Allow"] == "GET"
    assert answered(rf.options("/api/x"), fine) is fine
