"""``manage.py erase_account``."""

from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

from tests.factories.users import UserFactory, administrator

pytestmark = pytest.mark.django_db


def run(*arguments) -> str:
    written = StringIO()
    call_command("erase_account", *arguments, stdout=written)
    return written.getvalue()


def test_it_only_says_what_it_would_do_unless_told():
    UserFactory(username="ani", first_name="Ani")

    said = run("ani")

    assert said == "Data pribadi “Ani” akan dihapus. Ulangi dengan --yes.\n"
    assert get_user_model().objects.get().first_name == "Ani"


def test_it_erases_and_says_what_is_left():
    ani = UserFactory(username="ani")

    said = run("ani", "--yes")

    mark = f"dihapus-{ani.pk}"
    assert said == f"Data pribadi dihapus; yang tinggal hanya tanda “{mark}”.\n"
    assert get_user_model().objects.get().username == mark


@pytest.mark.parametrize("name", ["tiada", "admin"])
def test_it_refuses_who_is_not_there_or_must_stay(name):
    administrator(username="admin")

    with pytest.raises(CommandError):
        run(name, "--yes")

    assert get_user_model().objects.get().username == "admin"
