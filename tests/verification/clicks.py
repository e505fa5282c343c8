"""What clicks on a page have done, and what was told of it."""

from django.urls import reverse
from wagtail.models import Revision, TaskState, WorkflowState

from products.models import ProductPage
from tests.screens import messages_of
from tests.verification.queue_pages import state_of_cases

AUTOSAVE = {"accept": "application/json"}


def told(client):
    return messages_of(client.get(reverse("wagtailadmin_home")))


def kept(product):
    """What must not change: revisions, tasks, cases."""
    return (
        list(Revision.objects.values_list("pk", "user", "created_at")),
        list(TaskState.objects.values_list("pk", "status", "revision")),
        list(WorkflowState.objects.values_list("pk", "status")),
        state_of_cases(),
        ProductPage.objects.get(pk=product.pk).live,
    )
