"""``manage.py sign_in_locks``."""

from io import StringIO

import pytest
from axes.models import AccessAttempt
from django.core.management import CommandError, call_command, load_command_class
from django.utils import timezone

from tests.workspace.accounts.attempts import attempt
from workspace.accounts.sign_in import LASTS

pytestmark = pytest.mark.django_db


def run(*arguments) -> str:
    written = StringIO()
    call_command("sign_in_locks", *arguments, stdout=written)
    return written.getvalue()


def test_the_command_lists_and_unlocks():
    until = timezone.localtime(attempt().attempt_time + LASTS)

    assert run("list") == f"ani  203.0.113.7  5  {until:%Y-%m-%d %H:%M}\n"
    assert run("unlock", "Ani") == "5 percobaan gagal dilupakan.\n"
    assert run("list") == "Tidak ada yang terkunci.\n"


def test_the_command_takes_a_name_in_any_spelling():
    attempt("budi", failures=2)

    assert run("unlock", " ＢＵＤＩ") == "2 percobaan gagal dilupakan.\n"


def test_the_command_unlocks_everyone():
    attempt()
    attempt("budi", failures=2)

    assert run("unlock", "--all") == "7 percobaan gagal dilupakan.\n"
    assert not AccessAttempt.objects.exists()


def test_the_command_refuses_a_name_that_nobody_tried():
    with pytest.raises(CommandError, match="Tidak ada percobaan gagal"):
        run("unlock", "tiada")


def test_the_help_says_what_each_action_does():
    command = load_command_class("workspace", "sign_in_locks")

    lines = command.create_parser("manage.py", "sign_in_locks").format_help().split()

    told = " ".join(lines)
    assert "list Show who is locked, and until when." in told
    assert "unlock Let a name in again." in told
