"""What a verifier finds on the first page of the editing site."""

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from tests.factories.certificates import VerificationCaseFactory
from tests.factories.users import editor_of
from tests.screens import text_of
from tests.verification.queue_pages import HOME, QUEUE

pytestmark = pytest.mark.usefixtures("catalogue")


def waiting_at_home(client) -> list[tuple[str, str]]:
    """Kind and number, and the address, of each part of the queue."""
    home = BeautifulSoup(client.get(HOME).content, "html.parser")
    return [
        (" ".join(row.text.split()), row.a["href"])
        for row in home.select(".queue-waiting li")
    ]


def test_home_tells_what_waits_kind_by_kind(client, checker):
    for kind in ("tkdn", "licence", "licence"):
        VerificationCaseFactory(kind=kind)
    VerificationCaseFactory(kind="halal", state="verified")
    VerificationCaseFactory(kind="halal", withdrawn_at=timezone.now())

    assert waiting_at_home(client) == [
        ("Izin edar 2", f"{QUEUE}?kind=licence"),
        ("Sertifikat TKDN 1", f"{QUEUE}?kind=tkdn"),
    ]


def test_home_leads_to_what_the_verifier_is_at(client, checker):
    VerificationCaseFactory(claimed_by=checker, claimed_at=timezone.now())

    assert "Saya tangani: 1" in text_of(client.get(HOME))


def test_home_says_that_nothing_waits(client, checker):
    assert "Tidak ada yang menunggu." in text_of(client.get(HOME))


def test_home_of_an_editor_has_no_queue(client, case):
    client.force_login(editor_of(case.supplier.specific))

    assert "meja verifikasi" not in client.get(HOME).content.decode()
