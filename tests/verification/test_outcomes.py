"""What became of a submission, in a sentence."""

import pytest
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from wagtail.models import TaskState, WorkflowState

from tests.factories.users import editor_of, verifier
from verification.outcomes import (
    Outcome,
    decision_outcome,
    submission_outcome,
    tell,
)


def outcome(product, user, action="approve"):
    state = TaskState.objects.get().specific
    return decision_outcome(state, user, action)


@pytest.fixture
def budi(product):
    return verifier(first_name="Budi")


@pytest.mark.parametrize(
    ("status", "action", "expected"),
    [
        ("approved", "approve", ("success", "“{}” disetujui; alurnya belum selesai.")),
        ("cancelled", "approve", ("warning", "Kiriman “{}” sudah ditarik.")),
        ("rejected", "reject", ("success", "“{}” dikembalikan kepada editor.")),
        ("rejected", "approve", ("error", "{}: Buram.")),
    ],
)
def test_of_ones_own_decision(product, budi, status, action, expected):
    TaskState.objects.update(status=status, comment="Buram.", finished_by=budi)

    level, text = expected
    assert outcome(product, budi, action) == (level, text.format(product.title))


def test_of_the_last_decision_of_a_workflow(product, budi):
    TaskState.objects.update(status="approved", finished_by=budi)
    WorkflowState.objects.update(status="approved")

    assert outcome(product, budi) == (
        "success",
        f"“{product.title}” disetujui dan ditayangkan.",
    )


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("approved", "“{}” sudah disetujui Budi."),
        ("rejected", "“{}” sudah dikembalikan Budi."),
    ],
)
def test_of_anothers_decision(product, budi, status, expected):
    TaskState.objects.update(status=status, finished_by=budi)

    assert outcome(product, verifier()) == ("warning", expected.format(product.title))


@pytest.mark.parametrize(
    ("action", "expected"),
    [
        ("reject", "Belum dikembalikan: tulis alasan pengembalian."),
        ("approve", "Belum diputuskan: Anda tidak berwenang memutuskannya."),
    ],
)
def test_of_what_is_not_decided(product, budi, action, expected):
    assert outcome(product, budi, action) == ("error", expected)


def test_of_ones_own_submission(product, editor):
    assert outcome(product, editor) == (
        "error",
        "Belum disetujui: perubahan Anda sendiri harus disetujui orang lain.",
    )


def test_of_what_another_is_at(product, claimed_by_sari, budi):
    assert outcome(product, budi) == (
        "error",
        "Belum diputuskan: kiriman ini sedang ditangani Sari.",
    )


def test_of_what_is_submitted_already(supplier, product, editor):
    state = product.current_workflow_state
    title = product.title
    colleague = editor_of(supplier)
    editor.first_name = "Ani"
    editor.save()

    mine = submission_outcome(WorkflowState.objects.get(), editor)
    theirs = submission_outcome(WorkflowState.objects.get(), colleague)
    WorkflowState.objects.update(requested_by=None)
    nobodys = submission_outcome(WorkflowState.objects.get(), colleague)

    assert state is not None
    assert mine == ("success", f"“{title}” sudah diajukan untuk diverifikasi.")
    assert theirs == (
        "warning",
        f"“{title}” sudah diajukan Ani; isian ini tidak disimpan.",
    )
    assert nobodys == mine


def test_the_same_is_told_once_and_others_beside_it(rf):
    request = rf.get("/")
    request._messages = CookieStorage(request)

    for text in ("Satu.", "Dua.", "Satu."):
        tell(request, Outcome("success", text))

    assert [str(each).strip() for each in get_messages(request)] == ["Satu.", "Dua."]
