"""What the admin has for verifiers, and what editors read of their work."""

import pytest
from django.contrib.auth.models import Permission

from tests.factories.certificates import VerificationCaseFactory
from tests.factories.users import UserFactory, administrator, editor_of, verifier
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


def returned(product, checker):
    """The product, sent back by the verifier."""
    state = product.current_workflow_task_state
    state.task.specific.on_action(state, checker, "reject", comment="Foto buram.")
    return product


RETURNED = "Dikembalikan oleh verifikator: Foto buram."


def test_editor_reads_why_a_submission_was_returned(client, product, editor, checker):
    returned(product, checker)
    client.force_login(editor)

    response = client.get(edit_url(product))

    assert messages_of(response) == [RETURNED]


def test_page_that_waits_was_not_returned(client, product, editor):
    client.force_login(editor)

    response = client.get(edit_url(product))

    assert RETURNED not in messages_of(response)


@pytest.mark.parametrize("page", ["product", "supplier", "catalogue"])
def test_only_pages_with_certificates_lead_to_the_evidence_log(
    client, supplier, product, catalogue, page
):
    client.force_login(administrator())
    edited = {"product": product, "supplier": supplier, "catalogue": catalogue}[page]

    html = client.get(edit_url(edited)).content.decode()

    assert ("/admin/catatan-bukti/?" in html) is (page != "catalogue")


@pytest.mark.parametrize(
    ("person", "shown"),
    [("verifier", True), ("editor", True), ("stranger", False)],
)
def test_who_finds_the_evidence_log_in_the_menu(client, supplier, person, shown):
    user = {
        "verifier": verifier,
        "editor": lambda: editor_of(supplier),
        "stranger": stranger,
    }[person]()
    client.force_login(user)

    response = client.get(HOME)

    assert ("/admin/catatan-bukti/" in response.content.decode()) is shown


def stranger():
    """Somebody with access to the admin and to nothing in it."""
    user = UserFactory()
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    return user
