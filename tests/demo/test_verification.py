"""Since when the demo's statements are made, and what its verifier found of them."""

from datetime import date, datetime, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from certificates.models import EvidenceEntry, VerificationCase
from demo import verification
from demo.accounts import VERIFIER
from demo.verification import WAITING, date_statements, decide_cases
from products.models import MarketingAuthorisation, ProductPage
from tests.demo.settled_chance import Scripted, Settled
from tests.factories.certificates import VerificationCaseFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 1)


def at(day, hour=0, minute=0):
    return timezone.make_aware(datetime(day.year, day.month, day.day, hour, minute))


def days_ago(days):
    return TODAY - timedelta(days=days)


@pytest.fixture
def settle(monkeypatch):
    """``settle(chance)``: that all choices are made by."""

    def settle(chance):
        monkeypatch.setattr(verification.Chance, "about", lambda *_: chance)

    return settle


def page_with_licence(published, issued):
    page = ProductPage(title="Ventilator", first_published_at=at(published, 9))
    page.authorisations = [
        MarketingAuthorisation(number="AKD 20501810001", issued_on=issued)
    ]
    return page, page.authorisations.first()


@pytest.mark.parametrize(
    ("published", "issued", "expected"),
    [(300, 200, 195), (200, 300, 200), (50, 300, 50)],
)
def test_declared_after_page_and_certificate(settle, published, issued, expected):
    settle(Scripted.answering(False))
    page, licence = page_with_licence(days_ago(published), days_ago(issued))

    date_statements(page, TODAY)

    assert licence.declared_at == at(days_ago(expected), 12, 30)
    assert page.last_published_at == licence.declared_at


@pytest.mark.parametrize(("published", "expected"), [(300, 20), (10, 10)])
def test_some_declare_lately(settle, published, expected):
    settle(Scripted.answering(True, value=0.49))
    page, licence = page_with_licence(days_ago(published), days_ago(400))

    date_statements(page, TODAY)

    assert timezone.localdate(licence.declared_at) == days_ago(expected)


@pytest.mark.parametrize("issued", [0, 5])
def test_nothing_is_declared_after_this_midnight(settle, issued):
    settle(Scripted.answering(False))
    page, licence = page_with_licence(days_ago(300), days_ago(issued))

    date_statements(page, TODAY)

    assert licence.declared_at == at(TODAY)


def test_page_without_certificates_was_last_published_when_it_first_was():
    page = ProductPage(title="Ventilator", first_published_at=at(days_ago(3), 9))

    date_statements(page, TODAY)

    assert page.last_published_at == at(days_ago(3), 9)


@pytest.fixture
def verifier():
    return get_user_model().objects.create_user(VERIFIER.username)


def case_of(kind="licence", *, opened, **fields):
    return VerificationCaseFactory(kind=kind, opened_at=at(opened, 8), **fields)


def decided(case):
    case.refresh_from_db()
    return case.state, case.reason


def test_what_waited_long_is_verified_within_three_weeks(settle, verifier):
    settle(Settled.at(0.5))
    case = case_of(opened=days_ago(100))

    decide_cases(TODAY)

    assert decided(case) == ("verified", "")
    assert case.decided_by == verifier
    assert case.decided_at == at(days_ago(89), 12, 30)


def test_decision_is_in_the_log(settle, verifier):
    settle(Settled.at(0.5))
    case = case_of(opened=days_ago(100))

    decide_cases(TODAY)

    entry = EvidenceEntry.objects.get(action="verified")
    assert entry.fingerprint == case.fingerprint
    assert entry.at == at(days_ago(89), 12, 30)
    assert entry.by_name == VERIFIER.username


@pytest.mark.parametrize(
    ("age", "waits", "expected"),
    [
        (0, False, "open"),
        (1, False, "open"),
        (2, False, "verified"),
        (39, True, "open"),
        (40, True, "open"),
        (41, True, "verified"),
        (39, False, "verified"),
    ],
)
def test_the_latest_waits_mostly(settle, verifier, age, waits, expected):
    chance = Scripted.answering()
    chance.happens = lambda probability: waits and probability == WAITING
    settle(chance)
    case = case_of(opened=days_ago(age))

    decide_cases(TODAY)

    assert decided(case)[0] == expected


def test_decided_at_latest_today(settle, verifier):
    settle(Scripted.answering(False, value=0.99))
    case = case_of(opened=days_ago(3))

    decide_cases(TODAY)

    case.refresh_from_db()
    assert timezone.localdate(case.decided_at) == days_ago(1)


@pytest.mark.parametrize(
    ("kind", "answers", "expected"),
    [
        (
            "tkdn",
            (True,),
            (
                "refused",
                "Tipe produk ini tidak tercantum pada lampiran sertifikat TKDN.",
            ),
        ),
        ("cpakb", (True,), ("verified", "")),
        (
            "tkdn",
            (False, True),
            (
                "frozen",
                "Dibekukan pada daftar Kemenperin sampai verifikasi ulang selesai.",
            ),
        ),
        ("licence", (False, True), ("verified", "")),
        ("tkdn", (False, False), ("verified", "")),
    ],
)
def test_a_little_does_not_stand_up(settle, verifier, kind, answers, expected):
    settle(Scripted.answering(*answers))
    case = case_of(kind, opened=days_ago(100))

    decide_cases(TODAY)

    assert decided(case) == expected


def test_what_is_decided_already_stays(settle, verifier):
    settle(Settled.at(0.5))
    case = case_of(opened=days_ago(100), state="refused", reason="Bukan ini.")

    decide_cases(TODAY)

    assert decided(case) == ("refused", "Bukan ini.")
    assert VerificationCase.objects.count() == 1
