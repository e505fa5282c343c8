"""The command that keeps clients, and what it printed."""

from io import StringIO

from django.core.management import call_command
from wagtail.models import ModelLogEntry

from lkpp.clients.keys import (
    KEY_FORM,
)


def run(*arguments) -> str:
    out = StringIO()
    call_command("lkpp_client", *arguments, stdout=out)
    return out.getvalue()


def key_in(text: str) -> str:
    return KEY_FORM.search(text)[0]


def actions() -> list[str]:
    return list(ModelLogEntry.objects.order_by("pk").values_list("action", flat=True))
