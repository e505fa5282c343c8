"""Who did something, in a form that outlives the account."""

import pytest
from django.contrib.auth.models import AnonymousUser, User

from core.people import Signature, display_name, public_name, signature_of


@pytest.mark.parametrize(
    ("first", "last", "public", "shown"),
    [
        ("Siti", "Rahayu", "Siti Rahayu", "Siti Rahayu"),
        ("Siti", "", "Siti", "Siti"),
        ("", "", "", "siti01"),
        (" ", " ", "", "siti01"),
    ],
)
def test_what_a_person_signs_in_with_is_for_colleagues_only(first, last, public, shown):
    user = User(username="siti01", first_name=first, last_name=last)

    assert public_name(user) == public
    assert display_name(user) == shown


def test_a_signature_keeps_the_name_beside_the_key():
    user = User(pk=7, username="siti01", first_name="Siti")

    assert signature_of(user) == Signature(7, "Siti")


@pytest.mark.parametrize("nobody", [None, AnonymousUser()])
def test_nobody_signs_with_nothing(nobody):
    assert signature_of(nobody) == Signature(None, "")
