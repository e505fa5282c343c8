"""What a verifier is asked for."""

import pytest

from tests.factories.certificates import VerificationCaseFactory
from tests.factories.users import editor_of, verifier
from tests.product_form import edit_url, posted
from tests.screens import text_of
from tests.submitting import draft_lamp, submitted
from tests.verification.queue_pages import case_url, decision, state_of_cases
from verification.forms import DecisionForm, ReasonForm

pytestmark = pytest.mark.usefixtures("catalogue")


def test_decision_without_reason_keeps_the_form(client, checker, case):
    before = state_of_cases()

    response = client.post(case_url(case, "putuskan/"), decision(case, "revoked"))

    assert response.status_code == 422
    assert "Tulis alasan keputusan ini." in text_of(response)
    assert state_of_cases() == before


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"state": "open"},
        {"state": "disetujui"},
        {"state": "refused", "reason": "x" * 2001},
        {"state": "refused", "reason": "\x00"},
    ],
)
def test_wrong_decision_changes_nothing(client, checker, case, sent):
    before = state_of_cases()

    response = client.post(case_url(case, "putuskan/"), sent)

    assert response.status_code == 422
    assert state_of_cases() == before


def test_reason_is_demanded_along_with_the_edit_form_too(client, supplier):
    product = submitted(draft_lamp(supplier), editor_of(supplier))
    client.force_login(verifier())

    client.post(
        edit_url(product),
        posted(product.device_type)
        | {"action-workflow-action": "1", "workflow-action-name": "reject"},
    )

    assert product.workflow_in_progress


@pytest.mark.parametrize(
    ("state", "reopens"),
    [("open", False), ("verified", True), ("refused", True)],
)
def test_only_what_was_decided_can_be_reopened(state, reopens):
    form = DecisionForm(VerificationCaseFactory.build(supplier=None, state=state))

    offered = [value for value, _label in form.fields["state"].choices]
    decisions = ["verified", "refused", "frozen", "revoked", "replaced"]
    assert offered == (decisions + ["open"] if reopens else decisions)


@pytest.mark.parametrize(
    ("state", "reason", "errors"),
    [
        ("verified", "", {}),
        ("verified", "Cocok.", {}),
        ("refused", "Palsu.", {}),
        ("refused", "  ", {"reason": ["Tulis alasan keputusan ini."]}),
        ("", "Palsu.", {"state": ["Pilih keputusan."]}),
    ],
)
def test_whatever_is_not_verified_needs_a_reason(state, reason, errors):
    case = VerificationCaseFactory.build(supplier=None)

    form = DecisionForm(case, {"state": state, "reason": reason})

    assert form.errors == errors


@pytest.mark.parametrize(
    ("comment", "errors"),
    [
        ("Foto buram.", {}),
        (" ", {"comment": ["Tulis alasan pengembalian."]}),
    ],
)
def test_a_submission_is_returned_with_a_reason(comment, errors):
    assert ReasonForm({"comment": comment}).errors == errors
