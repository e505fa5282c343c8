"""Drafts that are submitted, and what verifiers do with them."""

from django.urls import reverse

from products.models import ProductPage
from tests.factories.products import LAMP_ATTRIBUTES, ProductPageFactory, lamp_type
from tests.product_form import edit_url
from tests.rendered_form import untouched


def draft_lamp(supplier, **fields) -> ProductPage:
    """A complete lamp that was never public."""
    fields = {"attributes": LAMP_ATTRIBUTES, "live": False, **fields}
    return ProductPageFactory(parent=supplier, device_type=lamp_type(), **fields)


def submitted(product, user):
    """``product`` as ``user`` has submitted it."""
    product.save_revision(user=user)
    product.get_workflow().start(product, user)
    return product


def act(client, product, action, comment=None):
    """What the buttons on the dashboard and the preview do."""
    state = product.current_workflow_task_state
    url = reverse(
        "wagtailadmin_pages:workflow_action", args=[product.pk, action, state.pk]
    )
    return client.post(url, {} if comment is None else {"comment": comment})


def approval_from_edit_page(client, product) -> dict:
    """What a verifier sends who opens the edit page and only approves."""
    opened = client.get(edit_url(product))
    action = {"action-workflow-action": "1", "workflow-action-name": "approve"}
    return untouched(opened, "page-edit-form") | action
