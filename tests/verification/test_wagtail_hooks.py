"""What the admin has for verifiers, and what editors read of their work."""

import pytest

from tests.factories.certificates import VerificationCaseFactory
from tests.factories.users import editor_of
from tests.product_form import edit_url
from tests.screens import messages_of
from tests.verification.queue_pages import HOME

pytestmark = pytest.mark.usefixtures("catalogue")


def test_menu_tells_how_many_wait(client, checker):
    for _ in range(3):
        VerificationCaseFactory()
    VerificationCaseFactory(state="verified")

    assert "Verifikasi (3)" in client.get(HOME).content.decode()


def test_menu_of_an_editor_has_no_queue(client, case):
    client.force_login(editor_of(case.supplier.specific))

    assert "Verifikasi (" not in client.get(HOME).content.decode()


def test_other_verifier_is_told_on_the_page(client, checker, product, claimed_by_sari):
    theirs = messages_of(client.get(edit_url(product)))
    client.force_login(claimed_by_sari)
    own = messages_of(client.get(edit_url(product)))

    message = "Kiriman ini sedang ditangani Sari."
    assert message in theirs
    assert message not in own


def test_editor_is_not_told_who_checks(client, product, editor, claimed_by_sari):
    client.force_login(editor)

    response = client.get(edit_url(product))

    assert "Sari" not in " ".join(messages_of(response))
