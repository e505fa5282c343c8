"""The pages on which people sign in, and what is told when something is not there."""

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.template.loader import render_to_string
from django.test import Client

from catalog_site.sign_in import SignInForm
from tests.factories.users import verifier

pytestmark = pytest.mark.django_db


def words(response) -> str:
    page = BeautifulSoup(response.content, "html.parser")
    for each in page.select("script, template, noscript"):
        each.decompose()
    return " ".join(page.get_text(" ").split())


def test_the_sign_in_page_is_the_catalogue_s_own(client, catalogue):
    text = words(client.get("/admin/login/"))

    assert text.startswith("Masuk - Katalog Alkes Dalam Negeri")
    assert "Masuk ke katalog" in text
    assert "Nama pengguna" in text
    assert "Kata sandi" in text
    assert "Wagtail" not in text
    assert "Password" not in text


def test_a_form_says_what_to_type_above_the_field_only():
    form = SignInForm()

    labels = [str(form.fields[name].label) for name in ("username", "password")]
    attrs = [form.fields[name].widget.attrs for name in ("username", "password")]

    assert labels == ["Nama pengguna", "Kata sandi"]
    assert [each.get("placeholder") for each in attrs] == [None, None]
    assert [each["autocomplete"] for each in attrs] == ["username", "current-password"]


def test_a_wrong_password_is_told_in_indonesian(client, catalogue):
    response = client.post("/admin/login/", {"username": "x", "password": "y"})

    assert "Nama pengguna dan kata sandi tidak cocok." in words(response)


@pytest.mark.parametrize(
    "path",
    [
        "/admin/password_reset/",
        "/admin/password_reset/done/",
        "/admin/password_reset/confirm/MQ/set-password/",
        "/admin/password_reset/complete/",
    ],
)
def test_pages_of_a_new_password_bear_the_catalogue_s_name(client, catalogue, path):
    text = words(client.get(path))

    assert text.count("Katalog Alkes Dalam Negeri") == 2
    assert "Wagtail" not in text


def test_the_mail_for_a_new_password_is_indonesian(client, catalogue, settings):
    user = verifier(email="sri@katalog.example")

    client.post("/admin/password_reset/", {"email": user.email})

    [message] = mail.outbox
    assert message.subject == "Kata sandi baru untuk Katalog Alkes Dalam Negeri"
    assert "Buka tautan ini untuk membuatnya:" in message.body
    address = f"{settings.WAGTAILADMIN_BASE_URL}/admin/password_reset/confirm/"
    assert address in message.body
    assert f"Nama pengguna Anda: {user.username}" in message.body
    assert "Wagtail" not in message.body


def test_a_missing_page_of_the_editing_site_says_so_in_indonesian(client, catalogue):
    client.force_login(verifier())

    response = client.get("/admin/tidak-ada/")

    assert response.status_code == 404
    text = words(response)
    assert "Halaman ini tidak ada, atau bukan milik pemasok Anda." in text
    assert "Wagtail" not in text


def test_a_form_that_expired_says_that_nothing_was_saved(catalogue):
    strict = Client(enforce_csrf_checks=True)

    response = strict.post("/admin/login/", {"username": "x", "password": "y"})

    assert response.status_code == 403
    assert "Formulir ini sudah kedaluwarsa" in response.content.decode()


def test_an_unreadable_request_is_told_without_a_context():
    assert "Permintaan tidak dapat dibaca" in render_to_string("400.html")
