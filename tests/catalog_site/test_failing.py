"""What is told where a view failed, or has no database."""

from unittest import mock

import pytest
from django.db import InterfaceError, OperationalError

pytestmark = pytest.mark.django_db

VIEWS = {
    "/tentang/": "catalog_site.guide.render",
    "/api/v1/products/1": "search.api.get_product",
    "/lkpp/v5/produk": "lkpp.feed.views._answered",
}
MEDIA = {
    "/tentang/": "text/html; charset=utf-8",
    "/api/v1/products/1": "application/problem+json",
    "/lkpp/v5/produk": "application/json",
}


@pytest.fixture
def failing(client, monkeypatch):
    """``failing(path, error, away=…)``: the answer where the view raises the error."""
    client.raise_request_exception = False

    def answer(path, error, *, away):
        monkeypatch.setattr(VIEWS[path], mock.Mock(side_effect=error))
        monkeypatch.setattr("catalog_site.failing.is_database_there", lambda: not away)
        return client.get(path)

    return answer


@pytest.mark.parametrize("path", VIEWS)
@pytest.mark.parametrize("error", [OperationalError("refused"), InterfaceError()])
def test_without_a_database_all_are_told_to_come_again(failing, path, error):
    answer = failing(path, error, away=True)

    assert (answer.status_code, answer["Content-Type"]) == (503, MEDIA[path])
    assert (answer["Retry-After"], answer["Cache-Control"]) == ("30", "no-store")
    assert "Basis data katalog sedang tidak dapat dihubungi" in answer.content.decode()


@pytest.mark.parametrize("path", VIEWS)
def test_a_fault_of_ours_is_none_of_the_database(failing, path):
    locked = failing(path, OperationalError("database is locked"), away=False)
    fault = failing(path, ZeroDivisionError(), away=True)

    for answer in (locked, fault):
        assert (answer.status_code, answer["Content-Type"]) == (500, MEDIA[path])
        assert "Retry-After" not in answer


def test_readers_of_v5_are_told_in_their_form(failing):
    answer = failing("/lkpp/v5/produk", ZeroDivisionError(), away=False)

    assert answer.json() == {
        "code": "server_error",
        "message": "Server gagal menjawab. Kesalahannya sudah dicatat.",
        "message_en": "The server failed to answer. The fault has been noted.",
        "data": {"status": 500},
    }
