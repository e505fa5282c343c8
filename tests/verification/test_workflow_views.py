"""What a verifier is shown after deciding on a submission."""

import pytest
from django.urls import reverse

from tests.factories.users import editor_of, verifier
from tests.product_form import edit_url, posted
from tests.screens import messages_of
from tests.submitting import act, approval_from_edit_page, draft_lamp, submitted
from tests.verification.queue_pages import state_of_cases

pytestmark = pytest.mark.usefixtures("catalogue")

REASON = "Nomor izin edar tidak terbaca."


@pytest.mark.parametrize("page", ["product", "supplier"])
@pytest.mark.parametrize(
    ("action", "comment", "message"),
    [
        ("approve", None, "“{title}” disetujui dan ditayangkan."),
        ("reject", REASON, "“{title}” dikembalikan kepada editor."),
    ],
)
def test_verifier_is_told_the_outcome(client, supplier, page, action, comment, message):
    decided = draft_lamp(supplier) if page == "product" else supplier
    submitted(decided, editor_of(supplier))
    client.force_login(verifier())

    act(client, decided, action, comment)

    expected = message.format(title=decided.title)
    assert expected in messages_of(client.get(reverse("wagtailadmin_home")))


def test_verifier_is_told_the_outcome_on_the_edit_page(client, supplier):
    product = submitted(draft_lamp(supplier), editor_of(supplier))
    client.force_login(verifier())

    data = approval_from_edit_page(client, product)
    response = client.post(edit_url(product), data, follow=True)

    assert f"“{product.title}” disetujui dan ditayangkan." in messages_of(response)


def test_verifier_is_told_of_a_submission_returned_for_its_faults(client, supplier):
    product = submitted(draft_lamp(supplier), editor_of(supplier))
    product.device_type.attribute_rows.filter(key="note").update(required=True)
    client.force_login(verifier())

    act(client, product, "approve")

    [message] = messages_of(client.get(reverse("wagtailadmin_home")))
    assert message.startswith(f"{product.title}: Dikembalikan otomatis")


def test_edit_and_approve_in_one_request_is_not_approved(client, supplier):
    editor, checker = editor_of(supplier), verifier()
    product = submitted(draft_lamp(supplier), editor)
    client.force_login(checker)

    response = client.post(
        edit_url(product),
        posted(product.device_type, summary="Diubah pemeriksa.")
        | {"action-workflow-action": "1", "workflow-action-name": "approve"},
        follow=True,
    )

    product.refresh_from_db()
    assert not product.live
    assert product.workflow_in_progress
    assert "harus disetujui orang lain" in response.content.decode()


@pytest.mark.parametrize(
    ("action", "comment"), [("approve", None), ("reject", "Foto buram.")]
)
def test_claimed_submission_is_decided_by_nobody_else(
    client, checker, product, claimed_by_sari, action, comment
):
    before = state_of_cases()

    response = act(client, product, action, comment)

    message = "Belum diputuskan: kiriman ini sedang ditangani Sari."
    assert message in messages_of(client.get(response.url))
    product.refresh_from_db()
    assert product.workflow_in_progress
    assert not product.live
    assert state_of_cases() == before
