"""From an editor's first draft to a live product, through the verification queue."""

import pytest
from django.urls import reverse
from wagtail.models import WorkflowState
from wagtail.test.utils.form_data import (
    inline_formset,
    nested_form_data,
    rich_text,
)

from products.models import ProductPage
from tests.factories.products import (
    LAMP_ATTRIBUTES,
    ProductPageFactory,
    ProductVariantFactory,
    lamp_type,
)
from tests.factories.suppliers import SupplierPageFactory
from tests.factories.users import administrator, editor_of, verifier
from tests.rendered_form import untouched

INLINES = (
    "variants",
    "authorisations",
    "tkdn_certificates",
    "certificates",
    "calibration_records",
    "pictures",
    "attachments",
)
REASON = "Nomor izin edar tidak terbaca."


def posted(device_type, **changes) -> dict:
    """What the edit page sends for a complete lamp."""
    fields = {
        "title": "Lampu Operasi NM-120",
        "device_type": device_type.pk,
        "brand": "Nusa",
        "model_name": "NM-120",
        "summary": "Lampu operasi LED.",
        "description": rich_text("<p>Terang.</p>"),
        "description_en": rich_text(""),
        "name_en": "",
        "summary_en": "",
        "warranty_months": "24",
        "country_of_origin": "ID",
        "attributes-drawn_for": device_type.pk,
        "attributes-illuminance_value": "120.000",
        "attributes-illuminance_unit": "lx",
        "attributes-colour_temperature_low": "3500",
        "attributes-colour_temperature_high": "5000",
        "attributes-colour_temperature_unit": "K",
        "attributes-mounting": "ceiling",
        "attributes-battery": "true",
        "attributes-note": "",
        **{name: inline_formset([]) for name in INLINES},
        "variants": inline_formset([variant("NM-120")]),
    }
    return nested_form_data({**fields, **changes})


def stored_variants(product) -> list[dict]:
    rows = [variant(each.sku, id=each.pk) for each in product.variants.all()]
    return inline_formset(rows, initial=len(rows))


def variant(sku: str, **changes) -> dict:
    return {
        "sku": sku,
        "label": "",
        "price": "45000000",
        "ppn_percent": "12",
        "price_valid_until": "",
        "unit": "Unit",
        "stock": "3",
        "minimum_order": "1",
        "gtin": "",
        "kfa_code": "",
        **changes,
    }


def edit_url(product) -> str:
    return reverse("wagtailadmin_pages:edit", args=[product.pk])


def act(client, product, action, comment=None):
    """What the buttons on the dashboard and the preview do."""
    state = product.current_workflow_task_state
    url = reverse(
        "wagtailadmin_pages:workflow_action", args=[product.pk, action, state.pk]
    )
    return client.post(url, {} if comment is None else {"comment": comment})


def submitted(product, user):
    """``product`` as ``user`` has submitted it."""
    product.save_revision(user=user)
    product.get_workflow().start(product, user)
    return product


def draft_lamp(supplier, **fields) -> ProductPage:
    fields = {"attributes": LAMP_ATTRIBUTES, "live": False, **fields}
    return ProductPageFactory(parent=supplier, device_type=lamp_type(), **fields)


@pytest.fixture
def supplier(catalogue):
    return SupplierPageFactory()


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
    told = [str(each).strip() for each in page_with_reason.context["messages"]]
    assert told[-1] == f"Dikembalikan oleh verifikator: {REASON}"
    product = ProductPage.objects.get()
    assert product.live
    assert product.summary == "Lampu operasi LED 120.000 lux."
    assert product.attributes["illuminance"] == {
        "value": 120_000.0,
        "unit": "lx",
        "typed": "120.000 lx",
    }
    assert [each.sku for each in product.variants.all()] == ["NM-120"]


@pytest.mark.parametrize("person", ["verifier", "administrator"])
def test_nobody_approves_their_own_submission(client, supplier, person):
    user = {"verifier": verifier, "administrator": administrator}[person]()
    product = submitted(draft_lamp(supplier), user)
    client.force_login(user)

    act(client, product, "approve")

    product.refresh_from_db()
    assert not product.live
    assert product.workflow_in_progress


def test_whoever_edited_last_does_not_approve(client, supplier):
    product = submitted(draft_lamp(supplier), editor_of(supplier))
    checker = verifier()
    product.save_revision(user=checker)
    client.force_login(checker)

    act(client, product, "approve")

    product.refresh_from_db()
    assert not product.live
    assert product.workflow_in_progress


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


def approval_from_edit_page(client, product) -> dict:
    """What a verifier sends who opens the edit page and only approves."""
    opened = client.get(edit_url(product))
    action = {"action-workflow-action": "1", "workflow-action-name": "approve"}
    return untouched(opened, "page-edit-form") | action


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


def told(response) -> list[str]:
    """The messages at the top of the page, without Wagtail's own."""
    return [str(each).strip() for each in response.context["messages"]]


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
    assert expected in told(client.get(reverse("wagtailadmin_home")))


def test_verifier_is_told_the_outcome_on_the_edit_page(client, supplier):
    product = submitted(draft_lamp(supplier), editor_of(supplier))
    client.force_login(verifier())

    data = approval_from_edit_page(client, product)
    response = client.post(edit_url(product), data, follow=True)

    assert f"“{product.title}” disetujui dan ditayangkan." in told(response)


def test_verifier_is_told_of_a_submission_returned_for_its_faults(client, supplier):
    product = submitted(draft_lamp(supplier), editor_of(supplier))
    product.device_type.attribute_rows.filter(key="note").update(required=True)
    client.force_login(verifier())

    act(client, product, "approve")

    [message] = told(client.get(reverse("wagtailadmin_home")))
    assert message.startswith(f"{product.title}: Dikembalikan otomatis")


def test_editor_lands_on_own_products_after_submitting(client, supplier):
    product = draft_lamp(supplier)
    client.force_login(editor_of(supplier))
    data = untouched(client.get(edit_url(product)), "page-edit-form")

    saved = client.post(edit_url(product), data)
    submission = client.post(edit_url(product), data | {"action-submit": "1"})

    assert saved.url == edit_url(product)
    assert submission.url == reverse("products:index")


def test_reason_is_demanded_along_with_the_edit_form_too(client, supplier):
    product = submitted(draft_lamp(supplier), editor_of(supplier))
    client.force_login(verifier())

    client.post(
        edit_url(product),
        posted(product.device_type)
        | {"action-workflow-action": "1", "workflow-action-name": "reject"},
    )

    assert product.workflow_in_progress


def test_another_supplier_does_not_approve(client, supplier):
    product = submitted(draft_lamp(supplier), editor_of(supplier))
    client.force_login(editor_of(SupplierPageFactory()))

    act(client, product, "approve")

    product.refresh_from_db()
    assert not product.live
    assert product.workflow_in_progress


def test_anonymous_does_not_approve(client, supplier):
    product = submitted(draft_lamp(supplier), editor_of(supplier))

    response = act(client, product, "approve")

    product.refresh_from_db()
    assert response.status_code == 302
    assert not product.live


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
