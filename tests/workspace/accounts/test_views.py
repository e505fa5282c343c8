"""An administrator sees who is locked out, and lets them in."""

import pytest
from wagtail.models import ModelLogEntry

from tests.factories.suppliers import SupplierPageFactory
from tests.factories.users import UserFactory, administrator, editor_of, verifier
from tests.screens import text_of
from tests.workspace.accounts.attempts import attempt
from workspace.accounts.locks import locks

pytestmark = pytest.mark.django_db

SCREEN = "/admin/kunci-masuk/"


def test_an_administrator_unlocks(client, catalogue):
    account = UserFactory(username="ani")
    attempt()
    attempt("budi")
    client.force_login(administrator())

    shown = text_of(client.get(SCREEN))
    answer = client.post(SCREEN, {"name": "ani"}, follow=True)

    assert ("ani" in shown, "203.0.113.7" in shown) == (True, True)
    assert "“ani” dapat masuk lagi." in text_of(answer)
    assert [lock.name for lock in locks()] == ["budi"]
    entry = ModelLogEntry.objects.for_instance(account).get()
    assert entry.action == "workspace.unlock"


def test_where_nobody_is_locked_the_screen_says_so(client, catalogue):
    client.force_login(administrator())

    assert "Tidak ada yang terkunci." in text_of(client.get(SCREEN))


@pytest.mark.parametrize("person", ["editor", "verifier", "nobody"])
def test_nobody_else_sees_or_unlocks(client, catalogue, person):
    attempt()
    if person == "editor":
        client.force_login(editor_of(SupplierPageFactory()))
    elif person == "verifier":
        client.force_login(verifier())

    read, written = client.get(SCREEN), client.post(SCREEN, {"name": "ani"})

    assert (read.status_code, written.status_code) == (302, 302)
    assert "203.0.113.7" not in read.content.decode()
    assert [lock.name for lock in locks()] == ["ani"]
