"""Submitting and deciding: each click has one effect and one true answer."""

import pytest
from django.urls import reverse
from wagtail.models import Revision

from tests.factories.products import ProductPageFactory
from tests.factories.users import administrator, editor_of, verifier
from tests.product_form import edit_url, posted
from tests.rendered_form import untouched
from tests.screens import messages_of
from tests.submitting import act, approval_from_edit_page, draft_lamp, submitted
from tests.verification.clicks import AUTOSAVE, kept, told

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


def test_an_autosave_of_a_draft_that_nobody_changed_makes_no_revision(client, supplier):
    draft = draft_lamp(supplier)
    client.force_login(editor_of(supplier))
    data = untouched(client.get(edit_url(draft)), "page-edit-form")

    unchanged = client.post(edit_url(draft), data, headers=AUTOSAVE)
    none = Revision.objects.count()
    changed = client.post(edit_url(draft), data | {"brand": "B"}, headers=AUTOSAVE)

    assert unchanged.json() == {"success": True, "pk": draft.pk}
    assert none == 0
    assert changed.json()["revision_id"] == Revision.objects.get().pk


def test_the_edit_page_saves_by_itself_until_it_is_submitted(client, supplier):
    draft = draft_lamp(supplier)
    client.force_login(administrator())

    before = client.get(edit_url(draft)).content.decode()
    submitted(draft, editor_of(supplier))
    after = client.get(edit_url(draft)).content.decode()

    assert "data-w-autosave-interval-value" in before
    assert "data-w-autosave-interval-value" not in after


def test_a_submission_that_is_sent_twice_happens_once(client, supplier):
    draft = draft_lamp(supplier)
    client.force_login(editor_of(supplier))
    data = untouched(client.get(edit_url(draft)), "page-edit-form")
    data |= {"action-submit": "1"}

    client.post(edit_url(draft), data)
    after_first = kept(draft)
    client.get(reverse("wagtailadmin_home"))
    second = client.post(edit_url(draft), data)

    assert second.url == reverse("products:index")
    assert kept(draft) == after_first
    assert told(client) == [f"“{draft.title}” sudah diajukan untuk diverifikasi."]


def test_what_nobody_submitted_is_not_decided(client, checker, supplier):
    draft = draft_lamp(supplier)
    action = {"action-workflow-action": "1", "workflow-action-name": "approve"}

    client.post(edit_url(draft), posted(draft.device_type) | action)

    assert told(client) == [f"“{draft.title}” tidak sedang menunggu verifikasi."]
    assert Revision.objects.count() == 0


def test_taking_off_twice_happens_once(client, checker, supplier):
    product = ProductPageFactory(parent=supplier)
    url = reverse("wagtailadmin_pages:unpublish", args=[product.pk])

    client.post(url)
    client.get(reverse("wagtailadmin_home"))
    second = client.post(url)

    assert second.status_code == 302
    assert told(client) == [f"“{product.title}” sudah tidak ditayangkan."]
