"""From an editor's first draft to a live product, through the verification queue."""

import pytest
from django.urls import reverse
from wagtail.models import PageLogEntry, WorkflowState

from products.models import ProductPage
from tests.factories.products import ProductPageFactory, lamp_type
from tests.factories.users import editor_of, verifier
from tests.product_form import edit_url, posted, stored_variants
from tests.rendered_form import untouched
from tests.screens import messages_of
from tests.submitting import act, draft_lamp
from verification.workflow import publish_verified

pytestmark = pytest.mark.usefixtures("catalogue")

REASON = "Nomor izin edar tidak terbaca."


def test_from_draft_to_live(client, supplier):
    device_type = lamp_type()
    editor, checker = editor_of(supplier), verifier()
    add = reverse(
        "wagtailadmin_pages:add", args=["products", "productpage", supplier.pk]
    )

    client.force_login(editor)
    incomplete = posted(device_type, **{"attributes-illuminance_value": ""})
    client.post(add, incomplete)
    product = ProductPage.objects.get()
    draft_attributes = product.attributes
    variants = stored_variants(product)
    incomplete = posted(
        device_type, variants=variants, **{"attributes-illuminance_value": ""}
    )
    refused = client.post(edit_url(product), incomplete | {"action-submit": "1"})
    submitted_incomplete = product.workflow_in_progress
    complete = posted(device_type, variants=variants)
    client.post(edit_url(product), complete | {"action-submit": "1"})
    client.post(edit_url(product), complete | {"action-publish": "1"})
    act(client, product, "approve")
    live_by_editor = ProductPage.objects.get().live

    client.force_login(checker)
    act(client, product, "reject", comment="  ")
    returned_without_reason = not product.workflow_in_progress
    act(client, product, "reject", comment=REASON)
    state = WorkflowState.objects.get()

    client.force_login(editor)
    page_with_reason = client.get(edit_url(product))
    fixed = posted(
        device_type, variants=variants, summary="Lampu operasi LED 120.000 lux."
    )
    client.post(edit_url(product), fixed | {"action-submit": "1"})

    client.force_login(checker)
    act(client, product, "approve")

    assert "illuminance" not in draft_attributes
    assert draft_attributes["battery"] == {"value": True}
    assert submitted_incomplete is False
    assert "Wajib diisi untuk jenis alat ini." in refused.content.decode()
    assert live_by_editor is False
    assert returned_without_reason is False
    assert state.status == WorkflowState.STATUS_NEEDS_CHANGES
    assert state.current_task_state.comment == REASON
    assert (
        messages_of(page_with_reason)[-1] == f"Dikembalikan oleh verifikator: {REASON}"
    )
    product = ProductPage.objects.get()
    assert product.live
    assert product.summary == "Lampu operasi LED 120.000 lux."
    assert product.attributes["illuminance"] == {
        "value": 120_000.0,
        "unit": "lx",
        "typed": "120.000 lx",
    }
    assert [each.sku for each in product.variants.all()] == ["NM-120"]


def test_editor_lands_on_own_products_after_submitting(client, supplier):
    product = draft_lamp(supplier)
    client.force_login(editor_of(supplier))
    data = untouched(client.get(edit_url(product)), "page-edit-form")

    saved = client.post(edit_url(product), data)
    submission = client.post(edit_url(product), data | {"action-submit": "1"})

    assert saved.url == edit_url(product)
    assert submission.url == reverse("products:index")


def test_verifier_does_not_publish_past_verification(client, supplier):
    product = draft_lamp(supplier)
    product.save_revision(user=editor_of(supplier))
    client.force_login(verifier())

    client.post(edit_url(product), posted(product.device_type) | {"action-publish": ""})
    client.post(
        edit_url(product), posted(product.device_type) | {"action-publish": "1"}
    )
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    client.post(f"{bulk}?id={product.pk}")

    product.refresh_from_db()
    assert not product.live


def test_verifier_takes_a_product_off(client, supplier):
    product = ProductPageFactory(parent=supplier)
    client.force_login(verifier())

    client.post(reverse("wagtailadmin_pages:unpublish", args=[product.pk]))

    product.refresh_from_db()
    assert not product.live


def test_what_was_approved_is_published_by_whoever_approved(product):
    sari = verifier()

    publish_verified(product.current_workflow_state, sari)

    published = ProductPage.objects.get()
    assert published.live
    assert published.live_revision == published.latest_revision
    entry = PageLogEntry.objects.filter(action="wagtail.publish").get()
    assert (entry.page_id, entry.user) == (product.pk, sari)
