"""A submitted page: each click has one effect and one true answer."""

import json
from copy import deepcopy
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import TaskState

from products.models import ProductPage
from tests.factories.suppliers import SupplierPageFactory
from tests.factories.users import administrator, editor_of, verifier
from tests.kept_world import kept_world
from tests.product_form import edit_url, posted
from tests.rendered_form import untouched
from tests.screens import messages_of
from tests.submitting import act, approval_from_edit_page, draft_lamp, submitted
from tests.verification.clicks import AUTOSAVE, kept, told
from tests.verification.queue_pages import state_of_cases

pytestmark = pytest.mark.usefixtures("catalogue")

REASON = "Nomor izin edar tidak terbaca."


@pytest.fixture(scope="module")
def submitted_once(django_db_setup, django_db_blocker):
    """A submitted draft, who may do what with it, and what a verifier sends who opens
    its edit page and only approves."""
    with kept_world(django_db_blocker):
        supplier = SupplierPageFactory(province="32")
        editor, checker = editor_of(supplier), verifier()
        product = submitted(draft_lamp(supplier), editor)
        client = Client()
        client.force_login(checker)
        yield SimpleNamespace(
            supplier=supplier,
            editor=editor,
            checker=checker,
            product=product,
            approval=approval_from_edit_page(client, product),
        )


@pytest.fixture
def world(submitted_once):
    return deepcopy(submitted_once)


@pytest.fixture
def supplier(world):
    return world.supplier


@pytest.fixture
def editor(world):
    return world.editor


@pytest.fixture
def product(world):
    return world.product


@pytest.fixture
def approval(world):
    return world.approval


@pytest.fixture
def checker(world, client):
    """The verifier signed in."""
    client.force_login(world.checker)
    return world.checker


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


def posted_approval(client, product, **changes):
    data = approval_from_edit_page(client, product) | changes
    return client.post(edit_url(product), data)


@pytest.mark.parametrize("again", ["document", "autosave"])
def test_an_approval_that_is_sent_twice_happens_once(
    client, checker, product, approval, again
):
    first = client.post(edit_url(product), approval)
    after_first = kept(product)

    headers = AUTOSAVE if again == "autosave" else {}
    second = client.post(edit_url(product), approval, headers=headers)

    assert first.status_code == 302
    assert second.status_code == (302 if again == "document" else 200)
    assert kept(product) == after_first
    assert TaskState.objects.get().finished_by == checker
    assert told(client) == [f"“{product.title}” disetujui dan ditayangkan."]


def test_an_autosave_decides_nothing(client, checker, product, approval):
    before = kept(product)

    response = client.post(edit_url(product), approval, headers=AUTOSAVE)

    assert (response.status_code, response.json()["error_code"]) == (400, "locked")
    assert kept(product) == before
    assert told(client) == []


@pytest.mark.parametrize("headers", [AUTOSAVE, {}])
def test_saving_what_nobody_changed_makes_no_author(client, checker, product, headers):
    data = untouched(client.get(edit_url(product)), "page-edit-form")
    before = kept(product)

    client.post(edit_url(product), data, headers=headers)

    assert kept(product) == before


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
def test_what_another_decided_is_told(
    client, checker, product, approval, mine, theirs, sentence
):
    data = approval | {
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


def test_what_changed_since_is_not_decided(client, checker, product, approval):
    product.brand = "Merek lain"
    product.save_revision(user=administrator())
    before = kept(product)

    response = client.post(edit_url(product), approval)
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


def test_a_return_without_its_reason_says_so(client, checker, product, approval):
    data = approval | {"workflow-action-name": "reject"}
    before = kept(product)

    client.post(edit_url(product), data)

    assert kept(product) == before
    assert told(client) == ["Belum dikembalikan: tulis alasan pengembalian."]


@pytest.mark.parametrize("extra", ["{", "[]", '"a"', '{"comment": 1}', "null"])
def test_what_cannot_be_read_decides_nothing(client, checker, product, approval, extra):
    before = kept(product)

    response = client.post(
        edit_url(product), approval | {"workflow-action-extra-data": extra}
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


def test_who_may_not_decide_is_told_so(client, supplier, editor, product):
    client.force_login(editor)
    action = {"action-workflow-action": "1", "workflow-action-name": "reject"}
    extra = {"workflow-action-extra-data": json.dumps({"comment": "x"})}
    before = kept(product)

    client.post(edit_url(product), posted(product.device_type) | action | extra)

    assert kept(product) == before


def test_a_refusal_in_a_dialogue_leads_away(client, checker, product, claimed_by_sari):
    state = product.current_workflow_task_state
    url = reverse(
        "wagtailadmin_pages:workflow_action", args=[product.pk, "reject", state.pk]
    )

    response = client.post(url, headers={"x-requested-with": "XMLHttpRequest"})

    assert response.json() == {"step": "success", "redirect": edit_url(product)}
