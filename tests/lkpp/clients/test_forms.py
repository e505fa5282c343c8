"""Forms of the screens on which clients are kept."""

import pytest

from lkpp.clients.forms import ClientForm, NewClientForm, RotationForm
from lkpp.clients.keys import make_client, rotate_key
from lkpp.models import FeedClient

GIVEN = {"name": "Gudang", "scopes": ["changes"], "per_minute": 60}


def test_a_name_is_chosen_once(db):
    client = FeedClient.objects.create(name="Gudang")

    assert "name" in NewClientForm().fields
    assert "name" not in ClientForm(instance=client).fields


def test_a_client_may_read_something(db):
    form = NewClientForm({**GIVEN, "scopes": []})

    assert form.errors == {"scopes": ["Pilih sekurang-kurangnya satu."]}


@pytest.mark.parametrize(("days", "ok"), [("", True), ("1", True), ("0", False)])
def test_a_key_lives_for_some_days_or_without_end(db, days, ok):
    assert NewClientForm({**GIVEN, "expires_days": days}).is_valid() is ok


def test_the_same_form_sent_twice_is_refused(db):
    client, new_key = make_client("Gudang")
    given = {"overlap_days": "7", "newest": str(new_key.key.pk)}
    assert RotationForm(client, given).is_valid()
    rotate_key(client)

    form = RotationForm(client, given)

    assert form.errors == {
        "newest": ["Klien ini baru saja diberi kunci. Muat ulang halamannya."]
    }
