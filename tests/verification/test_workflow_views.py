"""Submitting and deciding: each click has one effect and one true answer."""

import json

import pytest
from django.urls import reverse
from wagtail.models import Revision, TaskState, WorkflowState

from products.models import ProductPage
from tests.factories.products import ProductPageFactory, lamp_type
from tests.factories.users import administrator, editor_of, verifier
from tests.product_form import edit_url, posted
from tests.rendered_form import untouched
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


# Each click has one effect


def posted_approval(client, product, **changes):
    data = approval_from_edit_page(client, product) | changes
    return client.post(edit_url(product), data)


def told(client):
    return messages_of(client.get(reverse("wagtailadmin_home")))


AUTOSAVE = {"accept": "application/json"}


def kept(product):
    """What must not change: revisions, tasks, cases."""
    return (
        list(Revision.objects.values_list("pk", "user", "created_at")),
        list(TaskState.objects.values_list("pk", "status", "revision")),
        list(WorkflowState.objects.values_list("pk", "status")),
        state_of_cases(),
        ProductPage.objects.get(pk=product.pk).live,
    )


@pytest.mark.parametrize("again", ["document", "autosave"])
def test_an_approval_that_is_sent_twice_happens_once(client, checker, product, again):
    data = approval_from_edit_page(client, product)
    first = client.post(edit_url(product), data)
    after_first = kept(product)

    headers = AUTOSAVE if again == "autosave" else {}
    second = client.post(edit_url(product), data, headers=headers)

    assert first.status_code == 302
    assert second.status_code == (302 if again == "document" else 200)
    assert kept(product) == after_first
    assert TaskState.objects.get().finished_by == checker
    assert told(client) == [f"“{product.title}” disetujui dan ditayangkan."]


def test_an_autosave_decides_nothing(client, checker, product):
    data = approval_from_edit_page(client, product)
    before = kept(product)

    response = client.post(edit_url(product), data, headers=AUTOSAVE)

    assert (response.status_code, response.json()["error_code"]) == (400, "locked")
    assert kept(product) == before
    assert told(client) == []


@pytest.mark.parametrize("headers", [AUTOSAVE, {}])
def test_saving_what_nobody_changed_makes_no_author(client, checker, product, headers):
    data = untouched(client.get(edit_url(product)), "page-edit-form")
    before = kept(product)

    client.post(edit_url(product), data, headers=headers)

    assert kept(product) == before


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


def test_a_second_editor_is_told_who_submitted(client, supplier, product):
    client.force_login(editor_of(supplier, first_name="Budi"))
    product.current_workflow_state.requested_by.__class__.objects.filter(
        pk=product.current_workflow_state.requested_by_id
    ).update(first_name="Ani")

    client.post(edit_url(product), posted(product.device_type) | {"action-submit": "1"})

    assert told(client) == [
        f"“{product.title}” sudah diajukan Ani; isian ini tidak disimpan."
    ]


def test_withdrawing_twice_happens_once(client, supplier, editor, product):
    client.force_login(editor)
    data = posted(product.device_type) | {"action-cancel-workflow": "1"}

    client.post(edit_url(product), data)
    after_first = kept(product)
    client.get(reverse("wagtailadmin_home"))
    second = client.post(edit_url(product), data)

    assert second.status_code == 302
    assert kept(product) == after_first
    assert told(client) == [f"Kiriman “{product.title}” sudah ditarik."]


def test_returning_twice_happens_once(client, checker, product):
    state = product.current_workflow_task_state

    act(client, product, "reject", REASON)
    after_first = kept(product)
    client.get(reverse("wagtailadmin_home"))
    url = reverse(
        "wagtailadmin_pages:workflow_action", args=[product.pk, "reject", state.pk]
    )
    client.post(url, {"comment": "Lain lagi."})

    assert kept(product) == after_first
    assert TaskState.objects.get().comment == REASON
    assert told(client) == [f"“{product.title}” dikembalikan kepada editor."]


@pytest.mark.parametrize(
    ("mine", "theirs", "sentence"),
    [
        ("approve", "reject", "“{title}” sudah dikembalikan Sari."),
        ("reject", "approve", "“{title}” sudah disetujui Sari."),
        ("approve", "approve", "“{title}” sudah disetujui Sari."),
    ],
)
def test_what_another_decided_is_told(client, checker, product, mine, theirs, sentence):
    data = approval_from_edit_page(client, product)
    data |= {
        "workflow-action-name": mine,
        "workflow-action-extra-data": json.dumps({"comment": "Foto buram."}),
    }
    task_state = product.current_workflow_task_state
    sari = verifier(first_name="Sari")
    task_state.task.specific.on_action(task_state, sari, theirs, comment=REASON)
    before = kept(product)

    client.post(edit_url(product), data)

    assert kept(product) == before
    assert told(client) == [sentence.format(title=product.title)]


def test_what_changed_since_is_not_decided(client, checker, supplier, product):
    data = approval_from_edit_page(client, product)
    product.brand = "Merek lain"
    product.save_revision(user=administrator())
    before = kept(product)

    response = client.post(edit_url(product), data)
    act(client, product, "approve")

    assert response.url == edit_url(product)
    assert kept(product) == before
    assert told(client) == [
        "Belum diputuskan: isinya berubah sejak dibuka. Periksa lagi isinya."
    ]


def test_a_revision_after_the_submission_can_be_approved_once_it_was_seen(
    client, checker, product
):
    product.brand = "Merek lain"
    product.save_revision(user=administrator())

    posted_approval(client, product)

    assert told(client) == [f"“{product.title}” disetujui dan ditayangkan."]
    assert ProductPage.objects.get().brand == "Merek lain"
    assert TaskState.objects.get().revision == ProductPage.objects.get().live_revision


def test_own_change_is_refused_with_its_sentence_and_only_then(
    client, checker, product
):
    posted_approval(client, product, brand="Diubah pemeriksa")
    own = told(client)
    refused = kept(product)
    posted_approval(client, product)
    again = told(client)
    act(client, product, "approve")
    on_dashboard = told(client)

    sentence = "Belum disetujui: perubahan Anda sendiri harus disetujui orang lain."
    assert sentence in own
    assert again == on_dashboard == [sentence]
    assert kept(product) == refused

    client.force_login(verifier())
    posted_approval(client, product)
    assert told(client) == [f"“{product.title}” disetujui dan ditayangkan."]


def test_a_return_without_its_reason_says_so(client, checker, product):
    data = approval_from_edit_page(client, product) | {"workflow-action-name": "reject"}
    before = kept(product)

    client.post(edit_url(product), data)

    assert kept(product) == before
    assert told(client) == ["Belum dikembalikan: tulis alasan pengembalian."]


@pytest.mark.parametrize("extra", ["{", "[]", '"a"', '{"comment": 1}', "null"])
def test_what_cannot_be_read_decides_nothing(client, checker, product, extra):
    data = approval_from_edit_page(client, product)
    before = kept(product)

    response = client.post(
        edit_url(product), data | {"workflow-action-extra-data": extra}
    )

    assert response.status_code == 302
    assert kept(product) == before


def test_a_page_that_is_no_longer_valid_can_be_returned(client, checker, product):
    product.device_type.attribute_rows.filter(key="note").update(required=True)
    data = approval_from_edit_page(client, product)
    data |= {
        "workflow-action-name": "reject",
        "workflow-action-extra-data": json.dumps({"comment": REASON}),
    }

    client.post(edit_url(product), data)

    assert told(client) == [f"“{product.title}” dikembalikan kepada editor."]
    assert TaskState.objects.get().comment == REASON


def test_what_nobody_submitted_is_not_decided(client, checker, supplier):
    draft = draft_lamp(supplier)
    action = {"action-workflow-action": "1", "workflow-action-name": "approve"}

    client.post(edit_url(draft), posted(draft.device_type) | action)

    assert told(client) == [f"“{draft.title}” tidak sedang menunggu verifikasi."]
    assert Revision.objects.count() == 0


def test_who_may_not_decide_is_told_so(client, supplier, editor, product):
    client.force_login(editor)
    action = {"action-workflow-action": "1", "workflow-action-name": "reject"}
    extra = {"workflow-action-extra-data": json.dumps({"comment": "x"})}
    before = kept(product)

    client.post(edit_url(product), posted(product.device_type) | action | extra)

    assert kept(product) == before


def test_taking_off_twice_happens_once(client, checker, supplier):
    product = ProductPageFactory(parent=supplier)
    url = reverse("wagtailadmin_pages:unpublish", args=[product.pk])

    client.post(url)
    client.get(reverse("wagtailadmin_home"))
    second = client.post(url)

    assert second.status_code == 302
    assert told(client) == [f"“{product.title}” sudah tidak ditayangkan."]


def test_a_refusal_in_a_dialogue_leads_away(client, checker, product, claimed_by_sari):
    state = product.current_workflow_task_state
    url = reverse(
        "wagtailadmin_pages:workflow_action", args=[product.pk, "reject", state.pk]
    )

    response = client.post(url, headers={"x-requested-with": "XMLHttpRequest"})

    assert response.json() == {"step": "success", "redirect": edit_url(product)}


# A new page


def new_product(client, supplier):
    """Where a new product is sent to, and the key that its form has."""
    device_type = lamp_type()
    address = reverse(
        "wagtailadmin_pages:add", args=["products", "productpage", supplier.pk]
    )
    form = untouched(client.get(address), "page-edit-form")
    return address, posted(device_type, creation_key=form["creation_key"][0])


@pytest.mark.parametrize(
    ("action", "sentence"),
    [
        (
            {},
            "“Lampu Operasi NM-120” sudah tersimpan sebagai konsep. Periksa, lalu "
            "lanjutkan.",
        ),
        (
            {"action-submit": "1"},
            "“Lampu Operasi NM-120” sudah diajukan untuk diverifikasi.",
        ),
    ],
)
def test_a_new_page_that_is_sent_twice_is_made_once(
    client, supplier, editor, action, sentence
):
    client.force_login(editor)
    address, data = new_product(client, supplier)

    client.post(address, data | action)
    after_first = kept(ProductPage.objects.get())
    client.get(reverse("wagtailadmin_home"))
    second = client.post(address, data | action)

    product = ProductPage.objects.get()
    assert second.url == edit_url(product)
    assert kept(product) == after_first
    assert str(product.translation_key) == data["creation_key"]
    assert told(client) == [sentence]


def test_an_autosave_after_a_new_page_was_sent_makes_no_other(client, supplier, editor):
    client.force_login(editor)
    address, data = new_product(client, supplier)
    client.post(address, data)

    answer = client.post(address, data, headers=AUTOSAVE)

    assert (answer.status_code, answer.json()["error_code"]) == (
        400,
        "invalid_revision",
    )
    assert ProductPage.objects.count() == 1


@pytest.mark.parametrize("key", ["", "bukan kunci"])
def test_a_new_page_needs_no_key(client, supplier, editor, key):
    client.force_login(editor)
    address, data = new_product(client, supplier)

    client.post(address, data | {"creation_key": key})

    assert ProductPage.objects.count() == (1 if not key else 0)


def test_the_key_of_an_own_page_elsewhere_makes_another(client, supplier, editor):
    elsewhere = ProductPageFactory(title="Milik pemasok lama", live=False, owner=editor)
    client.force_login(editor)
    address, data = new_product(client, supplier)

    key = str(elsewhere.translation_key)
    answer = client.post(address, data | {"creation_key": key})

    made = ProductPage.objects.exclude(pk=elsewhere.pk).get()
    assert answer.url == edit_url(made)
    assert all("pemasok lama" not in each for each in told(client))


def test_the_key_of_a_colleagues_page_makes_another(client, supplier, editor):
    theirs = ProductPageFactory(title="Konsep rekan", live=False, parent=supplier)
    client.force_login(editor)
    address, data = new_product(client, supplier)

    key = str(theirs.translation_key)
    answer = client.post(address, data | {"creation_key": key})

    made = ProductPage.objects.exclude(pk=theirs.pk).get()
    assert answer.url == edit_url(made)


def test_the_key_of_anothers_page_tells_nothing(client, supplier, editor):
    theirs = ProductPageFactory(title="Rahasia pesaing", live=False)
    client.force_login(editor)
    address, data = new_product(client, supplier)

    answer = client.post(address, data | {"creation_key": str(theirs.translation_key)})

    made = ProductPage.objects.exclude(pk=theirs.pk).get()
    assert answer.url == edit_url(made)
    assert made.translation_key != theirs.translation_key
    assert all("Rahasia" not in each for each in told(client))
