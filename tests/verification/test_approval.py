"""Approving a submitted page, or returning it with what stands against it."""

import pytest
from django.db import IntegrityError
from wagtail.models import TaskState, WorkflowState

from products.models import ProductPage
from tests.factories.products import ProductPageFactory, ProductVariantFactory
from tests.factories.suppliers import SupplierPageFactory
from tests.factories.users import editor_of, verifier
from tests.product_form import edit_url
from tests.submitting import act, approval_from_edit_page, draft_lamp, submitted
from verification.approval import approve_or_return

pytestmark = pytest.mark.usefixtures("catalogue")


@pytest.mark.parametrize("live", [False, True])
def test_untouched_page_is_approved_from_its_edit_page(client, supplier, live):
    product = draft_lamp(
        supplier, live=live, description="<p>Terang.</p>", regions_served=["31", "32"]
    )
    ProductVariantFactory(product=product)
    product.summary = "Ringkasan baru."
    submitted(product, editor_of(supplier))
    revision = product.latest_revision
    client.force_login(verifier())

    client.post(edit_url(product), approval_from_edit_page(client, product))

    published = ProductPage.objects.get()
    assert published.live
    assert published.summary == "Ringkasan baru."
    assert published.latest_revision == revision


def test_approval_is_refused_once_the_form_was_touched(client, supplier):
    product = submitted(draft_lamp(supplier), editor_of(supplier))
    client.force_login(verifier())
    data = approval_from_edit_page(client, product)

    client.post(edit_url(product), data | {"brand": "Diubah pemeriksa"})

    product.refresh_from_db()
    assert not product.live
    assert product.workflow_in_progress


def test_sku_taken_meanwhile_returns_the_submission(client, supplier):
    editor = editor_of(supplier)
    taken = ProductPageFactory(parent=supplier, title="Pemegang SKU")
    late = draft_lamp(supplier, live=True)
    ProductVariantFactory(product=late, sku="SAMA-2")
    rows = list(late.variants.all())
    rows[0].sku = "SAMA"
    late.variants.set(rows)
    submitted(late, editor)
    ProductVariantFactory(product=taken, sku="SAMA")
    client.force_login(verifier())

    response = act(client, late, "approve")

    state = WorkflowState.objects.get()
    assert response.status_code == 302
    assert state.status == WorkflowState.STATUS_NEEDS_CHANGES
    assert "SAMA" in state.current_task_state.comment
    assert "Pemegang SKU" in state.current_task_state.comment
    late = ProductPage.objects.get(pk=late.pk)
    assert [each.sku for each in late.variants.all()] == ["SAMA-2"]


def test_sku_taken_by_another_supplier_is_returned_without_naming_it(client, supplier):
    other = SupplierPageFactory(title="Pesaing")
    late = draft_lamp(supplier)
    late.variants.add(ProductVariantFactory.build(product=late, sku="SAMA"))
    submitted(late, editor_of(supplier))
    holder = ProductPageFactory(parent=other, title="Milik pesaing")
    ProductVariantFactory(product=holder, sku="SAMA")
    client.force_login(verifier())

    act(client, late, "approve")

    comment = WorkflowState.objects.get().current_task_state.comment
    assert comment.endswith("SKU ini sudah dipakai pada produk pemasok lain.")
    assert "esaing" not in comment


def test_what_became_invalid_returns_the_submission(client, supplier):
    product = draft_lamp(supplier)
    submitted(product, editor_of(supplier))
    product.device_type.attribute_rows.filter(key="note").update(required=True)
    client.force_login(verifier())

    act(client, product, "approve")

    state = WorkflowState.objects.get()
    product.refresh_from_db()
    assert not product.live
    assert state.status == WorkflowState.STATUS_NEEDS_CHANGES
    assert "Keterangan: Wajib diisi" in state.current_task_state.comment


def test_a_sku_taken_in_that_very_moment_returns_the_submission(
    supplier, product, monkeypatch
):
    def collide(self, user=None, update=True, comment=""):
        raise IntegrityError("UNIQUE constraint failed: products_productvariant.sku")

    monkeypatch.setattr(TaskState, "approve", collide)
    state = product.current_workflow_task_state

    approve_or_return(state, verifier(), "")

    workflow_state = WorkflowState.objects.get()
    assert workflow_state.status == WorkflowState.STATUS_NEEDS_CHANGES
    assert workflow_state.current_task_state.comment == (
        "Dikembalikan otomatis, belum dapat ditayangkan. "
        "Ada SKU yang baru saja dipakai produk lain."
    )


def test_what_has_no_faults_is_published_with_the_comment(product):
    state = product.current_workflow_task_state

    approve_or_return(state, verifier(), "Cocok.")

    state.refresh_from_db()
    assert (state.status, state.comment) == (TaskState.STATUS_APPROVED, "Cocok.")
    assert ProductPage.objects.get().live
