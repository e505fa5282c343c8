"""Who has waited too long is sent away, in the form of the address."""

import json

import pytest

from catalog_site.worker import WAITED

FORMS = {
    "/": "text/html; charset=utf-8",
    "/en/": "text/html; charset=utf-8",
    "/admin/": "text/html; charset=utf-8",
    "/api/v1/products": "application/problem+json",
    "/api/v1/lkpp/snapshot": "application/problem+json",
    "/lkpp/v5/all_produk": "application/json",
}


def ask(client, path, waited, method="get"):
    return getattr(client, method)(path, **{WAITED: waited})


@pytest.mark.parametrize(("path", "media"), FORMS.items())
def test_who_waited_too_long_is_told_to_come_again_without_a_query(client, path, media):
    # No database is allowed here.
    answer = ask(client, path, 2.1)

    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert answer["Content-Type"] == media
    assert answer["Cache-Control"] == "no-store"
    assert "Content-Security-Policy" in answer


def test_the_sentence_is_in_the_reader_s_language(client):
    indonesian = ask(client, "/", 3).content.decode()
    english = ask(client, "/en/", 3).content.decode()
    problem = ask(client, "/api/v1/products?lang=en", 3).json()

    assert "Katalog sedang melayani terlalu banyak permintaan." in indonesian
    assert '<html lang="id">' in indonesian
    assert "The catalogue has too many requests to answer." in english
    assert '<html lang="en">' in english
    assert problem["code"] == "too_much_load"
    assert problem["detail"] == problem["detail_en"]


def test_version_5_keeps_its_form(client):
    body = json.loads(ask(client, "/lkpp/v5/produk", 3).content)

    assert list(body) == ["code", "message", "message_en", "data"]
    assert (body["code"], body["data"]) == ("too_much_load", {"status": 503})


@pytest.mark.django_db
def test_who_has_not_waited_as_long_is_answered(client, catalogue):
    assert ask(client, "/api/v1/nothing", 2.0).status_code == 404
    assert client.get("/api/v1/nothing").status_code == 404


@pytest.mark.django_db
def test_a_form_that_somebody_sent_may_wait_longer(client, catalogue):
    assert ask(client, "/api/v1/nothing", 10.0, "post").status_code == 404
    assert ask(client, "/api/v1/nothing", 10.1, "post").status_code == 503


@pytest.mark.django_db
def test_the_bound_is_a_setting(client, catalogue, settings):
    settings.SHED_AFTER_SECONDS = 0.5

    assert ask(client, "/api/v1/nothing", 0.4).status_code == 404
    assert ask(client, "/api/v1/nothing", 0.6).status_code == 503


@pytest.mark.django_db
def test_health_and_static_files_are_never_shed(client):
    assert ask(client, "/healthz", 60).status_code == 200
    assert ask(client, "/static/catalog_site/site.css", 60).status_code == 200


@pytest.mark.django_db
def test_a_client_cannot_say_how_long_it_waited(client, catalogue):
    answer = client.get("/api/v1/nothing", headers={WAITED: "60"})

    assert answer.status_code == 404
