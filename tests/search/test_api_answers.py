"""How the public API answers everyone."""

import gzip
import json

import pytest
from django.core.cache import caches

from core import request_rate
from tests.factories.documents import index_documents, product_document

pytestmark = pytest.mark.django_db

PATHS = ["/api/v1/products", "/api/v1/products/1", "/api/v1/device-types"]


@pytest.fixture(autouse=True)
def lamp():
    index_documents([product_document(id=1, title="Lampu operasi")])


@pytest.fixture
def twice_a_minute(settings, monkeypatch):
    settings.API_REQUESTS_PER_MINUTE = 2
    monkeypatch.setattr(request_rate, "time", lambda: 6_000_020.0)
    yield
    caches["shared"].clear()


@pytest.mark.parametrize("path", PATHS)
def test_an_answer_may_be_kept_for_a_minute(client, path):
    response = client.get(path)

    assert response["Cache-Control"] == "public, max-age=60"


@pytest.mark.parametrize(("query", "language"), [("", "id"), ("?lang=en", "en")])
def test_an_answer_says_its_language(client, query, language):
    assert client.get(f"{PATHS[0]}{query}")["Content-Language"] == language


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("method", ["get", "head"])
def test_who_has_the_answer_is_told_so(client, path, method):
    tag = client.get(path)["ETag"]

    response = getattr(client, method)(path, headers={"If-None-Match": tag})

    assert (response.status_code, response.content) == (304, b"")
    assert response["ETag"] == tag
    assert response["Cache-Control"] == "public, max-age=60"
    assert "Accept-Encoding" in response["Vary"]


@pytest.mark.parametrize("path", PATHS[:2])
def test_another_answer_has_another_tag(client, path):
    tag = client.get(path)["ETag"]
    index_documents([product_document(id=1, title="Lampu lain")])

    response = client.get(path, headers={"If-None-Match": tag})

    assert response.status_code == 200
    assert response["ETag"] != tag


@pytest.mark.parametrize("path", PATHS)
def test_head_tells_what_get_would(client, path):
    answered = client.get(path)

    response = client.head(path)

    assert (response.status_code, response.content) == (200, b"")
    for name in ("Content-Type", "Content-Length", "ETag", "Cache-Control", "Vary"):
        assert response[name] == answered[name]


def test_a_compressed_answer_is_known_by_its_tag(client):
    headers = {"Accept-Encoding": "gzip"}
    first = client.get(PATHS[0], headers=headers)

    again = client.get(PATHS[0], headers=headers | {"If-None-Match": first["ETag"]})

    assert json.loads(gzip.decompress(first.content))["total"] == 1
    assert again.status_code == 304


def test_an_error_is_not_kept(client):
    response = client.get("/api/v1/products/2")

    assert response["Cache-Control"] == "no-store"
    assert "ETag" not in response


@pytest.mark.parametrize("path", PATHS)
def test_who_asks_too_often_is_told_when_to_come(client, twice_a_minute, path):
    client.get(path)
    client.head(path)

    response = client.get(f"{path}?lang=en" if path == PATHS[0] else path)

    assert response.status_code == 429
    assert response["Retry-After"] == "40"
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["code"] == "too_many_requests"
    assert response.json()["detail_en"] == "Too many requests. Try again in 40 seconds."


def test_who_is_refused_counts_too(client, twice_a_minute):
    client.get("/api/v1/products?page=0")
    client.get("/api/v1/products/2")

    assert client.get(PATHS[0]).status_code == 429


# Pages of other hosts


ELSEWHERE = {"Origin": "https://elsewhere.example"}


@pytest.mark.parametrize("path", [*PATHS, "/api/v1/products/2", "/api/openapi.json"])
def test_pages_of_other_hosts_may_read_it(client, path):
    response = client.get(path, headers=ELSEWHERE)

    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Access-Control-Expose-Headers"] == "ETag, Retry-After"
    assert "Access-Control-Allow-Credentials" not in response


@pytest.mark.parametrize("path", PATHS)
def test_browsers_may_ask_first(client, path):
    response = client.options(
        path,
        headers=ELSEWHERE
        | {
            "Access-Control-Request-Method": "GET",
            "Access-Control-Request-Headers": "if-none-match",
        },
    )

    assert response.status_code == 200
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert "if-none-match" in response["Access-Control-Allow-Headers"]


@pytest.mark.parametrize("path", ["/api/v1/lkpp/state", "/cari/", "/admin/login/"])
def test_nothing_else_may_be_read_by_pages_of_other_hosts(client, path):
    response = client.get(path, headers=ELSEWHERE)

    assert "Access-Control-Allow-Origin" not in response
