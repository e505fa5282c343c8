"""Claiming and deciding cases."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.utils import timezone

from certificates import recording
from certificates.kinds import SUBMISSION, CaseState
from certificates.models import EvidenceEntry, VerificationCase
from certificates.signals import case_decided
from products.models import ProductPage
from tests.factories.certificates import VerificationCaseFactory, declared_licence
from tests.factories.products import ProductPageFactory
from tests.factories.users import administrator, editor_of, verifier
from verification.decisions import CannotDecide, claim, decide, release

pytestmark = pytest.mark.usefixtures("catalogue")


@pytest.fixture
def case(catalogue):
    return declared_licence(number="AKD 20902020001")


def kept(case) -> tuple:
    """All that deciding can change."""
    stored = VerificationCase.objects.values_list(
        "state", "reason", "decided_by", "decided_at", "claimed_by", "claimed_at"
    )
    return stored.get(pk=case.pk), EvidenceEntry.objects.count()


def refusal(action, *args, **kwargs) -> str:
    with pytest.raises(CannotDecide) as refused:
        action(*args, **kwargs)
    return str(refused.value)


def test_decision_is_kept_and_logged(case):
    checker = verifier(first_name="Sari", last_name="Wulandari")

    decide(case.pk, checker, CaseState.REFUSED, "  Nomor tidak ada.  ")

    case.refresh_from_db()
    assert (case.state, case.reason) == ("refused", "Nomor tidak ada.")
    assert (case.decided_by, case.claimed_by) == (checker, None)
    entry = EvidenceEntry.objects.first()
    assert (entry.action, entry.by_id, entry.by_name) == (
        "refused",
        checker.pk,
        "Sari Wulandari",
    )
    assert entry.before == {"state": "open", "reason": ""}
    assert entry.after == {"state": "refused", "reason": "Nomor tidak ada."}
    assert entry.supplier_id == case.supplier_id


def test_decision_is_told_to_others(case):
    heard = []

    def hear(case, **kwargs):
        heard.append((case.pk, case.state))

    case_decided.connect(hear)
    decide(case.pk, verifier(), CaseState.VERIFIED)
    case_decided.disconnect(hear)

    assert heard == [(case.pk, "verified")]


@pytest.mark.parametrize("state", ["open", "refused", "frozen", "revoked", "replaced"])
def test_all_but_verified_needs_a_reason(case, state):
    before = kept(case)

    message = refusal(decide, case.pk, verifier(), CaseState(state), " \n ")

    assert message == "Tulis alasan keputusan ini."
    assert kept(case) == before


def test_decided_case_is_decided_anew(case):
    first, second = verifier(), verifier()
    decide(case.pk, first, CaseState.VERIFIED)

    decide(case.pk, second, CaseState.REVOKED, "Dicabut Kemenkes.")

    case.refresh_from_db()
    assert (case.state, case.decided_by) == ("revoked", second)
    assert EvidenceEntry.objects.first().before == {"state": "verified", "reason": ""}


def test_reopened_case_waits_again(case):
    decide(case.pk, verifier(), CaseState.VERIFIED)

    decide(case.pk, verifier(), CaseState.OPEN, "Dokumen baru dipertanyakan.")

    case.refresh_from_db()
    assert (case.decided_by, case.decided_at) == (None, None)
    assert list(VerificationCase.objects.waiting()) == [case]
    assert EvidenceEntry.objects.first().action == "reopened"


def author(case):
    user = verifier()
    VerificationCase.objects.filter(pk=case.pk).update(declared_by=user)
    return user


def author_on_another_page(case):
    user = verifier()
    supplier = case.supplier.specific
    same = {name: getattr(case.licence, name) for name in ("issued_on", "expires_on")}
    declared_licence(
        ProductPageFactory(parent=supplier), author=user, number=case.number, **same
    )
    return user


def employee(case):
    user = verifier()
    user.groups.add(*editor_of(case.supplier.specific).groups.all())
    return user


def author_and_administrator(case):
    user = administrator()
    VerificationCase.objects.filter(pk=case.pk).update(declared_by=user)
    return user


@pytest.mark.parametrize(
    "person", [author, author_on_another_page, employee, author_and_administrator]
)
def test_nobody_decides_on_their_own(case, person):
    user = person(case)
    before = kept(case)

    claiming = refusal(claim, case.pk, user)
    deciding = refusal(decide, case.pk, user, CaseState.VERIFIED)

    assert claiming == deciding == "Pernyataan sendiri harus diperiksa orang lain."
    assert kept(case) == before


def test_claimed_case_is_left_to_its_claimant(case):
    other = verifier()
    claim(case.pk, verifier(first_name="Sari"))
    before = kept(case)

    messages = {
        refusal(claim, case.pk, other),
        refusal(release, case.pk, other),
        refusal(decide, case.pk, other, CaseState.VERIFIED),
    }

    assert messages == {"Perkara ini sedang ditangani Sari."}
    assert kept(case) == before


def test_released_case_is_free(case):
    first, second = verifier(), verifier()
    claim(case.pk, first)

    release(case.pk, first)
    claim(case.pk, second)

    case.refresh_from_db()
    assert case.claimed_by == second


def test_claim_lapses_after_four_hours(case):
    claim(case.pk, verifier())
    long_ago = timezone.now() - timedelta(hours=4, seconds=1)
    VerificationCase.objects.update(claimed_at=long_ago)
    second = verifier()

    claim(case.pk, second)

    case.refresh_from_db()
    assert case.claimed_by == second


def test_what_no_page_declares_is_not_decided(case):
    case.licence.delete()
    recording.record_published([ProductPage.objects.get()])
    before = kept(case)

    message = refusal(decide, case.pk, verifier(), CaseState.VERIFIED)

    assert message == "Pernyataan ini sudah tidak ada pada halaman mana pun."
    assert kept(case) == before


def test_decision_on_what_was_decided_meanwhile_is_refused(case):
    version = case.version
    decide(case.pk, verifier(first_name="Sari"), CaseState.VERIFIED, version=version)
    before = kept(case)

    message = refusal(
        decide, case.pk, verifier(), CaseState.REFUSED, "Palsu.", version=version
    )

    assert message == (
        "Perkara ini baru saja diputuskan Sari: Terverifikasi. Periksa lagi."
    )
    assert kept(case) == before


def test_decision_on_what_was_reopened_meanwhile_is_refused(case):
    decide(case.pk, verifier(), CaseState.VERIFIED)
    case.refresh_from_db()
    version = case.version
    decide(case.pk, verifier(), CaseState.OPEN, "Ragu.")

    message = refusal(
        decide, case.pk, verifier(), CaseState.REFUSED, "Palsu.", version=version
    )

    assert message == "Perkara ini baru saja dibuka kembali. Periksa lagi."


def test_submission_is_decided_on_its_page():
    case = VerificationCaseFactory(kind=SUBMISSION)
    before = kept(case)

    message = refusal(decide, case.pk, verifier(), CaseState.VERIFIED)

    assert message == "Kiriman halaman diputuskan pada halamannya."
    assert kept(case) == before


@pytest.mark.django_db(transaction=True)
def test_two_decide_in_the_same_moment(case):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one write at a time, and in memory one thread.")
    checkers, version, start = [verifier(), verifier()], case.version, Barrier(2)
    outcomes = []

    def decide_as(checker):
        start.wait()
        try:
            decide(case.pk, checker, CaseState.VERIFIED, version=version)
            outcomes.append("decided")
        except CannotDecide as refused:
            outcomes.append(str(refused).split(":")[0].split(" diputuskan")[0])
        finally:
            connection.close()

    threads = [Thread(target=decide_as, args=[each]) for each in checkers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["Perkara ini baru saja", "decided"]
    assert EvidenceEntry.objects.filter(action="verified").count() == 1


def test_what_is_asked_for_twice_is_decided_once(case, checker):
    version = case.version

    decide(case.pk, checker, CaseState.REFUSED, "Buram.", version=version)
    again = decide(case.pk, checker, CaseState.REFUSED, " Buram. ", version=version)

    assert again.state == CaseState.REFUSED
    assert EvidenceEntry.objects.filter(action="refused").count() == 1


@pytest.mark.parametrize(
    ("state", "reason"),
    [(CaseState.REFUSED, "Lain."), (CaseState.REVOKED, "Buram.")],
)
def test_another_decision_upon_ones_own_is_refused(case, checker, state, reason):
    version = case.version
    decide(case.pk, checker, CaseState.REFUSED, "Buram.", version=version)

    with pytest.raises(CannotDecide):
        decide(case.pk, checker, state, reason, version=version)

    assert VerificationCase.objects.get(pk=case.pk).reason == "Buram."
