"""Saying no in the form of the address, without a query."""

import json

import pytest

from catalog_site.refusing import refusal
from domain.findings import error

TOLD = error("busy", "Coba lagi dalam %(seconds)s detik.", seconds=7)
HEADERS = {"Retry-After": "7"}


def refused(rf, path):
    return refusal(rf.get(path), 503, TOLD, HEADERS)


@pytest.mark.parametrize(
    ("path", "media"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/lkpp/v5/produk", "application/json"),
        ("/api/v1/products", "application/problem+json"),
    ],
)
def test_every_form_has_status_headers_and_the_sentence(rf, path, media):
    answer = refused(rf, path)

    assert (answer.status_code, answer["Retry-After"]) == (503, "7")
    assert answer["Content-Type"] == media
    assert answer["Cache-Control"] == "no-store"
    assert "Coba lagi dalam 7 detik." in answer.content.decode()


def test_programs_are_told_the_code(rf):
    problem = json.loads(refused(rf, "/api/v1/products").content)
    v5 = json.loads(refused(rf, "/lkpp/v5/produk").content)

    assert (problem["code"], problem["status"]) == ("busy", 503)
    assert v5 == {
        "code": "busy",
        "message": "Coba lagi dalam 7 detik.",
        "message_en": "Coba lagi dalam 7 detik.",
        "data": {"status": 503},
    }


def test_people_are_offered_to_try_again(rf):
    page = refused(rf, "/cari/?q=lampu").content.decode()

    assert '<a class="button" href="">Coba lagi</a>' in page
    assert '<html lang="id">' in page


def test_who_would_be_refused_again_is_not_sent_to_try(rf):
    answer = refusal(rf.get("/"), 421, TOLD)

    assert answer.status_code == 421
    page = answer.content.decode()
    assert "<h1>Tidak dapat dilayani di sini</h1>" in page
    assert ">Coba lagi</a>" not in page
