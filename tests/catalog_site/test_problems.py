"""Every error below ``/api/`` in one form, whoever refused."""

import json

import pytest
from django.core.exceptions import PermissionDenied
from django.core.signals import request_finished
from django.http import HttpResponse

from catalog_site.problems import ProblemMiddleware, faults_of
from core.problems import MEDIA_TYPE, Fault, problem, unexplained

pytestmark = pytest.mark.django_db


def answered(rf, path, response):
    return ProblemMiddleware(lambda request: response)(rf.get(path))


@pytest.mark.parametrize(
    "path",
    [
        "/api/",
        "/api/x",
        "/api/v1",
        "/api/v1/product",
        "/api/v1/products/",
        "/api/v1/products/1/x",
        "/api/v1/lkpp/chnges",
        "/api/%00",
    ],
)
@pytest.mark.parametrize("method", ["get", "post", "delete"])
def test_what_does_not_exist_is_not_found_in_the_form_of_the_api(client, path, method):
    response = getattr(client, method)(path)

    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["code"] == "not_found"


def test_a_method_that_is_not_taken_is_told_with_those_that_are(client):
    response = client.delete("/api/v1/products?lang=en")

    assert response.status_code == 405
    assert response["Content-Type"] == "application/problem+json"
    assert response["Allow"] == "GET, HEAD, OPTIONS"
    assert response.json()["detail"] == "This method cannot be used here."


def test_a_host_that_is_not_served_is_refused_in_the_form_of_the_api(client):
    response = client.get("/api/v1/products", headers={"Host": "elsewhere.example"})

    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"


def test_a_failure_is_told_in_the_form_of_the_api(client, monkeypatch):
    def failing(*_given, **_more):
        raise PermissionDenied

    monkeypatch.setattr("search.api.get_product", failing)
    forbidden = client.get("/api/v1/products/1")

    monkeypatch.setattr("search.api.get_product", lambda _: 1 / 0)
    client.raise_request_exception = False
    failed = client.get("/api/v1/products/1")

    assert (forbidden.status_code, forbidden.json()["code"]) == (403, "forbidden")
    assert (failed.status_code, failed.json()["code"]) == (500, "server_error")


def test_headers_that_are_not_of_the_body_are_kept(rf):
    refused = HttpResponse(b"x", status=405, headers={"Allow": "GET", "ETag": '"x"'})
    refused["Content-Encoding"] = "gzip"

    response = answered(rf, "/api/v1/x", refused)

    assert (response["Allow"], response["ETag"]) == ("GET", '"x"')
    assert "Content-Encoding" not in response
    assert json.loads(response.content)["code"] == "method_not_allowed"


def test_what_is_no_error_of_the_api_is_left_alone(rf):
    fine = HttpResponse(b"x")
    page = HttpResponse(b"x", status=404)
    own = problem(409, unexplained(409))

    assert answered(rf, "/api/v1/x", fine) is fine
    assert answered(rf, "/cari/", page) is page
    assert answered(rf, "/api/v1/x", own) is own


def test_a_refusal_that_is_replaced_does_not_end_the_request(rf):
    ended = []

    def note(**_signal):
        ended.append(True)

    request_finished.connect(note)
    answer = answered(rf, "/api/v1/products", HttpResponse(status=405))
    request_finished.disconnect(note)

    assert (answer.status_code, answer["Content-Type"]) == (405, MEDIA_TYPE)
    assert ended == []


def test_the_feed_of_version_5_keeps_its_published_form(client):
    response = client.get("/lkpp/v5/all_produk?secretkey=salah")

    assert response.status_code == 403
    assert response["Content-Type"] == "application/json"
    assert response.json() == {
        "code": "invalid_secret",
        "message": "Invalid secret Key",
        "data": {"status": 403},
    }


def test_faults_of_the_framework_are_named_by_their_parameter():
    errors = [
        {"loc": ("query", "parameters", "page"), "type": "odd", "msg": "No"},
        {"loc": ("path", "product_id"), "type": "missing", "msg": "Missing"},
    ]

    assert list(faults_of(errors)) == [
        Fault("query", "page", "odd", "No"),
        Fault("path", "product_id", "missing", "Missing"),
    ]


@pytest.mark.parametrize(
    ("query", "indonesian", "english"),
    [
        ("page=x", "Tulis bilangan bulat dengan angka saja.", "Write a whole number"),
        ("page=0", "Tulis bilangan mulai dari 1.", "Write a number from 1."),
        ("page_size=201", "Tulis bilangan sampai 200.", "Write a number up to 200."),
        ("described=?", "Pilih salah satu: yes, no.", "Choose one of: yes, no."),
        ("q=" + 201 * "a", "Tulis paling banyak 200 huruf.", "Write at most 200 "),
    ],
)
def test_faults_are_told_in_the_language_asked_for(client, query, indonesian, english):
    answers = [
        client.get(f"/api/v1/device-types?{query}&lang={language}").json()
        for language in ("id", "en")
    ]

    [[told], [in_english]] = [each["errors"] for each in answers]
    assert told["detail"] == indonesian
    assert in_english["detail"].startswith(english)
