"""The guard itself; ``tests/catalog_site/test_every_address.py`` has every address."""

import pytest
from django.db.models import ProtectedError
from django.http import Http404, HttpResponse
from django.test import RequestFactory
from django.urls import reverse

from core import admin_addresses
from core.admin_guard import AdminGuardMiddleware
from core.refusals import Refused
from tests.factories.products import ProductPageFactory
from tests.factories.suppliers import SupplierPageFactory
from tests.factories.users import UserFactory, administrator, editor_of, verifier

pytestmark = pytest.mark.django_db

GUARD = AdminGuardMiddleware(lambda request: HttpResponse("dilayani"))


@pytest.fixture
def editor(catalogue):
    return editor_of(SupplierPageFactory())


@pytest.fixture
def asked(client):
    """``asked(user, address, **values)``: what the guard says; None lets in."""

    def ask(user, name, sent=None, route="admin/baru/", **values):
        request = RequestFactory().get("/admin/baru/", sent or {})
        request.user = user
        request.session = client.session
        request._messages = Messages()
        request.resolver_match = Match(name, route)
        return GUARD.process_view(request, None, (), values)

    return ask


class Match:
    def __init__(self, view_name, route):
        self.view_name = self.url_name = view_name
        self.route = route


class Messages(list):
    def add(self, level, message, extra_tags=""):
        self.append(message.strip())


@pytest.fixture
def opened(monkeypatch):
    """``opened(name, ...)`` opens an address for the test."""
    monkeypatch.setattr(admin_addresses, "_openings", dict(admin_addresses._openings))
    return admin_addresses.open_address


def test_a_new_address_is_for_administrators_only(asked, editor):
    answers = [asked(user, "baru") for user in (editor, verifier(), administrator())]

    assert [answer and answer.status_code for answer in answers] == [302, 302, None]


def test_a_new_value_of_an_opened_address_is_for_administrators_only(
    asked, opened, editor
):
    opened("baru")

    with pytest.raises(Http404):
        asked(editor, "baru", apa=3)
    assert asked(editor, "baru") is None
    assert asked(administrator(), "baru", apa=3) is None


def test_an_address_is_open_to_its_audience(asked, opened, editor):
    opened("baru", audience=lambda user: user == editor)

    assert asked(editor, "baru") is None
    assert asked(verifier(), "baru").status_code == 302


def test_a_value_is_checked_against_the_user(asked, opened, editor):
    page = ProductPageFactory()
    mine = ProductPageFactory(parent=editor.groups.get().supplieraccess.supplier)
    opened("baru", page_id=admin_addresses.may_work_on_page)

    with pytest.raises(Http404):
        asked(editor, "baru", page_id=page.pk)
    assert asked(editor, "baru", page_id=mine.pk) is None


@pytest.mark.parametrize("name", ["id", "new_parent_page"])
def test_what_is_sent_along_is_checked_too(asked, opened, editor, name):
    page = ProductPageFactory()
    opened("baru", sent={"id": admin_addresses.may_explore_page})

    with pytest.raises(Http404):
        asked(editor, "baru", {name: page.pk})
    assert asked(editor, "baru", {name: ""}) is None
    assert asked(administrator(), "baru", {name: page.pk}) is None


def test_strangers_are_led_to_sign_in(client, catalogue):
    user = UserFactory()

    as_stranger = client.get("/admin/users/")
    client.force_login(user)
    as_buyer = client.get("/admin/users/")

    assert as_stranger["Location"] == "/admin/login/?next=/admin/users/"
    assert as_buyer["Location"] == "/admin/login/?next=/admin/users/"


def test_what_is_not_the_admin_is_left_alone(asked, editor):
    assert asked(editor, "search:results", route="cari/", apa=1) is None


@pytest.fixture
def refused(client):
    """``refused(exception, **headers)``: answer and messages."""

    def refuse(
        exception,
        path="/admin/pages/3/copy/",
        method="post",
        route="admin/x/",
        **headers,
    ):
        request = getattr(RequestFactory(), method)(path, headers=headers)
        request._messages = Messages()
        request.resolver_match = Match("x", route)
        return GUARD.process_exception(request, exception), request._messages

    return refuse


def test_a_refusal_is_said_where_one_came_from(refused):
    came_from = "http://testserver/admin/pages/3/copy/"

    answer, messages = refused(Refused("Tidak boleh."), referer=came_from)

    assert (answer.status_code, answer["Location"]) == (302, came_from)
    assert messages == ["Tidak boleh."]


@pytest.mark.parametrize("came_from", ["", "https://jahat.example/admin/"])
def test_a_refusal_leads_to_no_other_site(refused, came_from):
    answer, _messages = refused(Refused("Tidak boleh."), referer=came_from)

    assert answer["Location"] == reverse("wagtailadmin_home")


def test_a_page_that_is_refused_does_not_lead_to_itself(refused):
    path = "/admin/pages/3/copy/"
    itself = f"http://testserver{path}"

    opened, _messages = refused(Refused("Tidak boleh."), path, "get", referer=itself)
    sent, _messages = refused(Refused("Tidak boleh."), path, referer=itself)

    assert opened["Location"] == reverse("wagtailadmin_home")
    assert sent["Location"] == itself


@pytest.mark.parametrize(
    ("headers", "path"),
    [
        ({"x-requested-with": "XMLHttpRequest"}, "/admin/pages/3/copy/"),
        ({"accept": "application/json"}, "/admin/pages/3/copy/"),
        ({}, "/admin/api/main/pages/3/action/copy/"),
    ],
)
def test_a_refusal_is_json_for_programs(refused, headers, path):
    answer, messages = refused(Refused("Tidak boleh."), path, **headers)

    assert answer.status_code == 409
    assert answer.content == b'{"success": false, "error_message": "Tidak boleh."}'
    assert messages == []


def test_what_the_database_protects_is_no_server_error(refused):
    answer, messages = refused(ProtectedError("dipakai", set()))

    assert answer.status_code == 302
    assert messages == ["Masih dipakai, jadi tidak dapat dihapus."]


def test_other_exceptions_are_left_to_django(refused):
    answer, _messages = refused(ValueError("rusak"))
    outside, _messages = refused(ProtectedError("dipakai", set()), route="api/")

    assert (answer, outside) == (None, None)
