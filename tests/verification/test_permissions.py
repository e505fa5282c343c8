"""Who may use the verification queue."""

import pytest
from django.test import Client

from tests.factories.suppliers import SupplierPageFactory
from tests.factories.users import administrator, editor_of, verifier
from tests.screens import messages_of
from tests.verification.queue_pages import (
    HOME,
    QUEUE,
    case_url,
    decision,
    state_of_cases,
)
from verification.decisions import claim

pytestmark = pytest.mark.usefixtures("catalogue")


def everybody(case) -> dict:
    return {
        "anonymous": None,
        "another supplier": editor_of(SupplierPageFactory()),
        "own supplier": editor_of(case.supplier.specific),
        "verifier": verifier(),
        "administrator": administrator(),
    }


@pytest.mark.parametrize(
    ("person", "may"),
    [
        ("anonymous", False),
        ("another supplier", False),
        ("own supplier", False),
        ("verifier", True),
        ("administrator", True),
    ],
)
@pytest.mark.parametrize("page", ["", "hasil/", "?export=csv", "?export=xlsx", "case"])
def test_who_reads_the_queue(client, case, person, may, page):
    url = case_url(case) if page == "case" else f"{QUEUE}{page}"
    if user := everybody(case)[person]:
        client.force_login(user)

    response = client.get(url)

    assert response.status_code == (200 if may else 302)
    if not may:
        login = f"/admin/login/?next={url.replace('?', '%3F').replace('=', '%3D')}"
        assert response.url == (HOME if user else login)


@pytest.mark.parametrize("person", ["anonymous", "another supplier", "own supplier"])
@pytest.mark.parametrize("action", ["ambil/", "lepas/", "putuskan/"])
def test_others_change_nothing(client, case, person, action):
    claim(case.pk, verifier())
    before = state_of_cases()
    if user := everybody(case)[person]:
        client.force_login(user)

    response = client.post(case_url(case, action), decision(case))

    assert response.status_code == 302
    assert state_of_cases() == before


def test_refused_editor_is_told(client, case):
    client.force_login(editor_of(case.supplier.specific))

    response = client.get(QUEUE, follow=True)

    assert messages_of(response) == [
        "Maaf, Anda tidak memiliki izin untuk mengakses area ini."
    ]


def test_forms_are_protected(django_user_model, case):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(verifier())

    response = strict.post(case_url(case, "ambil/"))

    assert response.status_code == 403
    case.refresh_from_db()
    assert case.claimed_by is None
