"""Two requests about one submission in the same moment, on PostgreSQL."""

from threading import Barrier, Thread

import pytest
from django.db import connection
from django.test import Client
from wagtail.models import PageLogEntry, Revision, TaskState, WorkflowState

from products.models import ProductPage
from tests.factories.users import editor_of, verifier
from tests.product_form import edit_url
from tests.rendered_form import untouched
from tests.screens import messages_of
from tests.submitting import approval_from_edit_page, draft_lamp

pytestmark = pytest.mark.django_db(transaction=True)

AS_AUTOSAVE = {"accept": "application/json"}


@pytest.fixture(autouse=True)
def many_writers():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one write at a time, and in memory one thread.")


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def at_once(*requests):
    """What the requests answer that are sent in the same moment."""
    start, answers = Barrier(len(requests)), {}

    def send(place, request):
        start.wait()
        try:
            answers[place] = request()
        finally:
            connection.close()

    threads = [Thread(target=send, args=each) for each in enumerate(requests)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [answers[place] for place in range(len(requests))]


def counted():
    return (
        Revision.objects.count(),
        list(TaskState.objects.order_by("pk").values_list("status", flat=True)),
        list(WorkflowState.objects.order_by("pk").values_list("status", flat=True)),
        PageLogEntry.objects.filter(action="wagtail.publish").count(),
    )


def test_two_verifiers_approve(product):
    sari, tono = verifier(first_name="Sari"), verifier(first_name="Tono")
    clients = [signed_in(sari), signed_in(tono)]
    sent = [approval_from_edit_page(client, product) for client in clients]

    at_once(
        *(
            lambda client=client, data=data: client.post(edit_url(product), data)
            for client, data in zip(clients, sent, strict=True)
        )
    )

    told = [messages_of(client.get("/admin/")) for client in clients]
    by = TaskState.objects.get().finished_by.first_name
    title = product.title
    other = f"“{title}” sudah disetujui {by}."
    mine = f"“{title}” disetujui dan ditayangkan."
    assert told == ([[mine], [other]] if by == "Sari" else [[other], [mine]])
    assert counted() == (1, ["approved"], ["approved"], 1)
    assert ProductPage.objects.get().live


def test_one_verifier_approves_as_a_document_and_by_autosave(product):
    client = signed_in(verifier())
    data = approval_from_edit_page(client, product)

    document, autosave = at_once(
        lambda: client.post(edit_url(product), data),
        lambda: client.post(edit_url(product), data, headers=AS_AUTOSAVE),
    )

    assert document.status_code == 302
    assert autosave.status_code in {200, 400}
    assert counted() == (1, ["approved"], ["approved"], 1)


def test_an_editor_submits_twice_and_by_autosave(supplier):
    product = draft_lamp(supplier)
    client = signed_in(editor_of(supplier))
    data = untouched(client.get(edit_url(product)), "page-edit-form")
    changed = data | {"brand": "Merek baru"}
    submission = changed | {"action-submit": "1"}

    answers = at_once(
        lambda: client.post(edit_url(product), submission),
        lambda: client.post(edit_url(product), submission),
        lambda: client.post(edit_url(product), changed, headers=AS_AUTOSAVE),
    )

    assert [each.status_code for each in answers[:2]] == [302, 302]
    state = TaskState.objects.get()
    assert state.status == "in_progress"
    assert state.revision == ProductPage.objects.get().latest_revision
    assert WorkflowState.objects.count() == 1
