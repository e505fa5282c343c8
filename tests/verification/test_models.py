"""The task of verification: who may approve or return what."""

import pytest

from tests.factories.suppliers import SupplierPageFactory
from tests.factories.users import administrator, editor_of, verifier
from tests.submitting import act, draft_lamp, submitted

pytestmark = pytest.mark.usefixtures("catalogue")


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


def test_task_itself_refuses_another_verifier(checker, product, claimed_by_sari):
    task_state = product.current_workflow_task_state
    task = task_state.task.specific

    task.on_action(task_state, checker, "reject", comment="Foto buram.")

    assert task.get_actions(product, checker) == []
    assert [name for name, *_rest in task.get_actions(product, claimed_by_sari)] == [
        "reject",
        "approve",
    ]
    assert product.workflow_in_progress
