"""Whoever saves while a disk is full is told so, and that nothing was lost."""

import errno
import sqlite3
from unittest import mock

import pytest
from django.db import OperationalError

pytestmark = pytest.mark.django_db


def full_database() -> OperationalError:
    error, cause = (
        OperationalError("database or disk is full"),
        sqlite3.OperationalError(),
    )
    cause.sqlite_errorcode = sqlite3.SQLITE_FULL
    error.__cause__ = cause
    return error


@pytest.fixture
def failing(client, monkeypatch):
    """``failing(error, …)``: the answer of a page that fails with the error."""
    client.raise_request_exception = False

    def answer(error, **headers):
        def fail(*args, **options):
            raise error

        monkeypatch.setattr("catalog_site.guide.render", fail)
        return client.get("/tentang/", headers=headers)

    return answer


@pytest.mark.parametrize(
    "error", [full_database(), OSError(errno.ENOSPC, "No space left on device")]
)
def test_a_full_disk_is_told_as_such(failing, error):
    answer = failing(error)

    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "300"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Penyimpanan server penuh" in answer.content.decode()


def test_a_script_is_told_in_its_form(failing):
    answer = failing(full_database(), x_requested_with="XMLHttpRequest")

    assert answer.status_code == 503
    assert answer.json()["success"] is False
    assert answer.json()["error_message"].startswith("Penyimpanan server penuh")


@pytest.mark.parametrize(
    ("path", "view", "media"),
    [
        ("/api/v1/products/1", "search.api.get_product", "application/problem+json"),
        ("/lkpp/v5/produk", "lkpp.feed.views._answered", "application/json"),
    ],
)
def test_programs_are_told_in_the_form_of_the_address(
    client, monkeypatch, path, view, media
):
    monkeypatch.setattr(view, mock.Mock(side_effect=full_database()))

    answer = client.get(path)

    assert (answer.status_code, answer["Content-Type"]) == (503, media)
    assert (answer["Retry-After"], answer["Cache-Control"]) == ("300", "no-store")
    assert answer.json()["code"] == "no_room"


def test_the_log_says_where(failing, caplog):
    failing(full_database())

    assert "No room left to answer '/tentang/'" in caplog.text


def test_other_errors_stay_what_they_are(failing):
    assert failing(OperationalError("database is locked")).status_code == 500
    assert failing(ZeroDivisionError()).status_code == 500
