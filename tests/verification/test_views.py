"""One case: reading it, claiming it, deciding it."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from certificates.kinds import CaseState
from tests.factories.certificates import declared_licence
from tests.factories.users import verifier
from tests.product_form import edit_url
from tests.screens import messages_of, text_of
from tests.verification.queue_pages import (
    NUMBER,
    QUEUE,
    case_url,
    decision,
    state_of_cases,
    submission,
)
from verification.decisions import claim, decide

pytestmark = pytest.mark.usefixtures("catalogue")


@pytest.mark.parametrize("number", ["999999", "9" * 40])
@pytest.mark.parametrize("action", ["", "ambil/", "lepas/", "putuskan/"])
def test_no_such_case(client, checker, number, action):
    url = f"{QUEUE}{number}/{action}"

    response = client.post(url) if action else client.get(url)

    assert response.status_code == 404


@pytest.mark.parametrize("action", ["ambil/", "lepas/", "putuskan/"])
def test_address_of_a_button_leads_to_the_case(client, checker, case, action):
    before = state_of_cases()

    response = client.get(f"{case_url(case, action)}?kind=licence")

    assert response.url == f"{case_url(case)}?kind=licence"
    assert state_of_cases() == before


def test_claimed_case_is_offered_to_nobody_else(client, checker, case):
    client.post(case_url(case, "ambil/"))
    mine = text_of(client.get(case_url(case)))
    client.force_login(verifier())
    other = text_of(client.get(case_url(case)))

    case.refresh_from_db()
    assert case.claimed_by == checker
    assert "Anda sedang menangani perkara ini." in mine
    assert f"Sedang ditangani {checker.username}" in other
    assert "Putuskan" not in other


def test_claiming_what_another_has_is_told(client, checker, case):
    claim(case.pk, verifier(first_name="Sari"))
    before = state_of_cases()

    response = client.post(case_url(case, "ambil/"), follow=True)

    assert messages_of(response) == ["Perkara ini sedang ditangani Sari."]
    assert state_of_cases() == before


def test_released_case_goes_back_to_the_queue(client, checker, case):
    claim(case.pk, checker)

    response = client.post(f"{case_url(case, 'lepas/')}?kind=licence")

    case.refresh_from_db()
    assert case.claimed_by is None
    assert response.url == f"{QUEUE}?kind=licence"


def test_after_the_last_case_comes_the_queue(client, checker, case):
    url = f"{case_url(case, 'putuskan/')}?kind=licence"
    response = client.post(url, decision(case), follow=True)

    assert response.redirect_chain == [(f"{QUEUE}?kind=licence", 302)]
    assert messages_of(response) == [f"Izin edar {NUMBER}: Terverifikasi."]


def test_decided_case_is_reopened(client, checker, case):
    decide(case.pk, verifier(), CaseState.VERIFIED)
    case.refresh_from_db()

    client.post(case_url(case, "putuskan/"), decision(case, "open", "Dokumen palsu?"))

    case.refresh_from_db()
    assert (case.state, case.reason) == ("open", "Dokumen palsu?")


def test_second_of_two_verifiers_is_told(client, checker, case):
    other = Client()
    other.force_login(verifier(first_name="Sari"))
    form = BeautifulSoup(client.get(case_url(case)).content, "html.parser")
    version = form.select_one("input[name=version]")["value"]
    other.get(case_url(case))
    other.post(case_url(case, "putuskan/"), decision(case))
    before = state_of_cases()

    response = client.post(
        case_url(case, "putuskan/"),
        {"state": "refused", "reason": "Palsu.", "version": version},
    )
    after = state_of_cases()
    page = BeautifulSoup(response.content, "html.parser")
    again = page.select_one("input[name=version]")["value"]
    kept = page.select_one("textarea[name=reason]").text.strip()
    client.post(
        case_url(case, "putuskan/"),
        {"state": "refused", "reason": kept, "version": again},
    )

    assert response.status_code == 409
    assert messages_of(response) == [
        "Perkara ini baru saja diputuskan Sari: Terverifikasi. Periksa lagi."
    ]
    assert after == before
    case.refresh_from_db()
    assert (case.state, case.reason) == ("refused", "Palsu.")


def test_own_case_has_no_buttons(client, checker):
    case = declared_licence(author=checker)

    page = client.get(case_url(case)).content.decode()
    before = state_of_cases()
    client.post(case_url(case, "ambil/"))
    client.post(case_url(case, "putuskan/"), decision(case))

    assert "Pernyataan sendiri harus diperiksa orang lain." in page
    assert "Putuskan" not in page
    assert state_of_cases() == before


def test_claimed_submission_opens_its_page(client, checker, product):
    response = client.post(case_url(submission(), "ambil/"))

    assert response.url == edit_url(product)
    assert submission().claimed_by == checker


def test_submission_is_not_decided_in_the_queue(client, checker, product):
    before = state_of_cases()

    response = client.post(case_url(submission(), "putuskan/"), decision(submission()))

    assert messages_of(response) == ["Kiriman halaman diputuskan pada halamannya."]
    assert state_of_cases() == before


def test_the_crumbs_of_a_case_lead_back_to_the_queue(client, checker, case):
    response = client.get(case_url(case))

    crumbs = response.context["breadcrumbs_items"]
    assert [(str(each["label"]), each["url"]) for each in crumbs[-2:]] == [
        ("Meja verifikasi", QUEUE),
        (f"Izin edar {NUMBER}", ""),
    ]
